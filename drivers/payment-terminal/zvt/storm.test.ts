import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { type WireFault, withWireFaults } from '../../../simulators/faults/wire-faults.ts';
import { createZvtTerminalSimulator } from '../../../simulators/payment-terminal/zvt.ts';
import { cable } from '../../link/pair.ts';
import type { InquireOutcome, PayOutcome } from '../contract.ts';
import { createZvtTerminal } from './driver.ts';

const AMOUNT = 500;
const NEVER = new AbortController().signal;
const STEP_MS = 500;
const MAX_STEPS = 2_000;
const TURNS = 60;

const on = fc.constantFrom('in' as const, 'out' as const);
/** What can also happen to messages on TCP, which keeps bytes right and in order. */
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

/** What the citizen does at the terminal, a step of time after the next. */
const doing = fc.constantFrom('tap' as const, 'decline' as const, 'cancel' as const, 'nothing' as const);

const common = {
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

/** A sale in the storm, then calm, then the question what became of it. */
async function weather({ framing, faults, doing, stopAfter, seed }: Storm) {
  const clock = new SimulatedClock();
  const random = () => (seed % 97) / 97;
  const wire = withWireFaults(cable(), clock, random);
  const simulator = createZvtTerminalSimulator({ wire: wire.device, clock, random, framing, now: () => new Date(0) });
  const password = '123456';
  const terminal = createZvtTerminal({
    link: wire.host,
    clock,
    random,
    framing,
    password,
    onDiscarded: () => undefined,
  });
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

  await pass();
  const before = await finished(terminal.lastTransaction(NEVER));
  expect(before).toEqual({ ok: true, value: null });
  for (const one of faults) wire.faults.next(one);
  const stop = new AbortController();
  const intent = { intentId: 'intent', amount: AMOUNT, before: null };
  const pay: PayOutcome = await finished(
    terminal.pay(intent, stop.signal, () => undefined),
    (step) => {
      const next = doing[step];
      if (next === 'tap') simulator.tap();
      else if (next === 'decline') simulator.decline();
      else if (next === 'cancel') simulator.key('cancel');
      if (step === stopAfter) stop.abort();
      if (step === PLUG_STEP) wire.plug();
    },
  );
  wire.faults.clear();
  const asked: InquireOutcome[] = [];
  for (let turn = 0; turn < 40 && asked.at(-1)?.known !== 'approved' && asked.at(-1)?.known !== 'not-paid'; turn += 1) {
    // Every turn, because an unplug that a delay held back may come only now.
    wire.plug();
    for (let step = 0; step < 6; step += 1) await pass();
    asked.push(await finished(terminal.inquire(intent, NEVER)));
  }
  // Whatever the terminal still had to say has been said by then.
  for (let step = 0; step < CALM_STEPS; step += 1) await pass();
  const approved = simulator.sales().filter(({ state }) => state === 'approved').length;
  simulator.close();
  await terminal.close();
  return { pay, asked: asked.at(-1)?.known, approved };
}

const PLUG_STEP = 30;
const CALM_STEPS = 200;

it('whatever the wire does, what the driver says of the money is true', async () => {
  await fc.assert(
    fc.asyncProperty(storm, async (one) => {
      const { pay, asked, approved } = await weather(one);
      expect(approved).toBeLessThanOrEqual(1);
      expect(asked).toBe(approved === 1 ? 'approved' : 'not-paid');
      if (pay.known === 'approved') expect(approved).toBe(1);
      if (pay.known === 'declined' || pay.known === 'cancelled' || pay.known === 'never-started') {
        expect(approved).toBe(0);
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);
