import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createZvtTerminalSimulator } from '../../../simulators/payment-terminal/zvt.ts';
import { CONTRACT_TIMINGS, paymentTerminalContract } from '../../../test/contract/payment-terminal.ts';
import { type Cable, cable } from '../../link/pair.ts';
import { tapped } from '../../link/tap.ts';
import type { PayOutcome } from '../contract.ts';
import { concat, fromHex } from './bytes.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import { createZvtDecoder } from './describe.ts';
import { createZvtTerminal, type ZvtTerminalOptions } from './driver.ts';
import { ACK_BYTE, createSerialFramer, encodeSerialFrame, NAK_BYTE } from './framer.ts';
import type { ZvtMessage } from './messages.ts';

/** Long enough for every chain of promises in a driver, a link and a simulator. */
const TURNS = 200;
const NEVER = new AbortController().signal;

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
}

function clockwork() {
  const clock = new SimulatedClock();
  const pass = async (ms: number) => {
    await settle();
    clock.increment(ms);
    await settle();
  };
  return { clock, pass };
}

for (const framing of ['serial', 'tcp'] as const) {
  paymentTerminalContract(`ZVT ${framing} in memory`, async () => {
    const { clock, pass } = clockwork();
    const wire = cable();
    const common = { clock, random: () => 0.5, framing };
    const simulator = createZvtTerminalSimulator({ ...common, wire: wire.device, now: () => new Date(0) });
    const terminal = createZvtTerminal({
      ...common,
      link: wire.host,
      password: '123456',
      onDiscarded: () => undefined,
      timings: CONTRACT_TIMINGS,
    });
    return {
      terminal,
      simulator,
      cable: { plug: async () => wire.plug(), unplug: async () => wire.unplug() },
      pass,
      async close() {
        simulator.close();
        await terminal.close();
      },
    };
  });
}

/** A driver against a terminal that is played by the test, frame by frame. */
async function scripted(overrides: Partial<ZvtTerminalOptions> = {}) {
  const { clock, pass } = clockwork();
  const wire: Cable = cable();
  const framer = createSerialFramer();
  const commands: ZvtMessage[] = [];
  const raw: string[] = [];
  let acknowledges = true;
  wire.device.onBytes((bytes) => {
    for (const piece of framer.feed(bytes)) {
      if (piece.kind === 'discarded') throw new Error(`the driver sent noise: ${piece.why}`);
      if (piece.body.unit !== 'apdu') raw.push(piece.body.unit);
      else {
        const decoded = decodeMessage(piece.body.apdu);
        if (!decoded.ok) throw new Error(decoded.error);
        commands.push(decoded.value);
        raw.push(decoded.value.kind);
        if (acknowledges) wire.device.write(ACK_BYTE);
      }
    }
  });
  const discarded: string[] = [];
  const terminal = createZvtTerminal({
    link: wire.host,
    clock,
    random: () => 0.5,
    framing: 'serial',
    password: '123456',
    onDiscarded: ({ why }) => discarded.push(why),
    ...overrides,
  });
  const say = async (message: ZvtMessage) => {
    wire.device.write(encodeSerialFrame(encodeMessage(message)));
    await settle();
  };
  const ack = () => say({ kind: 'positive-ack', fields: {} });
  const register = async () => {
    await settle();
    await ack();
    await say({ kind: 'completion', fields: { terminalId: '52500041', currency: 944 } });
  };
  return {
    terminal,
    wire,
    clock,
    pass,
    commands,
    raw,
    discarded,
    say,
    ack,
    register,
    mute: () => {
      acknowledges = false;
    },
    sales: () => commands.filter(({ kind }) => kind === 'authorization').length,
  };
}

const INTENT = {
  intentId: 'intent',
  amount: 500,
  before: { terminalId: '52500041', traceNumber: '000041', receiptNumber: '0041' },
} as const;

const SALE_INFO = {
  resultCode: '00',
  amount: 500,
  traceNumber: '000042',
  terminalId: '52500041',
  receiptNumber: '0042',
} as const;

async function pay(rig: Awaited<ReturnType<typeof scripted>>, signal = NEVER) {
  const settled: { outcome?: PayOutcome } = {};
  const promise = rig.terminal.pay(INTENT, signal, () => undefined);
  void promise.then((outcome) => Object.assign(settled, { outcome }));
  await settle();
  return { settled, promise };
}

describe('connecting', () => {
  it('registers as an unattended till before anything else', async () => {
    const rig = await scripted();
    await settle();
    expect(rig.terminal.status()).toEqual({ device: 'starting' });
    expect(rig.commands).toEqual([
      { kind: 'registration', fields: { password: '123456', config: 0xbe, currency: 944, permitted: ['06d3'] } },
    ]);
    await rig.ack();
    await rig.say({ kind: 'completion', fields: { terminalId: '52500041' } });
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    await rig.terminal.close();
  });

  it('answers whatever the terminal sends, even before it is registered', async () => {
    const rig = await scripted();
    await settle();
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    expect(rig.commands.at(-1)).toEqual({ kind: 'positive-ack', fields: {} });
    await rig.terminal.close();
  });

  it('ends a dialogue that an earlier run left open, then registers', async () => {
    const rig = await scripted();
    await settle();
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '9c' } });
    expect(rig.commands.at(-1)).toEqual({ kind: 'ecr-abort', fields: {} });
    await rig.pass(1_000);
    expect(rig.commands.at(-1)?.kind).toBe('registration');
    await rig.terminal.close();
  });

  it('notices silence by the heartbeat, although the cable is in', async () => {
    const rig = await scripted();
    await rig.register();
    rig.mute();
    await rig.pass(5_000);
    expect(rig.commands.at(-1)?.kind).toBe('status-enquiry');
    await rig.pass(5_000);
    expect(rig.terminal.status()).toEqual({ device: 'offline' });
    await rig.terminal.close();
  });

  it('takes any completion of a heartbeat as life, also one whose status is 06', async () => {
    const rig = await scripted();
    await rig.register();
    await rig.pass(5_000);
    await rig.ack();
    rig.wire.device.write(encodeSerialFrame(fromHex('060f0106')));
    await rig.pass(1_000);
    expect(rig.terminal.status()).toEqual({ device: 'online' });
    expect(rig.discarded).toEqual([]);
    await rig.terminal.close();
  });

  it('registers again when the terminal says that it is not registered', async () => {
    const rig = await scripted();
    await rig.register();
    const { promise } = await pay(rig);
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '6b' } });
    expect(await promise).toMatchObject({ known: 'never-started' });
    await rig.pass(1_000);
    expect(rig.commands.filter(({ kind }) => kind === 'registration')).toHaveLength(2);
    await rig.terminal.close();
  });

  it('refuses a password that no terminal can have', () => {
    expect(() =>
      createZvtTerminal({
        link: cable().host,
        clock: new SimulatedClock(),
        random: () => 0,
        framing: 'serial',
        password: '1234',
        onDiscarded: () => undefined,
      }),
    ).toThrow('six digits');
  });
});

describe('a sale', () => {
  it('is not repeated when its link acknowledgement is missing: nothing is known', async () => {
    const rig = await scripted();
    await rig.register();
    rig.mute();
    const { settled } = await pay(rig);
    await rig.pass(4_999);
    expect(settled.outcome).toBeUndefined();
    await rig.pass(1);
    expect(settled.outcome).toMatchObject({ known: 'nothing', trouble: { phase: 'after-write' } });
    await rig.pass(30_000);
    expect(rig.sales()).toBe(1);
    await rig.terminal.close();
  });

  it('is not repeated on NAK either', async () => {
    const rig = await scripted();
    await rig.register();
    rig.mute();
    const { promise } = await pay(rig);
    rig.wire.device.write(NAK_BYTE);
    expect(await promise).toMatchObject({ known: 'nothing' });
    expect(rig.sales()).toBe(1);
    await rig.terminal.close();
  });

  it('takes 80 00 00 as proof of arrival when only the link acknowledgement was lost', async () => {
    const rig = await scripted();
    await rig.register();
    rig.mute();
    const { settled, promise } = await pay(rig);
    await rig.ack();
    await rig.pass(6_000);
    expect(settled.outcome).toBeUndefined();
    await rig.say({ kind: 'abort', fields: { resultCode: '6c' } });
    expect(await promise).toEqual({ known: 'cancelled' });
    await rig.terminal.close();
  });

  it('waits T3 for 80 or 84, then T4 from message to message, which 04 FF may name', async () => {
    const rig = await scripted();
    await rig.register();
    const { settled } = await pay(rig);
    await rig.ack();
    await rig.pass(179_000);
    await rig.say({ kind: 'intermediate-status', fields: { code: '0a', timeoutMinutes: 4 } });
    await rig.pass(239_000);
    expect(settled.outcome).toBeUndefined();
    await rig.pass(1_000);
    expect(settled.outcome).toMatchObject({ known: 'nothing' });
    expect(rig.commands.at(-1)?.kind).toBe('ecr-abort');
    await rig.terminal.close();
  });

  it('knows nothing after an approval without a completion', async () => {
    const rig = await scripted();
    await rig.register();
    const { settled } = await pay(rig);
    await rig.ack();
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    expect(rig.commands.at(-1)?.kind).toBe('positive-ack');
    await rig.pass(180_000);
    expect(settled.outcome).toMatchObject({ known: 'nothing' });
    await rig.terminal.close();
  });

  it('counts one approval although its result comes twice', async () => {
    const rig = await scripted();
    await rig.register();
    const { promise } = await pay(rig);
    await rig.ack();
    const block = {
      kind: 'print-text-block',
      fields: { receiptType: 'customer', lines: [{ text: 'once', attribute: 0 }], complete: true },
    } as const;
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    await rig.say(block);
    await rig.say(block);
    await rig.say({ kind: 'completion', fields: {} });
    const outcome = await promise;
    expect(outcome).toMatchObject({ known: 'approved', approval: { customerReceipt: ['once'] } });
    await rig.terminal.close();
  });

  it('sends the wish to stop once, and says what happened after it', async () => {
    const rig = await scripted();
    await rig.register();
    const stop = new AbortController();
    const { promise } = await pay(rig, stop.signal);
    await rig.ack();
    stop.abort();
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '83' } });
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    await rig.say({ kind: 'completion', fields: {} });
    expect(await promise).toMatchObject({ known: 'approved' });
    expect(rig.commands.filter(({ kind }) => kind === 'ecr-abort')).toHaveLength(1);
    await rig.terminal.close();
  });

  it('is cancelled without a byte when it was stopped before it began', async () => {
    const rig = await scripted();
    await rig.register();
    const { promise } = await pay(rig, AbortSignal.abort());
    expect(await promise).toEqual({ known: 'cancelled' });
    expect(rig.sales()).toBe(0);
    await rig.terminal.close();
  });

  it('waits for a heartbeat that is under way', async () => {
    const rig = await scripted();
    await rig.register();
    await rig.pass(5_000);
    expect(rig.commands.at(-1)?.kind).toBe('status-enquiry');
    const { settled, promise } = await pay(rig);
    expect(rig.sales()).toBe(0);
    await rig.ack();
    await rig.say({ kind: 'completion', fields: { status: '00' } });
    expect(rig.sales()).toBe(1);
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '6f' } });
    expect(await promise).toMatchObject({ known: 'never-started' });
    expect(settled.outcome).toBeDefined();
    await rig.terminal.close();
  });

  it('opens a new link after an exchange without an end, so that a late answer answers nothing', async () => {
    const rig = await scripted();
    await rig.register();
    const { promise } = await pay(rig);
    await rig.pass(5_000);
    expect(await promise).toMatchObject({ known: 'nothing' });
    expect(rig.terminal.status()).toEqual({ device: 'offline' });
    await rig.pass(1_000);
    expect(rig.commands.at(-1)?.kind).toBe('registration');
    await rig.terminal.close();
  });

  it('settles what is in flight when it is closed', async () => {
    const rig = await scripted();
    await rig.register();
    const { promise } = await pay(rig);
    await rig.terminal.close();
    expect(await promise).toMatchObject({ known: 'nothing' });
  });
});

describe('an inquiry', () => {
  it('that said not paid makes the terminal take back an approval that comes later', async () => {
    const rig = await scripted();
    await rig.register();
    const inquiry = rig.terminal.inquire(INTENT, NEVER);
    await settle();
    await rig.ack();
    await rig.say({ kind: 'status-information', fields: { ...SALE_INFO, ...INTENT.before } });
    await rig.say({ kind: 'completion', fields: {} });
    expect(await inquiry).toEqual({ known: 'not-paid' });
    await rig.say({ kind: 'status-information', fields: SALE_INFO });
    expect(rig.commands.at(-1)).toEqual({ kind: 'negative-ack', fields: { resultCode: '66' } });
    await rig.terminal.close();
  });

  it('waits for a terminal that is being connected to, but not for one without a cable', async () => {
    const rig = await scripted();
    const settled: { known?: string } = {};
    void rig.terminal.inquire(INTENT, NEVER).then(({ known }) => Object.assign(settled, { known }));
    await rig.register();
    await rig.ack();
    await rig.say({ kind: 'abort', fields: { resultCode: '9c' } });
    expect(settled).toEqual({ known: 'nothing' });
    rig.wire.unplug();
    await settle();
    expect(await rig.terminal.inquire(INTENT, NEVER)).toEqual({
      known: 'nothing',
      trouble: { code: 'TRM-101', kind: 'not-connected' },
    });
    await rig.terminal.close();
  });

  it('may be given up by its caller, and the next command waits for its end', async () => {
    const rig = await scripted();
    await rig.register();
    const stop = new AbortController();
    const inquiry = rig.terminal.inquire(INTENT, stop.signal);
    await settle();
    stop.abort();
    expect(await inquiry).toMatchObject({ known: 'nothing' });
    const { promise } = await pay(rig);
    expect(rig.sales()).toBe(0);
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '9c' } });
    expect(rig.sales()).toBe(1);
    await rig.say({ kind: 'negative-ack', fields: { resultCode: '9c' } });
    expect(await promise).toMatchObject({ known: 'never-started' });
    await rig.terminal.close();
  });
});

describe('a reversal', () => {
  it('is not asked of another terminal than the one that sold', async () => {
    const rig = await scripted();
    await rig.register();
    const before = rig.commands.length;
    const result = await rig.terminal.reverse({ ...INTENT.before, terminalId: '99999999' }, NEVER);
    expect(result).toEqual({ ok: false, error: { code: 'TRM-103', kind: 'refused', resultCode: 'b5' } });
    expect(rig.commands).toHaveLength(before);
    await rig.terminal.close();
  });
});

describe('the wire', () => {
  it('is asked for a damaged frame again, and noise around frames is counted', async () => {
    const rig = await scripted();
    await rig.register();
    const { promise } = await pay(rig);
    const frame = encodeSerialFrame(encodeMessage({ kind: 'positive-ack', fields: {} }));
    const damaged = frame.map((byte, i) => (i === 3 ? byte ^ 0x40 : byte));
    rig.wire.device.write(concat([0x55, 0xaa], damaged));
    await settle();
    expect(rig.raw.at(-1)).toBe('nak');
    expect(rig.discarded).toEqual(['no start of a frame', 'checksum wrong']);
    rig.wire.device.write(frame);
    await rig.say({ kind: 'abort', fields: { resultCode: '6c' } });
    expect(await promise).toEqual({ known: 'cancelled' });
    await rig.terminal.close();
  });

  it('is asked again for a frame that stopped in the middle for longer than T1', async () => {
    const rig = await scripted();
    await rig.register();
    rig.wire.device.write(fromHex('1002040f'));
    await rig.pass(200);
    expect(rig.raw.at(-1)).toBe('nak');
    await rig.terminal.close();
  });

  it('on TCP is given up when a message stops in the middle', async () => {
    const { clock, pass } = clockwork();
    const wire = cable();
    const states: string[] = [];
    const lines: string[] = [];
    const decode = createZvtDecoder('tcp');
    const terminal = createZvtTerminal({
      link: tapped(wire.host, (traffic) => lines.push(...decode(traffic).map(({ meaning }) => meaning))),
      clock,
      random: () => 0.5,
      framing: 'tcp',
      password: '123456',
      onDiscarded: () => undefined,
    });
    terminal.onStatus(({ device }) => states.push(device));
    await settle();
    wire.device.write(fromHex('800000 060f00'));
    await settle();
    expect(states).toEqual(['online']);
    wire.device.write(fromHex('06d3 20 0600'));
    await pass(3_000);
    expect(states).toEqual(['online', 'offline']);
    await pass(1_000);
    expect(lines.filter((line) => line.startsWith('Registration'))).toHaveLength(2);
    await terminal.close();
  });
});
