import { afterEach, describe, expect, it } from 'vitest';
import { type Actor, createActor, fromCallback, fromPromise, SimulatedClock } from 'xstate';
import { ok } from '../../../drivers/result.ts';
import type { StewardAnswer } from '../machine/steward.ts';
import type { DeviceRow } from './device-book.ts';
import { devicesMachine, devicesView } from './devices.machine.ts';
import { type DeviceAdmissionInput, deviceAdmissionMachine } from './let-in.machine.ts';
import { type DeviceTestEvent, deviceTestMachine } from './test.machine.ts';

type FromTest = Exclude<DeviceTestEvent, { readonly type: 'test.answer' | 'test.stop' }>;

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

let actor: Actor<typeof devicesMachine>;
afterEach(() => actor.stop());

function rig() {
  const clock = new SimulatedClock();
  const heard: string[] = [];
  let report = (_event: FromTest): void => {};
  const test = deviceTestMachine.provide({
    actors: {
      run: fromCallback(({ sendBack, receive }) => {
        report = sendBack;
        receive(({ type }) => heard.push(type));
      }),
    },
  });
  const asked = (what: string) =>
    fromPromise<StewardAnswer, DeviceAdmissionInput>(async () => {
      heard.push(what);
      return ok({});
    });
  const letIn = deviceAdmissionMachine.provide({
    actors: {
      test,
      tryDevice: asked('try'),
      appears: fromPromise(async () => true),
      keepDevice: asked('keep'),
      dropDevice: asked('drop'),
    },
  });
  actor = createActor(
    devicesMachine.provide({
      actors: { test, letIn },
      actions: { tellLetIn: (_, { kind, outcome }) => void heard.push(`${kind} ${outcome.is}`) },
    }),
    { clock },
  );
  actor.start();
  const rows: readonly DeviceRow[] = [];
  return {
    clock,
    heard,
    report: (event: FromTest) => report(event),
    view: () => devicesView(actor.getSnapshot(), rows),
  };
}

describe('page of the devices', () => {
  it('when a test is begun, then its question and result are on the page', () => {
    const { heard, report, view } = rig();
    actor.send({ type: 'devices.test', part: 'printer' });
    report({ type: 'test.question', question: { about: 'paper' } });
    expect(view().running).toMatchObject({
      part: 'printer',
      letsIn: null,
      step: 'testing',
      question: { about: 'paper' },
    });
    actor.send({ type: 'test.answer', yes: true });
    expect(heard).toEqual(['test.answer']);
    report({ type: 'test.ended', outcome: { is: 'failed', code: 'ACC-107' } });
    expect(view()).toMatchObject({
      running: null,
      result: { of: 'test', part: 'printer', outcome: { code: 'ACC-107' } },
    });
    actor.send({ type: 'devices.close-result' });
    expect(view().result).toBeNull();
  });

  it('when a test is stopped, then the page waits until it has ended', () => {
    const { heard, report, view } = rig();
    actor.send({ type: 'devices.test', part: 'terminal' });
    actor.send({ type: 'test.stop' });
    expect([heard, view().running?.step]).toEqual([['test.stop'], 'stopping']);
    actor.send({ type: 'devices.test', part: 'printer' });
    expect(view().running?.part).toBe('terminal');
    report({ type: 'test.ended', outcome: { is: 'stopped' } });
    expect(view().running).toBeNull();
  });

  it('when the technician does not answer for two minutes, then the test is stopped', () => {
    const { clock, heard, report, view } = rig();
    actor.send({ type: 'devices.test', part: 'sound' });
    report({ type: 'test.question', question: { about: 'tone' } });
    clock.increment(119_999);
    expect(heard).toEqual([]);
    clock.increment(1);
    expect([heard, view().running?.step]).toEqual([['test.stop'], 'stopping']);
  });

  it.each([
    [{ is: 'passed', found: { saw: 'zone-read' }, kinds: ['reader'] } as const, ['try', 'keep'], 'kept'],
    [{ is: 'failed', code: 'RDR-102' } as const, ['try', 'drop'], 'not-tested'],
    [{ is: 'stopped' } as const, ['try', 'drop'], 'not-tested'],
  ])('when the test of a tried device ends as %j, then root is asked to %j', async (outcome, asked, is) => {
    const { heard, report, view } = rig();
    actor.send({ type: 'devices.let-in', kind: 'chipReader' });
    await settled();
    expect(view().running).toMatchObject({ part: 'reader', letsIn: 'chipReader', step: 'testing' });
    report({ type: 'test.ended', outcome });
    await settled();
    expect(heard).toEqual([...asked, `chipReader ${is}`]);
    expect(view().result).toMatchObject({ of: 'let-in', kind: 'chipReader', outcome: { is } });
  });
});
