import { describe, expect, it } from 'vitest';
import { createActor, fromCallback, SimulatedClock, waitFor } from 'xstate';
import type { DeviceState } from '../../../drivers/device-status.ts';
import { err, ok } from '../../../drivers/result.ts';
import type { StewardAnswer } from '../machine/steward.ts';
import type { DeviceTestId } from './contract.ts';
import { deviceAdmissionMachine } from './let-in.machine.ts';
import { deviceAdmissionActors } from './let-in-actors.ts';
import { type DeviceTestEvent, type DeviceTestTouch, deviceTestMachine } from './test.machine.ts';

type Report = Exclude<DeviceTestEvent, DeviceTestTouch>;
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A reader in socket 1-1.4. `passes`: its test is passed at once. */
function rig({ passes = false, device = 'online' as DeviceState, keep = ok({}) as StewardAnswer } = {}) {
  const did: string[] = [];
  const clock = new SimulatedClock();
  const tests = { running: Promise.resolve(), answer: Promise.resolve() };
  const actors = deviceAdmissionActors({
    steward: async (ask) => {
      did.push(ask);
      await tests.answer;
      if (ask.startsWith('keep')) return keep;
      return ok({ socket: '1-1.4' });
    },
    clock,
    device: () => ({ status: () => ({ device }), onStatus: () => () => undefined }),
    untilTested: () => tests.running,
    substitute: (_, socket) => void did.push(socket === null ? 'link of the profile' : `link ${socket}`),
  });
  const run = fromCallback<DeviceTestTouch, { readonly id: DeviceTestId }, Report>(({ sendBack }) => {
    if (passes) sendBack({ type: 'test.ended', outcome: { is: 'passed', found: { saw: 'zone-read' }, kinds: [] } });
  });
  const machine = deviceAdmissionMachine.provide({
    actors: { ...actors, test: deviceTestMachine.provide({ actors: { run } }) },
  });
  return { did, clock, tests, actor: createActor(machine, { input: { kind: 'reader', test: 'reader' } }).start() };
}

const TRIED = ['try reader', 'link 1-1.4'];
const BLOCKED = ['link of the profile', 'drop reader'];

describe('let-in of an exchanged device', () => {
  it('when the page closes during the test, then the device is blocked and the profile’s link is back', async () => {
    const { did, actor } = rig();
    await waitFor(actor, (snapshot) => snapshot.matches('testing'));
    actor.stop();
    await settled();
    expect(did).toEqual([...TRIED, ...BLOCKED]);
  });

  it('when the page closes while the test has a sale or a note, then the device is blocked after its test has ended', async () => {
    const { did, tests, actor } = rig();
    await waitFor(actor, (snapshot) => snapshot.matches('testing'));
    let end = (): void => {};
    tests.running = new Promise((resolve) => (end = resolve));
    actor.stop();
    await settled();
    expect(did).toEqual(TRIED);
    end();
    await settled();
    expect(did).toEqual([...TRIED, ...BLOCKED]);
  });

  it('when a test of a closed page still runs, then root is asked only after this test has ended', async () => {
    let end = (): void => {};
    const { did, tests, actor } = rig();
    actor.stop();
    await settled();
    did.length = 0;
    tests.running = new Promise((resolve) => (end = resolve));
    const again = createActor(actor.logic, { input: { kind: 'reader', test: 'reader' } }).start();
    await settled();
    expect(did).toEqual([]);
    end();
    await waitFor(again, (snapshot) => snapshot.matches('testing'));
    expect(did).toEqual(TRIED);
  });

  it('when the page closes while an earlier test still runs, then root is not asked', async () => {
    let end = (): void => {};
    const { did, tests, actor } = rig();
    actor.stop();
    await settled();
    did.length = 0;
    tests.running = new Promise((resolve) => (end = resolve));
    const again = createActor(actor.logic, { input: { kind: 'reader', test: 'reader' } }).start();
    again.stop();
    end();
    await settled();
    expect(did).toEqual([]);
  });

  it('when the page closes before root has answered, then the device is blocked after the answer', async () => {
    let answer = (): void => {};
    const { did, tests, actor } = rig();
    tests.answer = new Promise((resolve) => (answer = resolve));
    await settled();
    actor.stop();
    await settled();
    expect(did).toEqual(['try reader']);
    answer();
    await settled();
    expect(did).toEqual(['try reader', ...BLOCKED]);
  });

  it('when the driver gets no answer in 45 s, then the device is blocked, and the result says that the device is silent', async () => {
    const { did, clock, actor } = rig({ device: 'offline' });
    await waitFor(actor, (snapshot) => snapshot.matches('appearing'));
    clock.increment(44_999);
    await settled();
    expect(did).toEqual(TRIED);
    clock.increment(1);
    await waitFor(actor, ({ status }) => status === 'done');
    expect(did).toEqual([...TRIED, ...BLOCKED]);
    expect(actor.getSnapshot().output).toEqual({ is: 'not-tested', test: { is: 'failed', code: 'SVC-112' } });
  });

  it('when root keeps the device, then it is not blocked', async () => {
    const { did, actor } = rig({ passes: true });
    await waitFor(actor, ({ status }) => status === 'done');
    expect(did).toEqual([...TRIED, 'keep reader']);
  });

  it('when root refuses to keep the device, then the device is blocked', async () => {
    const { did, actor } = rig({ passes: true, keep: err({ code: 'SVC-109', found: 'it was pulled out' }) });
    await waitFor(actor, ({ status }) => status === 'done');
    expect(did).toEqual([...TRIED, 'keep reader', ...BLOCKED]);
  });
});
