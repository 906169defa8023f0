import { describe, expect, it } from 'vitest';
import { createActor, fromCallback, fromPromise, SimulatedClock } from 'xstate';
import type { Approval, TerminalTrouble } from '../../drivers/payment-terminal/contract.ts';
import type { SaleInquiryOutcome, SaleOutcome } from '../ledger/dealings.ts';
import {
  DOUBT_ENDS_MS,
  DOUBT_IS_LONG_MS,
  type PaymentInput,
  type PaymentOutput,
  paymentMachine,
  SALE_INQUIRY_MS,
  type SaleCommand,
  type SaleEvent,
} from './payment.machine.ts';

const APPROVAL: Approval = {
  ref: { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' },
  amount: 500,
  cardName: 'VISA',
  cardTail: '4021',
  authorisationCode: '123456',
  customerReceipt: [],
};
const GONE: TerminalTrouble = { code: 'TRM-101', kind: 'not-connected' };
const SILENT: SaleOutcome = {
  known: 'nothing',
  ask: 'last-transaction',
  trouble: { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' },
};
const NO_ANSWER: SaleInquiryOutcome = { known: 'nothing', trouble: GONE };
const APPROVED = { known: 'approved', approval: APPROVAL } as const;
const UNREACHED = { known: 'not-issued', why: { kind: 'unreachable', code: 'BKO-101' } } as const;
const REFUSED = { known: 'not-issued', why: { kind: 'refused', code: 'not-eligible' } } as const;

function rig() {
  const clock = new SimulatedClock();
  const sales: PaymentInput[] = [];
  const commands: SaleCommand[] = [];
  const questions: PaymentInput[] = [];
  let tell: (event: SaleEvent) => void = () => undefined;
  let answer: (outcome: SaleInquiryOutcome) => void = () => undefined;
  const machine = paymentMachine.provide({
    actors: {
      sell: fromCallback<SaleCommand, PaymentInput, SaleEvent>(({ input, sendBack, receive }) => {
        sales.push(input);
        receive((command) => commands.push(command));
        tell = sendBack;
      }),
      ask: fromPromise<SaleInquiryOutcome, PaymentInput>(({ input }) => {
        questions.push(input);
        return new Promise((resolve) => {
          answer = resolve;
        });
      }),
    },
  });
  const actor = createActor(machine, { clock, input: { applicationId: 'a' } }).start();
  const settled = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return {
    clock,
    sales,
    commands,
    questions,
    at: () => actor.getSnapshot().value,
    context: () => actor.getSnapshot().context,
    output: () => actor.getSnapshot().output,
    prompt: (prompt: Extract<SaleEvent, { type: 'sale.prompted' }>['prompt']) =>
      tell({ type: 'sale.prompted', prompt }),
    touch: (touch: 'cancel' | 'finish') => actor.send({ type: `citizen.${touch}` }),
    sale: (outcome: SaleOutcome) => tell({ type: 'sale.settled', outcome }),
    async terminal(outcome: SaleInquiryOutcome) {
      answer(outcome);
      await settled();
    },
  };
}

const declined = (code: string, leave = false): PaymentOutput =>
  ({ paid: false, code, leave }) as Extract<PaymentOutput, { paid: false }>;

const ENDS: readonly (readonly [SaleOutcome, PaymentOutput])[] = [
  [APPROVED, { paid: true, approval: APPROVAL }],
  [{ known: 'declined', resultCode: '6c' }, declined('TRM-201')],
  [{ known: 'cancelled' }, declined('TRM-202')],
  [{ known: 'never-started', trouble: GONE }, declined('TRM-101')],
  [REFUSED, declined('BKO-106')],
  [UNREACHED, declined('BKO-107')],
];

describe('a sale', () => {
  it('when a payment starts, then the sale of its application is sent once', () => {
    const r = rig();
    expect(r.sales).toEqual([{ applicationId: 'a' }]);
    expect(r.context()).toMatchObject({ prompt: null, cancelled: false, leaving: false, result: null });
  });

  it.each(ENDS)('when a sale ends as %o, then the payment ends with its code and asks nothing', (outcome, output) => {
    const r = rig();
    r.sale(outcome);
    expect(r.output()).toEqual(output);
    expect([r.sales.length, r.questions]).toEqual([1, []]);
  });

  it('when the terminal prompts, then the prompt is shown', () => {
    const r = rig();
    r.prompt('present-card');
    expect(r.context().prompt).toBe('present-card');
    r.prompt('enter-pin');
    expect([r.context().prompt, r.at()]).toEqual(['enter-pin', 'selling']);
    expect(r.commands).toEqual([]);
  });

  it.each([
    ['cancel', false],
    ['finish', true],
  ] as const)(
    'when the citizen touches *%s* during the sale, then the terminal is asked to stop and its answer counts',
    (touch, leave) => {
      const r = rig();
      r.touch(touch);
      expect(r.commands).toEqual([{ type: 'cancel' }]);
      expect(r.at()).toBe('selling');
      expect(r.context()).toMatchObject({ cancelled: true, leaving: leave });
      r.sale({ known: 'cancelled' });
      expect(r.output()).toEqual(declined('TRM-202', leave));
    },
  );

  it('when the sale is being registered and the terminal only waits, then the page still says registering', () => {
    const r = rig();
    const said = (prompt: Parameters<typeof r.prompt>[0]) => {
      r.prompt(prompt);
      return r.context().prompt;
    };
    expect(said('wait')).toBe('wait');
    expect(said('processing')).toBe('processing');
    expect(said('registering')).toBe('registering');
    expect(said('wait')).toBe('registering');
    expect(said('processing')).toBe('registering');
    expect(said('enter-pin')).toBe('enter-pin');
    expect(said('wait')).toBe('wait');
  });

  it('when the citizen finishes and the sale is approved all the same, then it is paid', () => {
    const r = rig();
    r.touch('finish');
    r.sale(APPROVED);
    expect(r.output()).toEqual({ paid: true, approval: APPROVAL });
  });
});

describe('a sale with an unknown outcome', () => {
  function doubt() {
    const r = rig();
    r.sale(SILENT);
    expect(r.at()).toEqual({ doubt: { inquiry: 'asking', patience: 'short' } });
    return r;
  }
  const isLong = (r: ReturnType<typeof doubt>) => JSON.stringify(r.at()).includes('"patience":"long"');

  it.each<readonly [SaleInquiryOutcome, PaymentOutput]>([
    [APPROVED, { paid: true, approval: APPROVAL }],
    [{ known: 'not-paid' }, declined('TRM-205')],
    [REFUSED, declined('BKO-106')],
    [UNREACHED, declined('BKO-107')],
  ])('when the terminal answers the inquiry with %o, then the payment ends with it', async (outcome, output) => {
    const r = doubt();
    await r.terminal(outcome);
    expect(r.output()).toEqual(output);
    expect(r.questions).toEqual([{ applicationId: 'a' }]);
  });

  it('when an inquiry has no answer, then it is repeated after the pause, and the sale is never sent again', async () => {
    const r = doubt();
    for (const nth of [1, 2, 3]) {
      expect(r.questions).toHaveLength(nth);
      await r.terminal(NO_ANSWER);
      r.clock.increment(SALE_INQUIRY_MS - 1);
      expect(r.questions).toHaveLength(nth);
      r.clock.increment(1);
    }
    expect(r.questions).toHaveLength(4);
    expect(r.sales).toHaveLength(1);
    expect(r.output()).toBeUndefined();
  });

  it('when the doubt lasts long, then the page says so and the machine goes on asking', async () => {
    const r = doubt();
    await r.terminal(NO_ANSWER);
    r.clock.increment(DOUBT_IS_LONG_MS - 1);
    expect(isLong(r)).toBe(false);
    r.clock.increment(1);
    expect(isLong(r)).toBe(true);
    await r.terminal(APPROVED);
    expect(r.output()).toEqual({ paid: true, approval: APPROVAL });
  });

  it('when no answer comes for long, then the visit ends by itself, and not before', () => {
    const r = doubt();
    r.clock.increment(DOUBT_IS_LONG_MS);
    r.clock.increment(DOUBT_ENDS_MS - 1);
    expect(r.output()).toBeUndefined();
    r.clock.increment(1);
    expect(r.output()).toEqual(declined('TRM-203', true));
  });

  it('when the citizen touches *finish* in doubt, then the page of the long doubt comes first, and the next touch ends the visit', () => {
    const r = doubt();
    r.touch('finish');
    expect([r.output(), isLong(r)]).toEqual([undefined, true]);
    r.touch('finish');
    expect(r.output()).toEqual(declined('TRM-203', true));
    expect(r.commands).toEqual([]);
  });

  it("when the terminal's answer cannot be matched, then the machine asks no more and says at once that staff find out", async () => {
    const r = doubt();
    await r.terminal({ known: 'nothing', trouble: { code: 'TRM-106', kind: 'cannot-be-told', last: 'another' } });
    expect(r.at()).toEqual({ doubt: { inquiry: 'over', patience: 'long' } });
    r.clock.increment(DOUBT_ENDS_MS - 1);
    expect([r.questions.length, r.output()]).toEqual([1, undefined]);
    r.clock.increment(1);
    expect(r.output()).toEqual(declined('TRM-106', true));
  });

  it('when the citizen cancels in doubt, then nothing happens', () => {
    const r = doubt();
    r.touch('cancel');
    expect([r.commands, r.context().cancelled]).toEqual([[], false]);
  });

  it('when the citizen finishes during the sale, then the visit ends with the answer of the terminal', async () => {
    const r = rig();
    r.touch('finish');
    r.sale(SILENT);
    await r.terminal({ known: 'not-paid' });
    expect(r.output()).toEqual(declined('TRM-205', true));
  });
});

describe('a payment without its actors', () => {
  const bugOf = async (machine: typeof paymentMachine) => {
    const bugs: unknown[] = [];
    const actor = createActor(machine, { clock: new SimulatedClock(), input: { applicationId: 'a' } });
    actor.subscribe({ error: (bug) => bugs.push(bug) });
    actor.start();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    return bugs;
  };

  it('when no actor provides `sell`, then it is a bug', async () => {
    expect(await bugOf(paymentMachine)).toEqual([new Error('sell is provided by device/actors/actors.ts')]);
  });

  it('when no actor provides `ask`, then it is a bug', async () => {
    const sell = fromCallback<SaleCommand, PaymentInput, SaleEvent>(({ sendBack }) => {
      sendBack({ type: 'sale.settled', outcome: SILENT });
    });
    const bugs = await bugOf(paymentMachine.provide({ actors: { sell } }));
    expect(bugs).toEqual([new Error('ask is provided by device/actors/actors.ts')]);
  });
});
