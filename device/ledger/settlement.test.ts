import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { pause } from '../../drivers/clock.ts';
import type {
  InquireOutcome,
  PaymentTerminal,
  PayOutcome,
  TransactionRef,
} from '../../drivers/payment-terminal/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import type { BackOffice, BackOfficeTrouble } from '../back-office/contract.ts';
import type { PaymentProof } from '../back-office/payment-proof.ts';
import { createDealings } from './dealings.ts';
import type { LedgerEntry } from './entries.ts';
import { openLedger } from './ledger.ts';
import { recordOf } from './proof.ts';
import { createSettlement } from './settlement.ts';

const REF: TransactionRef = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' };
const APPROVED = {
  known: 'approved',
  approval: {
    ref: REF,
    amount: 500,
    cardName: 'VISA',
    cardTail: '4021',
    authorisationCode: '123456',
    customerReceipt: [],
  },
} as const;
const DOWN: BackOfficeTrouble = { code: 'BKO-101', kind: 'unreachable', detail: 'down' };
const NEVER = new AbortController().signal;

/** The other sides as a script of answers; what they were asked is kept. */
function rig(
  answers: {
    inquire?: InquireOutcome;
    pay?: PayOutcome;
    register?: 'ok' | 'down' | 'busy' | 'refused';
    /** Time that the office takes to register one due. */
    registerMs?: number;
  },
  random = 1,
) {
  const asked: string[] = [];
  const registered: (PaymentProof | null)[] = [];
  const bugs: unknown[] = [];
  let waiting: ((intentId: string, signal: AbortSignal) => Promise<InquireOutcome>) | null = null;
  const say = { ...answers };
  const terminal: PaymentTerminal = {
    status: () => ({ device: 'online' }),
    onStatus: () => () => undefined,
    lastTransaction: async () => ok({ before: null }),
    pay: async () => {
      asked.push('pay');
      return say.pay ?? APPROVED;
    },
    inquire: async ({ intentId }, signal) => {
      asked.push('inquire');
      if (waiting) return waiting(intentId, signal);
      return say.inquire ?? { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } };
    },
    reverse: async () => {
      asked.push('reverse');
      return ok(undefined);
    },
  };
  const backOffice: BackOffice = {
    lodge: async () => ok({ id: '1', reference: 'K5-7QF2-41' }),
    register: async (_key, payment, signal) => {
      asked.push('register');
      if (say.registerMs) await pause(clock, say.registerMs, signal);
      if (signal.aborted) return err(DOWN);
      if (say.register === 'down') return err(DOWN);
      if (say.register === 'busy') return err({ code: 'BKO-108', kind: 'in-progress', retryAfterMs: 600_000 });
      if (say.register === 'refused') return err({ code: 'BKO-102', kind: 'refused', reason: 'not-eligible' });
      registered.push(payment);
      return ok({ reference: 'K5-7QF2-41', registeredAt: '', appointment: null, document: null });
    },
    withdraw: async () => {
      asked.push('withdraw');
      return say.register === 'down' ? err(DOWN) : ok(undefined);
    },
    lookUp: async () => err(DOWN),
    duplicate: async () => err(DOWN),
    survey: async () => ok(undefined),
    tellCredit: async () => ok(undefined),
    reserveCredit: async () => err(DOWN),
    healthy: async () => true,
  };
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  const clock = new SimulatedClock();
  let ids = 0;
  const dealings = createDealings({
    ledger,
    terminal,
    backOffice,
    clock: new SimulatedClock(),
    newId: () => `id-${++ids}`,
    kioskId: 'K5',
    creditCode: () => `credit-${++ids}`,
    timestamp: () => 'now',
  });
  const settlement = createSettlement({
    ledger,
    dealings,
    clock,
    random: () => random,
    onBug: (error) => bugs.push(error),
  });
  return {
    ...{ ledger, dealings, settlement, clock, asked, registered, say, bugs },
    /** The terminal takes its time. */
    inquiring(answer: (intentId: string, signal: AbortSignal) => Promise<InquireOutcome>) {
      waiting = answer;
    },
    write(id: string, entries: readonly LedgerEntry[]) {
      for (const entry of entries) ledger.append(id, entry);
    },
    async settled() {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    },
    async pass(ms: number) {
      clock.increment(ms);
      await this.settled();
    },
  };
}

const PAID: LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: 't', tariffDate: null, amount: 500, paper: 'receipt' },
  { kind: 'lodged', reference: 'K5-7QF2-41' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];
/** A queue number that the office has given out. */
const TICKET: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 'q', tier: null, tariffDate: null, amount: 0, paper: 'ticket' },
  { kind: 'lodged', reference: 'x' },
  { kind: 'issueRequested' },
  { kind: 'issued' },
];
const kinds = (history: readonly { entry: LedgerEntry }[]) => history.map(({ entry }) => entry.kind);

describe('the settlement after a crash', () => {
  const cases: {
    name: string;
    wrote: number;
    inquire?: InquireOutcome;
    register?: 'refused';
    ends: string;
    asked: string[];
  }[] = [
    { name: 'quoted', wrote: 1, ends: 'abandoned', asked: ['withdraw'] },
    { name: 'lodged', wrote: 2, ends: 'abandoned', asked: ['withdraw'] },
    {
      name: 'intent, and no byte sent',
      wrote: 3,
      inquire: { known: 'not-paid' },
      ends: 'abandoned',
      asked: ['inquire', 'withdraw'],
    },
    {
      name: 'intent, and its disk lost that the sale was sent',
      wrote: 3,
      inquire: APPROVED,
      ends: 'deliveredWithoutPaper',
      asked: ['inquire', 'register'],
    },
    {
      name: 'sent, and paid',
      wrote: 4,
      inquire: APPROVED,
      ends: 'deliveredWithoutPaper',
      asked: ['inquire', 'register'],
    },
    {
      name: 'sent, and not paid',
      wrote: 4,
      inquire: { known: 'not-paid' },
      ends: 'abandoned',
      asked: ['inquire', 'withdraw'],
    },
    {
      name: 'paid, and refused',
      wrote: 4,
      inquire: APPROVED,
      register: 'refused',
      ends: 'returned',
      asked: ['inquire', 'register', 'reverse', 'withdraw'],
    },
  ];
  it.each(cases)('$name ends $ends', async ({ wrote, inquire, register, ends, asked }) => {
    const r = rig({ ...(inquire ? { inquire } : {}), ...(register ? { register } : {}) });
    for (const entry of PAID.slice(0, wrote)) r.ledger.append('a', entry);
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 1, left: 0 });
    expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: ends });
    expect(r.asked).toEqual(asked);
  });

  const hand = (as: 'returned' | 'not-paid'): LedgerEntry => ({
    ...{ kind: 'settledByHand', as, by: 'A.M.', at: 'now', leftToStaff: false },
  });
  const toReverse: readonly LedgerEntry[] = [
    ...PAID,
    { kind: 'approved', approval: { ...APPROVED.approval }, at: 'now' },
    { kind: 'issueRequested' },
    { kind: 'issueRefused', reason: 'not-eligible' },
    { kind: 'reversing' },
  ];
  it.each([
    { name: 'a sale in doubt that there was not', wrote: PAID, as: 'not-paid', ends: 'abandoned' },
    { name: 'a sale in doubt that staff gave back', wrote: PAID, as: 'returned', ends: 'returned' },
    { name: 'a reversal that can never succeed', wrote: toReverse, as: 'returned', ends: 'returned' },
  ] as const)('asks the terminal no more about $name, and ends it as $ends', async ({ wrote, as, ends }) => {
    const r = rig({ register: 'down' });
    for (const entry of [...wrote, hand(as)]) r.ledger.append('a', entry);
    expect(r.settlement.inDoubt()).toBe(false);
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 0, left: 1 });
    r.say.register = 'ok';
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 1, left: 0 });
    expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: ends });
    expect(r.asked).toEqual(['withdraw', 'withdraw']);
  });

  it('never sends a sale, and leaves open what the terminal does not answer', async () => {
    const r = rig({});
    for (const entry of PAID) r.ledger.append('a', entry);
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 0, left: 1 });
    expect(r.settlement.inDoubt()).toBe(true);
    r.say.inquire = APPROVED;
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['inquire', 'inquire', 'register']);
    expect(r.settlement.inDoubt()).toBe(false);
  });

  it('asks the back office again under the same key until it answers', async () => {
    const r = rig({ inquire: APPROVED, register: 'down' });
    for (const entry of PAID) r.ledger.append('a', entry);
    await r.settlement.recover(NEVER);
    await r.settlement.recover(NEVER);
    expect(kinds(r.ledger.history('a')).slice(4)).toEqual(['approved', 'issueRequested']);
    r.say.register = 'ok';
    await r.settlement.recover(NEVER);
    expect(r.registered).toEqual([{ ...REF, amount: 500, at: 'now' }]);
    expect(r.ledger.open()).toEqual([]);
  });

  it('asks a back office that is at work on it not before the time it named, whatever happens meanwhile', async () => {
    const r = rig({ inquire: APPROVED, register: 'busy' });
    for (const entry of PAID) r.ledger.append('a', entry);
    await r.settlement.recover(NEVER);
    r.clock.increment(599_999);
    r.settlement.tryNow();
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['inquire', 'register']);
    r.clock.increment(1);
    r.say.register = 'ok';
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['inquire', 'register', 'register']);
    expect(r.ledger.open()).toEqual([]);
  });

  it('keeps its hands off an application that a visit holds', async () => {
    const r = rig({});
    for (const entry of PAID.slice(0, 2)) r.ledger.append('a', entry);
    const release = r.settlement.claim('a');
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual([]);
    release();
    await r.settlement.recover(NEVER);
    expect(r.ledger.open()).toEqual([]);
  });

  it('leaves a queue number alone that may be in somebody’s hand', async () => {
    const r = rig({});
    r.write('a', [...TICKET, { kind: 'printing', copy: 1 }]);
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual([]);
    expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
  });

  it('when a sale has no known outcome, then inDoubt() forbids another sale until the terminal tells the outcome', async () => {
    const r = rig({});
    r.write('a', PAID);
    await r.settlement.recover(NEVER);
    expect([r.settlement.inDoubt(), r.asked]).toEqual([true, ['inquire']]);
    r.say.inquire = APPROVED;
    await r.settlement.recover(NEVER);
    expect([r.settlement.inDoubt(), r.asked]).toEqual([false, ['inquire', 'inquire', 'register']]);
  });

  it('takes a queue number back that nobody holds in hand', async () => {
    const r = rig({});
    r.write('a', [...TICKET, { kind: 'printFailed', code: 'PRN-111' }]);
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['withdraw']);
  });
});

it('takes no queue number back that was paid for: withdrawing gives no money back', async () => {
  const r = rig({ inquire: APPROVED });
  const [quoted, ...sold] = PAID;
  for (const entry of [{ ...quoted, paper: 'ticket' } as LedgerEntry, ...sold]) r.ledger.append('a', entry);
  await r.settlement.recover(NEVER);
  expect(r.asked).toEqual(['inquire', 'register']);
  expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
});

it('waits for what became of a note until staff settle it by hand, then credits the others, with no validator at all', async () => {
  const r = rig({});
  const [quoted, lodged] = PAID;
  const write = (...entries: readonly LedgerEntry[]) => r.write('a', entries);
  write({ ...quoted, amount: 3_000 } as LedgerEntry, lodged!, { kind: 'cashIntent' });
  write({ kind: 'noteHeld', noteId: 'n1', value: 2_000 }, { kind: 'noteStacked', noteId: 'n1' });
  write({ kind: 'noteHeld', noteId: 'n2', value: 1_000 });
  await r.settlement.recover(NEVER);
  expect([r.settlement.noteInDoubt(), r.ledger.find('a')?.last]).toEqual([true, 'cashIntent']);
  write({ kind: 'noteInDoubt', noteId: 'n2', value: 1_000, why: 'settled-by-hand', by: 'A.M.' });
  await r.settlement.recover(NEVER);
  expect([r.settlement.noteInDoubt(), r.asked]).toEqual([false, ['withdraw']]);
  expect(r.ledger.find('a')).toMatchObject({ last: 'closed', credits: [{ amount: 2_000 }] });
});

describe('a sale', () => {
  it('is in the ledger before it is sent', async () => {
    const r = rig({
      pay: {
        known: 'nothing',
        ask: 'last-transaction',
        trouble: { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' },
      },
    });
    const { id } = r.dealings.quote({ service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
    r.ledger.append(id, { kind: 'lodged', reference: 'x' });
    r.ledger.onAppend(({ entry }) => r.asked.push(entry.kind));
    await r.dealings.pay(id, NEVER, () => undefined);
    expect(r.asked).toEqual(['intent', 'saleSent', 'pay', 'unknown']);
  });
});

const NO_ANSWER: InquireOutcome = { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } };
const FREE: readonly LedgerEntry[] = [{ ...PAID[0], amount: 0 } as LedgerEntry, PAID[1]!];
const SENT = (intentId: string): readonly LedgerEntry[] => [
  ...PAID.slice(0, 2),
  { kind: 'intent', intentId, before: null },
  { kind: 'saleSent' },
];
const CASH: readonly LedgerEntry[] = [...PAID.slice(0, 2), { kind: 'cashIntent' }];
const NOTE: readonly LedgerEntry[] = [
  { kind: 'noteHeld', noteId: 'n', value: 1_000 },
  { kind: 'noteStacked', noteId: 'n' },
];

describe('one attempt', () => {
  it.each([
    ['no notes', CASH, ['withdraw'], 'abandoned'],
    ['too few notes', [...CASH, { kind: 'noteHeld', noteId: 'n', value: 100 }, NOTE[1]], ['withdraw'], 'credited'],
    ['enough notes', [...CASH, ...NOTE], ['register'], 'deliveredWithoutPaper'],
  ] as const)('goes from %s to the end', async (_, entries, asked, outcome) => {
    const r = rig({});
    r.write('a', entries as readonly LedgerEntry[]);
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 1, left: 0 });
    expect(r.asked).toEqual(asked);
    expect(r.ledger.history('a').map(({ entry }) => entry)).toContainEqual({ kind: 'closed', outcome });
  });

  it('makes nothing of what is settled already', async () => {
    const r = rig({});
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 0, left: 0 });
    expect(r.bugs).toEqual([]);
  });

  it('ends after half a minute without an answer, and the next application has its turn', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    r.write('b', FREE);
    const aborted: boolean[] = [];
    r.inquiring(
      (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            aborted.push(true);
            resolve(NO_ANSWER);
          });
        }),
    );
    const recovered = r.settlement.recover(NEVER);
    await r.settled();
    await r.pass(29_999);
    expect([aborted, r.asked]).toEqual([[], ['inquire']]);
    await r.pass(1);
    expect(await recovered).toEqual({ settled: 1, left: 1 });
    // The turn of its own, which was due meanwhile, comes behind it.
    expect([aborted, r.asked]).toEqual([[true], ['inquire', 'withdraw', 'inquire']]);
  });

  it('when an office takes ten seconds for each of ten dues, then all are registered in one attempt', async () => {
    const r = rig({ registerMs: 10_000 });
    const dues = Array.from({ length: 10 }, (_, nth) => nth + 1);
    r.write('a', [
      { ...PAID[0], lines: dues.map(() => 50) } as LedgerEntry,
      ...dues.map((line): LedgerEntry => ({ kind: 'lineLodged', line, reference: 'K5-7QF2-41' })),
      ...PAID.slice(1),
      { kind: 'approved', approval: recordOf(APPROVED.approval), at: 'then' },
    ]);
    const recovered = r.settlement.recover(NEVER);
    for (const _ of dues) {
      await r.settled();
      await r.pass(10_000);
    }
    expect(await recovered).toEqual({ settled: 1, left: 0 });
    expect(r.ledger.find('a')).toMatchObject({ last: 'closed', credits: [] });
    expect(r.asked).toHaveLength(10);
  });

  it('is not made where nobody waits for it', async () => {
    const r = rig({});
    r.write('a', FREE);
    expect(await r.settlement.recover(AbortSignal.abort())).toEqual({ settled: 0, left: 1 });
    expect(r.asked).toEqual([]);
  });

  it('that is a bug is told, and keeps no other from being settled', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    r.write('b', FREE);
    r.inquiring(() => Promise.reject(new Error('a bug')));
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 1, left: 1 });
    expect(r.bugs).toEqual([new Error('a bug')]);
  });

  it('waits for the one before: two are never at the terminal at once', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    let answer: (outcome: InquireOutcome) => void = () => undefined;
    r.inquiring(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const both = Promise.all([r.settlement.recover(NEVER), r.settlement.recover(NEVER)]);
    await r.settled();
    expect(r.asked).toEqual(['inquire']);
    answer(NO_ANSWER);
    await r.settled();
    expect(r.asked).toEqual(['inquire', 'inquire']);
    answer(NO_ANSWER);
    await both;
  });
});

describe('what a visit holds', () => {
  it('is held until everybody has let go, each once', async () => {
    const r = rig({});
    r.write('a', FREE);
    const [first, second] = [r.settlement.claim('a'), r.settlement.claim('a')];
    first();
    first();
    await r.settled();
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual([]);
    second();
    await r.settled();
    expect(r.asked).toEqual(['withdraw']);
    expect(r.ledger.open()).toEqual([]);
  });

  it('is left alone also where it was taken during an attempt at it, or at another', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    r.write('b', FREE);
    r.inquiring(async () => {
      r.settlement.claim('a');
      r.settlement.claim('b');
      return { known: 'not-paid' };
    });
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['inquire']);
    expect(r.ledger.find('a')?.last).toBe('notPaid');
  });

  it('may be a sale in doubt, which counts, or a note, which is the visit’s own', () => {
    const r = rig({});
    r.write('a', SENT('a'));
    r.write('b', [...CASH, NOTE[0]!]);
    expect([r.settlement.inDoubt(), r.settlement.noteInDoubt()]).toEqual([true, true]);
    r.settlement.claim('a');
    r.settlement.claim('b');
    expect([r.settlement.inDoubt(), r.settlement.noteInDoubt()]).toEqual([true, false]);
  });

  it('is told of when it is let go, as is each attempt', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    const release = r.settlement.claim('a');
    let changes = 0;
    const off = r.settlement.onChange(() => {
      changes += 1;
    });
    release();
    expect(changes).toBe(1);
    await r.settlement.recover(NEVER);
    expect(changes).toBeGreaterThan(1);
    off();
  });
});

describe('turn after turn', () => {
  /** When the terminal was asked, in seconds from now on; looked at every half second. */
  async function askedAt(r: ReturnType<typeof rig>, seconds: number): Promise<readonly number[]> {
    const at: number[] = [];
    for (let half = 1; half <= 2 * seconds; half++) {
      const before = r.asked.length;
      await r.pass(500);
      if (r.asked.length > before) at.push(half / 2);
    }
    return at;
  }

  it('comes later and later while nothing moves, up to a minute', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    expect(await askedAt(r, 260)).toEqual([5, 15, 35, 75, 135, 195, 255]);
  });

  it('is drawn from the upper half of its time, so that not all kiosks come at once', async () => {
    const r = rig({}, 0);
    r.write('a', SENT('a'));
    expect(await askedAt(r, 40)).toEqual([2.5, 7.5, 17.5, 37.5]);
  });

  it('comes soon again after something moved, or came back', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    expect(await askedAt(r, 20)).toEqual([5, 15]);
    r.write('b', FREE);
    // At 35 s the new one is settled; the next turn is five seconds later, not forty.
    expect(await askedAt(r, 21)).toEqual([15, 20]);
    r.settlement.tryNow();
    await r.settled();
    expect(r.asked.filter((what) => what === 'inquire')).toHaveLength(5);
    expect(await askedAt(r, 11)).toEqual([10]);
  });

  it('asks nothing while nothing is open, and looks soon again', async () => {
    const r = rig({});
    expect(await askedAt(r, 30)).toEqual([]);
    r.write('a', SENT('a'));
    expect(await askedAt(r, 6)).toEqual([5]);
  });

  it('ends when it is closed, after the attempt under way, which is cut short', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    const happened: string[] = [];
    r.inquiring(
      (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            happened.push('cut short');
            void r.settled().then(() => {
              happened.push('answered');
              resolve(NO_ANSWER);
            });
          });
        }),
    );
    await r.pass(5_000);
    expect(r.asked).toEqual(['inquire']);
    await r.settlement.close();
    expect(happened).toEqual(['cut short', 'answered']);
    expect(r.ledger.find('a')?.last).toBe('unknown');
    expect(await askedAt(r, 130)).toEqual([]);
    let changes = 0;
    r.settlement.claim('b')();
    r.settlement.onChange(() => {
      changes += 1;
    });
    expect(changes).toBe(0);
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 0, left: 1 });
    expect(r.asked).toEqual(['inquire']);
  });

  it('is not closed before a recovery under way has written what it met', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    r.inquiring(
      (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => void r.settled().then(() => resolve(NO_ANSWER)));
        }),
    );
    const recovered = r.settlement.recover(NEVER);
    await r.settled();
    expect(r.asked).toEqual(['inquire']);
    await r.settlement.close();
    expect(r.ledger.find('a')?.last).toBe('unknown');
    await recovered;
  });
});
