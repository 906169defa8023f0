import { afterEach, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createCcnetSimulator } from '../../../simulators/bill-validator/ccnet.ts';
import { toHex } from '../../bytes.ts';
import { cable } from '../../link/pair.ts';
import { tapLinkFactory } from '../../link/tap.ts';
import type { Decision, RecordedNote, ValidatorEvent } from '../contract.ts';
import { createCcnetValidator } from './driver.ts';

const STEP_MS = 10;
let cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp) await close();
  cleanUp = [];
});

function rig(recorded: RecordedNote | null = null) {
  const clock = new SimulatedClock();
  const wire = cable();
  const simulator = createCcnetSimulator({ wire: wire.device, clock });
  const out: { readonly at: number; readonly hex: string }[] = [];
  const make = (note: RecordedNote | null) => {
    const validator = createCcnetValidator({
      link: tapLinkFactory(wire.host, ({ direction, bytes }) => {
        if (direction === 'out') out.push({ at: clock.now(), hex: toHex(bytes) });
      }),
      clock,
      random: () => 0.5,
      onDiscarded: () => {},
      recorded: note,
    });
    cleanUp.push(() => validator.close());
    return validator;
  };
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= STEP_MS) {
      clock.increment(STEP_MS);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
  };
  const validator = make(recorded);
  const events: ValidatorEvent[] = [];
  validator.onEvent((event) => events.push(event));
  return { clock, wire, simulator, validator, make, events, out, pass };
}

const POLL = '02030633da81';
const STACK = '02030635ece4';
const ALWAYS = (decision: Decision) => async () => decision;

it('when the driver runs, then it polls every 150 to 200 ms and acknowledges every answer', async () => {
  const { out, pass } = rig();
  await pass(4_000);
  const from = out.length;
  await pass(3_000);
  const recent = out.slice(from);
  const polls = recent.filter(({ hex }) => hex === POLL);
  expect(polls.length).toBe(recent.length / 2);
  for (const [index, { at }] of polls.entries()) {
    const before = polls[index - 1];
    if (before) expect(at - before.at).toBeGreaterThanOrEqual(150);
    if (before) expect(at - before.at).toBeLessThanOrEqual(200);
  }
});

it('when the decision takes too long, then the note goes back, and a late decision to stack leads to note.returned', async () => {
  const { simulator, validator, events, pass } = rig();
  let decide: (decision: Decision) => void = () => {};
  let withdrawn = false;
  const stop = new AbortController();
  void validator.accept((_, signal) => {
    signal.addEventListener('abort', () => {
      withdrawn = true;
    });
    return new Promise((resolve) => {
      decide = resolve;
    });
  }, stop.signal);
  await pass(4_000);
  simulator.insert({ manat: 20 });
  await pass(8_000);
  expect(withdrawn).toBe(false);
  await pass(1_500);
  expect(withdrawn).toBe(true);
  expect(simulator.state().inside?.at).toBe('mouth');
  decide({ do: 'stack', noteId: 'late' });
  await pass(100);
  expect(events).toContainEqual({ type: 'note.returned', noteId: 'late', value: 2_000 });
  expect(simulator.state().cassette).toEqual([]);
});

function holding(ms: number) {
  const its = rig();
  const seen = { withdrawn: false };
  const stop = new AbortController();
  const ended = its.validator.accept((note, signal) => {
    signal.addEventListener('abort', () => {
      seen.withdrawn = true;
    });
    note.hold(ms);
    return new Promise(() => {});
  }, stop.signal);
  return { ...its, seen, stop, ended };
}

const HOLD = '02030638093f';

it('when a note is held, then the driver sends HOLD at once and every 4 s', async () => {
  const { simulator, out, pass } = holding(60_000);
  await pass(4_000);
  simulator.insert({ manat: 200 });
  await pass(22_000);
  const holds = out.filter(({ hex }) => hex === HOLD);
  expect(holds).toHaveLength(6);
  for (const [index, { at }] of holds.entries()) {
    const before = holds[index - 1];
    if (before) expect(at - before.at).toBeLessThanOrEqual(4_200);
  }
  expect(simulator.unit()).toEqual({ state: 'holding' });
});

it('when the hold time is over, then the note goes back and HOLD is not sent again', async () => {
  const { simulator, out, seen, pass } = holding(15_000);
  await pass(4_000);
  simulator.insert({ manat: 200 });
  await pass(16_000);
  expect(seen.withdrawn).toBe(false);
  await pass(2_000);
  expect(seen.withdrawn).toBe(true);
  expect(simulator.state().inside?.at).toBe('mouth');
  const sent = out.filter(({ hex }) => hex === HOLD).length;
  await pass(10_000);
  expect(out.filter(({ hex }) => hex === HOLD)).toHaveLength(sent);
});

it('when the answers to HOLD are lost, then HOLD is sent again and the note stays in escrow', async () => {
  const { simulator, out, pass } = holding(60_000);
  await pass(4_000);
  const escrow = simulator.onChange(() => {
    if (simulator.state().inside?.at !== 'escrow') return;
    escrow();
    simulator.faults.next('lost-answer').next('lost-answer');
  });
  simulator.insert({ manat: 200 });
  await pass(30_000);
  simulator.faults.assertSpent();
  expect(out.filter(({ hex }) => hex === HOLD).length).toBeGreaterThan(6);
  expect(simulator.unit()).toEqual({ state: 'holding' });
});

it('when accept ends while a note is held, then the note goes back', async () => {
  const { simulator, validator, events, stop, ended, pass } = holding(60_000);
  await pass(4_000);
  simulator.insert({ manat: 200 });
  await pass(12_000);
  stop.abort();
  await pass(1_500);
  simulator.take();
  await pass(500);
  await ended;
  expect(events).toEqual([{ type: 'note.inserted' }, { type: 'note.returned', noteId: null, value: 20_000 }]);
  expect(validator.status().intake).toBe('paused');
});

it.each(['power', 'cable'] as const)(
  'when the %s fails while a note is held, then the note goes back',
  async (what) => {
    const { simulator, wire, seen, pass } = holding(60_000);
    await pass(4_000);
    simulator.insert({ manat: 200 });
    await pass(12_000);
    if (what === 'power') simulator.powerOff();
    else wire.unplug();
    await pass(1_000);
    if (what === 'power') simulator.powerOn();
    else wire.plug();
    await pass(5_000);
    expect(seen.withdrawn).toBe(true);
    expect(simulator.state()).toMatchObject({ cassette: [], inside: { at: 'mouth' } });
  },
);

it('when the answer to STACK is lost and the note is on its way, then STACK is not sent again', async () => {
  const { simulator, validator, events, out, pass } = rig();
  const stop = new AbortController();
  void validator.accept(ALWAYS({ do: 'stack', noteId: 'n1' }), stop.signal);
  await pass(4_000);
  simulator.insert({ manat: 20 });
  const decided = simulator.onChange(() => {
    if (simulator.state().inside?.at !== 'escrow' || simulator.faults.armed().length > 0) return;
    simulator.faults.next('lost-answer');
    decided();
  });
  await pass(4_000);
  simulator.faults.assertSpent();
  expect(out.filter(({ hex }) => hex === STACK)).toHaveLength(1);
  expect(events.filter(({ type }) => type === 'note.stacked')).toHaveLength(1);
});

it('when the unit repeats an event, then note.stacked is sent once', async () => {
  const { simulator, validator, events, pass } = rig();
  simulator.faults.next('repeat-event').next('repeat-event');
  void validator.accept(ALWAYS({ do: 'stack', noteId: 'n1' }), new AbortController().signal);
  await pass(4_000);
  simulator.insert({ manat: 20 });
  await pass(5_000);
  simulator.faults.assertSpent();
  expect(events.filter(({ type }) => type === 'note.stacked')).toHaveLength(1);
});

it('when answers have a stale checksum for a second, then the note is still credited once', async () => {
  const { simulator, validator, events, pass } = rig();
  void validator.accept(ALWAYS({ do: 'stack', noteId: 'n1' }), new AbortController().signal);
  await pass(4_000);
  simulator.faults.always('stale-crc');
  simulator.insert({ manat: 20 });
  await pass(1_000);
  simulator.faults.clear();
  await pass(4_000);
  expect(events.filter(({ type }) => type === 'note.stacked')).toHaveLength(1);
});

it('when the kiosk crashes after note.stacked and before its acknowledgement, then the next start reports a doubt and no second credit', async () => {
  const { simulator, validator, make, wire, events, pass } = rig();
  validator.onEvent(({ type }) => {
    if (type === 'note.stacked') wire.unplug();
  });
  void validator.accept(ALWAYS({ do: 'stack', noteId: 'n1' }), new AbortController().signal);
  await pass(4_000);
  simulator.insert({ manat: 20 });
  await pass(4_000);
  expect(events.filter(({ type }) => type === 'note.stacked')).toHaveLength(1);
  expect(simulator.unit()).toEqual({ state: 'stacked', type: 20 });
  void validator.close();
  await pass(100);
  wire.plug();
  const next = make({ noteId: 'n1', value: 2_000, outcome: 'stacked' });
  const later: ValidatorEvent[] = [];
  next.onEvent((event) => later.push(event));
  await pass(3_000);
  expect(later).toEqual([{ type: 'credit.doubted', noteId: null, value: null, why: 'unknown-note' }]);
  expect(simulator.state().owed).toBeNull();
});

it('when a note hangs out of the mouth, then accept ends 15 s after the abort', async () => {
  const { simulator, validator, pass } = rig();
  const stop = new AbortController();
  let ended = false;
  void validator.accept(ALWAYS({ do: 'return' }), stop.signal).then(() => {
    ended = true;
  });
  await pass(4_000);
  simulator.insert({ manat: 20 });
  await pass(3_000);
  stop.abort();
  await pass(14_000);
  expect(ended).toBe(false);
  await pass(1_500);
  expect(ended).toBe(true);
});

it('when the cable is unplugged for 10 ms a thousand times, then the driver is online 700 ms after each return of the cable', async () => {
  const { wire, validator, pass } = rig();
  await pass(4_000);
  for (let turn = 0; turn < 1_000; turn += 1) {
    wire.unplug();
    await pass(10);
    expect(validator.status().device).toBe('noDevice');
    wire.plug();
    await pass(700);
    expect(validator.status().device).toBe('online');
    await pass(300);
  }
}, 60_000);
