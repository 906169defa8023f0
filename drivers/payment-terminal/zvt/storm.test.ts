import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { type WireFault, withWireFaults } from '../../../simulators/faults/wire-faults.ts';
import { commissionedTerminal } from '../../../simulators/payment-terminal/by-hand.ts';
import { emptyMemory } from '../../../simulators/payment-terminal/memory.ts';
import { createZvtTerminalSimulator } from '../../../simulators/payment-terminal/zvt.ts';
import { pause } from '../../clock.ts';
import { cable } from '../../link/pair.ts';
import type { InquireOutcome, IssueDecision, PayOutcome } from '../contract.ts';
import { createZvtTerminal } from './driver.ts';

/** `npm run prove -- storms` runs 3,000. */
const RUNS = process.env['STORMS'] === 'all' ? 3_000 : 100;
const LIMIT_MS = RUNS * 1_200;
const AMOUNT = 500;
const PART = 200;
const NEVER = new AbortController().signal;
const STEP_MS = 500;
const MAX_STEPS = 2_000;
const TURNS = 60;

const on = fc.constantFrom('in' as const, 'out' as const);
const anywhere: fc.Arbitrary<WireFault> = fc.oneof(
  fc.record({ do: fc.constant('drop' as const), on }),
  fc.record({ do: fc.constant('split' as const), on, after: fc.nat(8), pauseMs: fc.nat(400) }),
  fc.record({ do: fc.constant('delay' as const), on, ms: fc.nat(7_000) }),
  fc.record({ do: fc.constant('unplug' as const), on, afterBytes: fc.nat(120) }),
);
const onSerial: fc.Arbitrary<WireFault> = fc.oneof(
  anywhere,
  fc.record({ do: fc.constant('drop' as const), on, byte: fc.nat(12) }),
  fc.record({ do: fc.constant('flip' as const), on, bit: fc.nat(200) }),
  fc.record({ do: fc.constant('noise' as const), on, bytes: fc.integer({ min: 1, max: 20 }) }),
);

const doing = fc.constantFrom('tap' as const, 'decline' as const, 'cancel' as const, 'nothing' as const);

const asked = fc.oneof(
  fc.constant({ what: 'sale' as const }),
  fc.constant({ what: 'refund' as const }),
  fc.record({
    what: fc.constant('goods' as const),
    decision: fc.constantFrom<IssueDecision | 'never'>(
      { issued: 'whole' },
      { issued: 'part', amount: PART },
      { issued: 'nothing' },
      'never',
    ),
    afterSteps: fc.nat(20),
  }),
);

const common = {
  asked,
  restart: fc.boolean(),
  doing: fc.array(doing, { minLength: 1, maxLength: 4 }),
  stopAfter: fc.option(fc.nat(10), { nil: null }),
  seed: fc.nat(1_000),
};

function framed<F extends 'serial' | 'tcp'>(framing: F, fault: fc.Arbitrary<WireFault>) {
  const faults = fc.array(fault, { minLength: 1, maxLength: 5 });
  return fc.record({ framing: fc.constant(framing), faults, ...common });
}

const storm = fc.oneof(framed('serial', onSerial), framed('tcp', anywhere));

type Storm = typeof storm extends fc.Arbitrary<infer T> ? T : never;

async function weather({ framing, faults, doing, stopAfter, seed, asked, restart }: Storm) {
  const clock = new SimulatedClock();
  const random = () => (seed % 97) / 97;
  const wire = withWireFaults(cable(), clock, random);
  const now = () => new Date(0);
  const saved = commissionedTerminal(emptyMemory('52500041'), now());
  const simulator = createZvtTerminalSimulator({ wire: wire.device, clock, random, framing, now, saved });
  let inDoubt = false;
  const start = () =>
    createZvtTerminal({
      link: wire.host,
      clock,
      random,
      framing,
      password: '123456',
      onDiscarded: () => undefined,
      ...(restart && { saleInDoubt: () => inDoubt }),
    });
  let terminal = start();
  const pass = async () => {
    clock.increment(STEP_MS);
    for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
  };
  const finished = async <T>(promise: Promise<T>, each: (step: number) => void = () => undefined): Promise<T> => {
    let value: { readonly got: T } | undefined;
    void promise.then((got) => {
      value = { got };
    });
    for (let step = 0; step < MAX_STEPS && !value; step += 1) {
      await pass();
      each(step);
    }
    if (!value) throw new Error('a promise was never settled');
    return value.got;
  };

  /** A delay may hold back an unplug: plug in at every step. */
  const calm = async () => {
    for (let step = 0; step < CALM_STEPS; step += 1) {
      wire.plug();
      await pass();
    }
  };

  await pass();
  const before = await finished(terminal.lastTransaction(NEVER));
  if (!before.ok || !before.value.before) throw new Error('it was tried before it was put here');
  for (const one of faults) wire.faults.next(one);
  const stop = new AbortController();
  const intent = {
    intentId: 'intent',
    amount: AMOUNT,
    before: before.value.before,
    sentAt: now().toISOString(),
    ...(asked.what === 'goods' && { issued: PART }),
  };
  let issued = 0;
  const issue = async (): Promise<IssueDecision> => {
    issued += 1;
    if (asked.what !== 'goods' || asked.decision === 'never') return new Promise(() => undefined);
    await pause(clock, asked.afterSteps * STEP_MS);
    return asked.decision;
  };
  const command = () => {
    if (asked.what === 'refund') return terminal.refund(intent, stop.signal, () => undefined);
    return terminal.pay(intent, stop.signal, () => undefined, asked.what === 'goods' ? issue : undefined);
  };
  inDoubt = true;
  const pay: PayOutcome = await finished(command(), (step) => {
    const next = doing[step];
    if (next === 'tap') simulator.tap();
    else if (next === 'decline') simulator.decline();
    else if (next === 'cancel') simulator.key('cancel');
    if (step === stopAfter) stop.abort();
    if (step === PLUG_STEP) wire.plug();
  });
  inDoubt = pay.known === 'nothing';
  if (restart) {
    await terminal.close();
    terminal = start();
  }
  wire.faults.clear();
  const answers: InquireOutcome[] = [];
  const settled = () => answers.at(-1)?.known === 'approved' || answers.at(-1)?.known === 'not-paid';
  for (let turn = 0; turn < 40 && !settled(); turn += 1) {
    wire.plug();
    for (let step = 0; step < 6; step += 1) await pass();
    answers.push(await finished(terminal.inquire(intent, NEVER)));
  }
  inDoubt = false;
  await calm();
  const booked =
    asked.what === 'refund' ? simulator.refunds() : simulator.sales().filter(({ state }) => state === 'approved');

  for (const one of faults) wire.faults.next(one);
  const days = [await finished(terminal.endOfDay(NEVER), (step) => step === PLUG_STEP && wire.plug())];
  wire.faults.clear();
  await calm();
  days.push(await finished(terminal.endOfDay(NEVER)));
  const condition = await finished(terminal.condition(NEVER));
  simulator.close();
  await terminal.close();
  return { pay, asked: answers.at(-1), booked, issued, days, condition, total: simulator.approvedTotal };
}

const PLUG_STEP = 30;
const CALM_STEPS = 200;

/** A late answer to a message before the approval, while the goods are awaited. */
const LATE_ANSWER: Storm = {
  framing: 'tcp',
  faults: [
    { do: 'split', on: 'out', after: 0, pauseMs: 0 },
    { do: 'delay', on: 'out', ms: 0 },
    { do: 'delay', on: 'out', ms: 5_001 },
  ],
  asked: { what: 'goods', decision: { issued: 'part', amount: PART }, afterSteps: 0 },
  restart: false,
  doing: ['tap'],
  stopAfter: null,
  seed: 0,
};

/** A cable pulled inside a message; the next connection comes before the terminal drops it. */
const CUT_MESSAGE: Storm = {
  framing: 'tcp',
  faults: [
    { do: 'unplug', on: 'out', afterBytes: 84 },
    { do: 'unplug', on: 'out', afterBytes: 0 },
  ],
  asked: { what: 'goods', decision: { issued: 'part', amount: PART }, afterSteps: 12 },
  restart: false,
  doing: ['tap'],
  stopAfter: 0,
  seed: 0,
};

it(
  'when the wire has any faults, then every outcome of the driver is true',
  async () => {
    await fc.assert(
      fc.asyncProperty(storm, async (one) => {
        const { pay, asked, booked, issued, days, condition, total } = await weather(one);
        expect(booked.length).toBeLessThanOrEqual(1);
        expect(issued).toBeLessThanOrEqual(1);
        expect(asked?.known).toBe(booked.length === 1 ? 'approved' : 'not-paid');
        if (asked?.known === 'approved') expect(asked.approval.amount).toBe(booked[0]?.amount);
        if (pay.known === 'approved') expect(pay.approval.amount).toBe(booked[0]?.amount);
        if (pay.known === 'declined' || pay.known === 'cancelled' || pay.known === 'never-started') {
          expect(booked).toEqual([]);
        }
        const sums = days.map((day) => (day.ok ? day.value.totals.amount : null));
        expect(sums[0] === total || sums[0] === null).toBe(true);
        expect(sums[1] === 0 || (sums[0] === null && sums[1] === total)).toBe(true);
        expect(condition).toMatchObject({ ok: true, value: { status: '00' } });
      }),
      { numRuns: RUNS, examples: [[LATE_ANSWER], [CUT_MESSAGE]] },
    );
  },
  LIMIT_MS,
);
