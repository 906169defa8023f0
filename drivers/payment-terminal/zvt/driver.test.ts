import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createZvtTerminalSimulator } from '../../../simulators/payment-terminal/zvt.ts';
import { CONTRACT_ZVT_TIMINGS, paymentTerminalContract } from '../../../test/contract/payment-terminal.ts';
import {
  runMicrotasks,
  SALE_INFO,
  scriptedTerminal,
  startSale,
  steppedClock,
} from '../../../test/contract/zvt-scripted-rig.ts';
import { concat, fromHex } from '../../bytes.ts';
import { cable } from '../../link/pair.ts';
import { tapLinkFactory } from '../../link/tap.ts';
import { encodeMessage } from './codec.ts';
import { createZvtDecoder } from './describe.ts';
import { createZvtTerminal } from './driver.ts';
import { encodeSerialFrame } from './framer.ts';

for (const framing of ['serial', 'tcp'] as const) {
  paymentTerminalContract(`ZVT ${framing} in memory`, async () => {
    const { clock, pass } = steppedClock();
    const wire = cable();
    const common = { clock, random: () => 0.5, framing };
    const now = () => new Date(0);
    const simulator = createZvtTerminalSimulator({ ...common, wire: wire.device, now });
    const terminal = createZvtTerminal({
      ...common,
      link: wire.host,
      password: '123456',
      issueOfGoods: true,
      onDiscarded: () => undefined,
      timings: CONTRACT_ZVT_TIMINGS,
    });
    return {
      terminal,
      simulator,
      now,
      cable: { plug: async () => wire.plug(), unplug: async () => wire.unplug() },
      pass,
      async close() {
        simulator.close();
        await terminal.close();
      },
    };
  });
}

describe('the connect', () => {
  it('when the link opens, then the driver registers as an unattended till before anything else', async () => {
    const rig = await scriptedTerminal();
    await runMicrotasks();
    expect(rig.terminal.status()).toEqual({ device: 'starting' });
    expect(rig.commands).toEqual([
      { kind: 'registration', fields: { password: '123456', config: 0xbe, currency: 944, permitted: ['06d3'] } },
    ]);
    await rig.ack();
    await rig.say({ kind: 'completion', fields: { terminalId: '52500041' } });
    expect(rig.commands.at(-1)).toEqual({ kind: 'status-enquiry', fields: { password: '123456' } });
    expect(rig.terminal.status()).toEqual({ device: 'starting' });
    await rig.ack();
    await rig.say({ kind: 'completion', fields: { status: '00', software: 'V1' } });
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    await rig.terminal.close();
  });

  it('when the terminal sends a message before it answers the registration, then the driver acknowledges the message', async () => {
    const rig = await scriptedTerminal();
    await runMicrotasks();
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    expect(rig.commands.at(-1)).toEqual({ kind: 'positive-ack', fields: {} });
    await rig.terminal.close();
  });

  it('when an earlier run left a sale open, then the driver stops the sale, hears its end, and registers', async () => {
    const rig = await scriptedTerminal({ saleInDoubt: () => true });
    await runMicrotasks();
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '9c' } });
    expect(rig.commands.at(-1)).toEqual({ kind: 'ecr-abort', fields: {} });
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '83' } });
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    expect(rig.commands.at(-1)?.kind).toBe('positive-ack');
    await rig.say({ kind: 'completion', fields: {} });
    expect(rig.commands.at(-1)?.kind).toBe('registration');
    await rig.register();
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    expect(rig.commands.filter(({ kind }) => kind === 'ecr-abort')).toHaveLength(1);
    await rig.terminal.close();
  });

  it('when the terminal is busy, then the driver asks again every two seconds on the same connection', async () => {
    const rig = await scriptedTerminal();
    await runMicrotasks();
    const registrations = () => rig.commands.filter(({ kind }) => kind === 'registration').length;
    for (let turn = 1; turn <= 3; turn += 1) {
      await rig.say({ kind: 'negative-ack', fields: { resultCode: '9c' } });
      await rig.pass(1_999);
      expect(registrations()).toBe(turn);
      await rig.pass(1);
      expect(registrations()).toBe(turn + 1);
    }
    await rig.register();
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    await rig.terminal.close();
  });

  it('when the books have no sale in doubt, then an approval after a restart is refused', async () => {
    const rig = await scriptedTerminal({ saleInDoubt: () => false });
    await rig.register();
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    expect(rig.commands.at(-1)).toEqual({ kind: 'negative-ack', fields: { resultCode: '66' } });
    await rig.terminal.close();
  });

  it('when the terminal refuses numbered messages, then the driver registers without numbers', async () => {
    const rig = await scriptedTerminal();
    await runMicrotasks();
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '83' } });
    await rig.pass(1_000);
    const [first, second] = rig.apdus.filter((apdu) => apdu.startsWith('0600'));
    expect(first).toContain('1f7303000001');
    expect(second).not.toContain('1f73');
    await rig.register();
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    await rig.terminal.close();
  });

  it('when the terminal is silent, then the heartbeat takes it offline', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    rig.mute();
    await rig.pass(5_000);
    expect(rig.commands.at(-1)?.kind).toBe('status-enquiry');
    await rig.pass(5_000);
    expect(rig.terminal.status()).toEqual({ device: 'offline' });
    await rig.terminal.close();
  });

  it('when a heartbeat is answered by a completion with status 06, then the terminal stays online', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    await rig.pass(5_000);
    await rig.ack();
    rig.wire.device.write(encodeSerialFrame(fromHex('060f0106')));
    await rig.pass(1_000);
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    expect(rig.discarded).toEqual([]);
    await rig.terminal.close();
  });

  it('when a heartbeat is answered by a completion without 80 00 00, then the terminal stays online', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    await rig.pass(5_000);
    await rig.say({ kind: 'completion', fields: { status: '00' } });
    await rig.pass(4_000);
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    expect(rig.commands.at(-1)?.kind).toBe('positive-ack');
    await rig.terminal.close();
  });

  it('when the terminal says that it is not registered, then the driver registers again', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const { promise } = await startSale(rig);
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '6b' } });
    expect(await promise).toMatchObject({ known: 'never-started' });
    await rig.pass(1_000);
    expect(rig.commands.filter(({ kind }) => kind === 'registration')).toHaveLength(2);
    await rig.terminal.close();
  });

  it('when issue of goods is not configured, then the driver does not offer it', async () => {
    const { terminal } = await scriptedTerminal();
    expect(terminal.capabilities).toEqual({ issueOfGoods: false });
    await terminal.close();
  });

  it('when the password is not six digits or the time zone does not exist, then createZvtTerminal throws', () => {
    const made = (options: { readonly password: string; readonly timeZone?: string }) => () =>
      createZvtTerminal({
        link: cable().host,
        clock: new SimulatedClock(),
        random: () => 0,
        framing: 'serial',
        onDiscarded: () => undefined,
        ...options,
      });
    expect(made({ password: '1234' })).toThrow('six digits');
    expect(made({ password: '123456', timeZone: 'Mars/Olympus' })).toThrow('Mars/Olympus');
  });
});

describe('the wire', () => {
  it('when a frame is damaged, then NAK is sent, and the noise before the frame is reported as discarded', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const { promise } = await startSale(rig);
    const frame = encodeSerialFrame(encodeMessage({ kind: 'positive-ack', fields: {} }));
    const damaged = frame.map((byte, i) => (i === 3 ? byte ^ 0x40 : byte));
    rig.wire.device.write(concat([0x55, 0xaa], damaged));
    await runMicrotasks();
    expect(rig.raw.at(-1)).toBe('nak');
    expect(rig.discarded).toEqual(['no start of a frame', 'checksum wrong']);
    rig.wire.device.write(frame);
    await rig.say({ kind: 'abort', fields: { resultCode: '6c' } });
    expect(await promise).toEqual({ known: 'cancelled' });
    await rig.terminal.close();
  });

  it('when a frame stops for longer than T1, then NAK is sent', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    rig.wire.device.write(fromHex('1002040f'));
    await rig.pass(200);
    expect(rig.raw.at(-1)).toBe('nak');
    await rig.terminal.close();
  });

  it('when a message on TCP stops in the middle, then the terminal goes offline and registers again', async () => {
    const { clock, pass } = steppedClock();
    const wire = cable();
    const states: string[] = [];
    const lines: string[] = [];
    const decode = createZvtDecoder('tcp');
    const terminal = createZvtTerminal({
      link: tapLinkFactory(wire.host, (traffic) => lines.push(...decode(traffic).map(({ meaning }) => meaning))),
      clock,
      random: () => 0.5,
      framing: 'tcp',
      password: '123456',
      onDiscarded: () => undefined,
    });
    terminal.onStatus(({ device }) => states.push(device));
    await runMicrotasks();
    wire.device.write(fromHex('800000 060f05 2952500041'));
    await runMicrotasks();
    wire.device.write(fromHex('800000 060f0100'));
    await runMicrotasks();
    expect(states).toEqual(['online']);
    wire.device.write(fromHex('06d3 20 0600'));
    await pass(3_000);
    expect(states).toEqual(['online', 'offline']);
    await pass(1_000);
    expect(lines.filter((line) => line.startsWith('Registration'))).toHaveLength(2);
    await terminal.close();
  });
});
