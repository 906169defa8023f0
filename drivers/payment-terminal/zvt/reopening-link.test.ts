import { expect, it } from 'vitest';
import { commissionedTerminal } from '../../../simulators/payment-terminal/by-hand.ts';
import { emptyMemory } from '../../../simulators/payment-terminal/memory.ts';
import { createZvtTerminalSimulator } from '../../../simulators/payment-terminal/zvt.ts';
import { NEVER_ABORTED, steppedClock } from '../../../test/contract/zvt-scripted-rig.ts';
import { emitter } from '../../emitter.ts';
import type { LinkTrouble } from '../../link/link.ts';
import { cable } from '../../link/pair.ts';
import type { InquireOutcome } from '../contract.ts';
import { createZvtTerminal } from './driver.ts';

async function connected(framing: 'serial' | 'tcp') {
  const { clock, pass } = steppedClock();
  const wire = cable();
  const common = { clock, random: () => 0.5, framing };
  const now = () => new Date(0);
  const saved = commissionedTerminal(emptyMemory('52500041'), now());
  const simulator = createZvtTerminalSimulator({ ...common, wire: wire.device, now, saved });
  let hangUp: () => void = () => undefined;
  const link = () => {
    const inner = wire.host();
    const down = emitter<LinkTrouble>();
    inner.onDown(down.emit);
    hangUp = () => {
      void inner.close();
      down.emit({ code: 'LNK-103', kind: 'went-down', detail: 'the other side hung up' });
    };
    return { ...inner, onDown: down.on };
  };
  const terminal = createZvtTerminal({
    ...common,
    link,
    password: '123456',
    onDiscarded: () => undefined,
  });
  const states: string[] = [];
  terminal.onStatus(({ device }) => states.push(device));
  await pass(2_000);
  return {
    terminal,
    simulator,
    wire,
    states,
    pass,
    hangUp: () => hangUp(),
    async close() {
      simulator.close();
      await terminal.close();
    },
  };
}

it('when the terminal closes an idle socket, then it is reopened and the status stays online', async () => {
  const rig = await connected('tcp');
  for (let times = 0; times < 20; times += 1) {
    rig.hangUp();
    await rig.pass(3_000);
  }
  expect(rig.states).toEqual(['online']);
  const sale = rig.terminal.pay({ intentId: 'i', amount: 500, before: null }, NEVER_ABORTED, () => undefined);
  await rig.pass(0);
  rig.simulator.tap();
  await rig.pass(2_000);
  expect(await sale).toMatchObject({ known: 'approved' });
  await rig.close();
});

it('when a sale starts during the reopening, then it waits and is approved', async () => {
  const rig = await connected('tcp');
  rig.hangUp();
  const sale = rig.terminal.pay({ intentId: 'i', amount: 500, before: null }, NEVER_ABORTED, () => undefined);
  await rig.pass(0);
  rig.simulator.tap();
  await rig.pass(2_000);
  expect(await sale).toMatchObject({ known: 'approved' });
  await rig.close();
});

it('when the socket is closed during a sale, then the outcome is unknown, and an inquiry after the reconnect settles it', async () => {
  const rig = await connected('tcp');
  const last = await rig.terminal.lastTransaction(NEVER_ABORTED);
  const intent = { intentId: 'i', amount: 500, before: last.ok ? last.value.before : null };
  const sale = rig.terminal.pay(intent, NEVER_ABORTED, () => undefined);
  await rig.pass(0);
  rig.hangUp();
  expect(await sale).toMatchObject({ known: 'nothing' });
  expect(rig.states).toEqual(['online', 'noDevice']);
  const answers: InquireOutcome[] = [];
  void rig.terminal.inquire(intent, NEVER_ABORTED).then((answer) => answers.push(answer));
  for (let step = 0; step < 20 && answers.length === 0; step += 1) await rig.pass(500);
  expect(answers).toEqual([{ known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } }]);
  for (let step = 0; step < 20 && rig.states.at(-1) !== 'online'; step += 1) await rig.pass(500);
  void rig.terminal.inquire(intent, NEVER_ABORTED).then((answer) => answers.push(answer));
  await rig.pass(0);
  expect(answers.at(-1)).toEqual({ known: 'not-paid' });
  await rig.close();
});

it('when the socket stays closed, or closes again at once, then the device is missing', async () => {
  const rig = await connected('tcp');
  rig.wire.unplug();
  await rig.pass(0);
  expect(rig.states).toEqual(['online', 'noDevice']);
  rig.wire.plug();
  await rig.pass(1_000);
  expect(rig.states.at(-1)).toBe('online');
  rig.hangUp();
  await rig.pass(0);
  rig.hangUp();
  await rig.pass(0);
  expect(rig.states.at(-1)).toBe('noDevice');
  await rig.close();
});

it('when an idle socket is closed after 10 s, and the new one after 500 ms, then the device is missing', async () => {
  const rig = await connected('tcp');
  await rig.pass(10_000);
  rig.hangUp();
  await rig.pass(500);
  expect(rig.states).toEqual(['online']);
  rig.hangUp();
  await rig.pass(0);
  expect(rig.states.at(-1)).toBe('noDevice');
  await rig.close();
});

it('when a serial cable is pulled even for a moment, then the device is missing', async () => {
  const rig = await connected('serial');
  rig.hangUp();
  await rig.pass(0);
  expect(rig.states).toEqual(['online', 'noDevice']);
  await rig.close();
});

it('when the driver is closed during the reopening, then close resolves', async () => {
  const rig = await connected('tcp');
  rig.hangUp();
  await rig.close();
});
