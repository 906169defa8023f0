import { SimulatedClock } from 'xstate';
import { toHex } from '../../drivers/bytes.ts';
import { type Cable, cable } from '../../drivers/link/pair.ts';
import type { PayOutcome } from '../../drivers/payment-terminal/contract.ts';
import { decodeMessage, encodeMessage } from '../../drivers/payment-terminal/zvt/codec.ts';
import { createZvtTerminal, type ZvtTerminalOptions } from '../../drivers/payment-terminal/zvt/driver.ts';
import { ACK_BYTE, createSerialFramer, encodeSerialFrame } from '../../drivers/payment-terminal/zvt/framer.ts';
import type { ZvtMessage } from '../../drivers/payment-terminal/zvt/messages.ts';

/** Number of microtasks, enough for every chain of promises. */
const TURNS = 200;
export const NEVER_ABORTED = new AbortController().signal;

export async function runMicrotasks(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
}

export function steppedClock() {
  const clock = new SimulatedClock();
  const pass = async (ms: number) => {
    await runMicrotasks();
    clock.increment(ms);
    await runMicrotasks();
  };
  return { clock, pass };
}

/** A driver against a terminal that the test plays frame by frame. */
export async function scriptedTerminal(overrides: Partial<ZvtTerminalOptions> = {}) {
  const { clock, pass } = steppedClock();
  const wire: Cable = cable();
  const framer = createSerialFramer();
  const commands: ZvtMessage[] = [];
  const raw: string[] = [];
  const apdus: string[] = [];
  let acknowledges = true;
  wire.device.onBytes((bytes) => {
    for (const piece of framer.feed(bytes)) {
      if (piece.kind === 'discarded') throw new Error(`the driver sent noise: ${piece.why}`);
      if (piece.body.unit !== 'apdu') raw.push(piece.body.unit);
      else {
        const decoded = decodeMessage(piece.body.apdu);
        if (!decoded.ok) throw new Error(decoded.error);
        commands.push(decoded.value);
        apdus.push(toHex(piece.body.apdu));
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
    await runMicrotasks();
  };
  const ack = () => say({ kind: 'positive-ack', fields: {} });
  const register = async (status = '00') => {
    await runMicrotasks();
    await ack();
    await say({ kind: 'completion', fields: { terminalId: '52500041', currency: 944 } });
    await ack();
    await say({ kind: 'completion', fields: { status } });
  };
  return {
    terminal,
    wire,
    clock,
    pass,
    commands,
    apdus,
    raw,
    discarded,
    say,
    ack,
    register,
    mute: () => {
      acknowledges = false;
    },
    sales: () => commands.filter(({ kind }) => kind === 'authorisation').length,
  };
}

export const INTENT = {
  intentId: 'intent',
  amount: 500,
  before: { terminalId: '52500041', traceNumber: '000041', receiptNumber: '0041' },
} as const;

export const SALE_INFO = {
  resultCode: '00',
  amount: 500,
  traceNumber: '000042',
  terminalId: '52500041',
  receiptNumber: '0042',
} as const;

export type ScriptedTerminal = Awaited<ReturnType<typeof scriptedTerminal>>;

export async function startSale(rig: ScriptedTerminal, signal = NEVER_ABORTED) {
  const settled: { outcome?: PayOutcome } = {};
  const promise = rig.terminal.pay(INTENT, signal, () => undefined);
  void promise.then((outcome) => Object.assign(settled, { outcome }));
  await runMicrotasks();
  return { settled, promise };
}
