import { describe, expect, it } from 'vitest';
import {
  NEVER_ABORTED,
  runMicrotasks,
  scriptedTerminal,
  steppedClock,
} from '../../../test/contract/zvt-scripted-rig.ts';
import { fromHex } from '../../bytes.ts';
import { cable } from '../../link/pair.ts';
import { tapLinkFactory } from '../../link/tap.ts';
import { createZvtDecoder } from './describe.ts';
import { createZvtTerminal } from './driver.ts';
import { terminalRecoveryOf } from './recovery.ts';

describe('the remedy for a status', () => {
  it.each([
    ['00', 'nothing'],
    ['51', 'initialisation'],
    ['62', 'set-date-time'],
    ['9c', 'ask-again'],
    ['b1', 'end-of-day'],
    ['c2', 'diagnosis'],
    ['cc', 'call-staff'],
    ['dc', 'call-staff'],
    ['df', 'out-of-order'],
    ['f0', 'end-of-day'],
    ['06', 'nothing'],
    [undefined, 'nothing'],
  ])('when the status is %s, then the remedy is %s', (status, what) => {
    expect(terminalRecoveryOf(status).do).toBe(what);
  });
});

const INFO = { kind: 'status-information', fields: { resultCode: '00', amount: 1_750 } } as const;

describe('a registration without the terminal id', () => {
  const END = '800000 060f00';
  const END_WITH_ID = '800000 060f05 2952500041';
  const WELL = '800000 060f0100';
  /** Longer than the back-off after a failed connect. */
  const AGAIN_MS = 3_000;

  async function connected(...ends: readonly string[]) {
    const { clock, pass } = steppedClock();
    const wire = cable();
    let registrations = 0;
    const decode = createZvtDecoder('tcp');
    const link = tapLinkFactory(wire.host, (traffic) => {
      registrations += decode(traffic).filter(({ meaning }) => meaning.startsWith('Registration')).length;
    });
    const framing = { framing: 'tcp', password: '123456' } as const;
    const terminal = createZvtTerminal({ link, clock, random: () => 0.5, ...framing, onDiscarded: () => undefined });
    await runMicrotasks();
    for (const end of ends) {
      wire.device.write(fromHex(end));
      await runMicrotasks();
      wire.device.write(fromHex(WELL));
      await runMicrotasks();
      if (terminal.status().device !== 'online') await pass(AGAIN_MS);
    }
    const asked = terminal.lastTransaction(NEVER_ABORTED);
    await runMicrotasks();
    wire.device.write(fromHex('800000 061e0183'));
    return { registrations, before: await asked, close: () => terminal.close() };
  }

  it('when the next connect brings the terminal id, then the driver uses it: the first completion belonged to an earlier dialogue', async () => {
    const { registrations, before, close } = await connected(END, END_WITH_ID);
    expect(registrations).toBe(2);
    expect(before).toEqual({ ok: true, value: { before: null, terminalId: '52500041' } });
    await close();
  });

  it('when the next connect brings no terminal id either, then the terminal is used without an id', async () => {
    const { registrations, before, close } = await connected(END, END);
    expect(registrations).toBe(2);
    expect(before).toEqual({ ok: true, value: { before: null } });
    await close();
  });
});

describe('the handshake', () => {
  async function found(status: string, options: Parameters<typeof scriptedTerminal>[0] = {}) {
    const rig = await scriptedTerminal(options);
    await rig.register(status);
    const healthy = async () => {
      expect(rig.commands.at(-1)?.kind).toBe('status-enquiry');
      await rig.ack();
      await rig.say({ kind: 'completion', fields: { status: '00' } });
    };
    return { ...rig, healthy };
  }
  const done = { kind: 'completion', fields: {} } as const;

  it('when the registration names another currency, then the handshake ends with *wrong currency*', async () => {
    const rig = await scriptedTerminal();
    await runMicrotasks();
    await rig.ack();
    await rig.say({ kind: 'completion', fields: { terminalId: '52500041', currency: 978 } });
    expect(rig.terminal.status()).toEqual({ device: 'offline', refused: '6f' });
    expect(rig.commands.map(({ kind }) => kind)).not.toContain('status-enquiry');
    await rig.pass(1_000);
    await rig.register();
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    await rig.terminal.close();
  });

  it.each([
    [{ refused: '6f' }, 978, '00'],
    [{ outOfOrder: true }, 944, 'df'],
  ])(
    'when the terminal becomes silent after %j, then the new status is reported',
    async (answered, currency, status) => {
      const rig = await scriptedTerminal();
      const reports: unknown[] = [];
      await runMicrotasks();
      await rig.ack();
      await rig.say({ kind: 'completion', fields: { terminalId: '52500041', currency } });
      await rig.ack();
      await rig.say({ kind: 'completion', fields: { status } });
      expect(rig.terminal.status()).toEqual({ device: 'offline', ...answered });
      rig.terminal.onStatus((report) => reports.push(report));
      rig.mute();
      for (let second = 0; second < 10; second++) await rig.pass(1_000);
      expect(reports).toEqual([{ device: 'offline' }]);
      await rig.terminal.close();
    },
  );

  it('when the status asks for initialisation or diagnosis, then the driver runs that command and asks for the status again', async () => {
    for (const [status, command] of [
      ['51', 'initialisation'],
      ['c2', 'diagnosis'],
    ] as const) {
      const rig = await found(status);
      expect(rig.commands.at(-1)?.kind).toBe(command);
      expect(rig.terminal.status().device).toBe('starting');
      await rig.ack();
      await rig.say(done);
      await rig.healthy();
      expect(rig.terminal.status().device).toBe('online');
      await rig.terminal.close();
    }
  });

  it('when the status asks for the time, then the clock is set, if the driver knows the time of day', async () => {
    const rig = await found('62', { now: () => new Date('2026-11-24T10:32:05Z') });
    expect(rig.commands.at(-1)).toEqual({ kind: 'set-date-time', fields: { fullDate: '261124', time: '143205' } });
    await rig.terminal.close();
    const abroad = await found('62', { now: () => new Date('2026-11-24T10:32:05Z'), timeZone: 'Europe/Berlin' });
    expect(abroad.commands.at(-1)).toMatchObject({ fields: { fullDate: '261124', time: '113205' } });
    await abroad.terminal.close();
    const blind = await found('62');
    expect(blind.terminal.status().device).toBe('online');
    await blind.terminal.close();
  });

  it('when the status asks for an end of day and no sale is in doubt, then the day is closed', async () => {
    const rig = await found('b1', { saleInDoubt: () => false });
    expect(rig.commands.at(-1)?.kind).toBe('end-of-day');
    await rig.ack();
    await rig.say(INFO);
    await rig.say(done);
    await rig.healthy();
    expect(rig.terminal.status().device).toBe('online');
    await rig.terminal.close();
  });

  it('when a sale is in doubt or may be reversed, then no remedy runs that may make the terminal forget the sale', async () => {
    for (const status of ['51', 'b1', 'c2', 'f0']) {
      const rig = await found(status, { saleInDoubt: () => true });
      expect(rig.terminal.status().device).toBe('online');
      expect(rig.commands.filter(({ kind }) => kind === 'status-enquiry')).toHaveLength(1);
      await rig.terminal.close();
    }
    for (const status of ['51', 'b1', 'c2', 'f0']) {
      const rig = await found(status, { saleInDoubt: () => false, saleMayGoBack: () => true });
      expect(rig.terminal.status().device).toBe('online');
      expect(
        rig.commands.map(({ kind }) => kind).filter((kind) => /initialisation|end-of-day|diagnosis/.test(kind)),
      ).toEqual([]);
      await rig.terminal.close();
    }
    const unknowing = await found('f0');
    expect(unknowing.terminal.status().device).toBe('online');
    await unknowing.terminal.close();
  });

  it('when a remedy did not help, then it is not repeated at once and the terminal is offline', async () => {
    const rig = await found('51', { saleInDoubt: () => false });
    await rig.ack();
    await rig.say({ kind: 'abort', fields: { resultCode: '7d' } });
    await rig.ack();
    await rig.say({ kind: 'completion', fields: { status: '51' } });
    expect(rig.terminal.status().device).toBe('offline');
    await rig.pass(1_000);
    await rig.register('51');
    expect(rig.commands.filter(({ kind }) => kind === 'initialisation')).toHaveLength(1);
    expect(rig.terminal.status().device).toBe('offline');
    await rig.pass(2_000);
    await rig.register('00');
    expect(rig.terminal.status().device).toBe('online');
    await rig.terminal.close();
  });

  it('when the terminal is busy, then it is asked again; when the terminal is out of order, then it is offline', async () => {
    const busy = await found('9c');
    await busy.pass(2_000);
    await busy.healthy();
    expect(busy.terminal.status().device).toBe('online');
    await busy.terminal.close();
    const broken = await found('df');
    expect(broken.terminal.status().device).toBe('offline');
    await broken.terminal.close();
  });

  it('when a card is still inside, then the terminal is online', async () => {
    const rig = await found('dc');
    expect(rig.terminal.status().device).toBe('online');
    await rig.terminal.close();
  });

  it('when the status turns bad later, then the driver reconnects and runs the remedy', async () => {
    const rig = await found('00', { saleInDoubt: () => false });
    await rig.pass(5_000);
    await rig.ack();
    await rig.say({ kind: 'completion', fields: { status: 'f0' } });
    expect(rig.terminal.status().device).toBe('offline');
    await rig.pass(1_000);
    await rig.register('f0');
    expect(rig.commands.at(-1)?.kind).toBe('end-of-day');
    await rig.terminal.close();
  });
});

describe('receipts', () => {
  it('when the terminal prints, then both copies are returned with the style of each line', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    const day = rig.terminal.endOfDay(NEVER_ABORTED);
    await runMicrotasks();
    await rig.ack();
    const line = (text: string, attribute: number, receiptType: 'merchant' | 'customer') =>
      rig.say({ kind: 'print-line', fields: { text, attribute, receiptType } });
    await line('COPY', 0x70, 'merchant');
    await line('', 0x80, 'merchant');
    await rig.say({ kind: 'print-line', fields: { text: '', attribute: 0xff, feeds: 2, receiptType: 'customer' } });
    await line('in', 0x03, 'customer');
    await line('last', 0x81, 'customer');
    await rig.say({ kind: 'completion', fields: {} });
    const plain = { text: '', centred: false, doubleWidth: false, doubleHeight: false, indent: 0 };
    const closed = await day;
    expect(closed.ok && closed.value.receipts).toEqual([
      { kind: 'merchant', lines: [{ ...plain, text: 'COPY', centred: true, doubleWidth: true, doubleHeight: true }] },
      {
        kind: 'customer',
        lines: [plain, plain, { ...plain, text: 'in', indent: 3 }, { ...plain, text: 'last', indent: 1 }],
      },
    ]);
    await rig.terminal.close();
  });
});
