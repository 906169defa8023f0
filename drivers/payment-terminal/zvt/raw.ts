import { toHex } from '../../bytes.ts';
import { createTimer } from '../../clock.ts';
import type { LinkTrouble } from '../../link/link.ts';
import { ok, type Result } from '../../result.ts';
import type { RawExchangeEnd, RawExchangeOptions, RawExchangeTool } from '../protocol.ts';
import { measureApdu } from './apdu.ts';
import { withoutCardNumbers } from './card-numbers.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import { LINE_TIMINGS, ZvtLine } from './line.ts';
import type { ZvtKind } from './messages.ts';
import type { ZvtWireSettings } from './protocol.ts';
import { ZVT_SESSION_TIMINGS } from './session.ts';

/** Commands that may move money or close a day. */
const RISKY = new Set(['0601', '0604', '0609', '0621', '0622', '0623', '0624', '0625', '0630', '0631', '0650']);

export const ZVT_RAW: RawExchangeTool<ZvtWireSettings> = {
  expects: 'one whole APDU in hex, such as "05 01 03 12 34 56": command, length, data',
  isWhole: (bytes) => measureApdu(bytes)?.total === bytes.length,
  riskOf(apdu) {
    const command = toHex(apdu.subarray(0, 2));
    return RISKY.has(command) ? command : undefined;
  },
  exchange: rawExchange,
};

/**
 * Sends one command without a registration. Reports each message of the terminal and answers it with 80 00 00, until the dialogue ends.
 * After three seconds of silence after an 80, the command counts as answered. Opens and closes the link.
 */
export async function rawExchange(
  options: RawExchangeOptions<ZvtWireSettings>,
): Promise<Result<RawExchangeEnd, LinkTrouble>> {
  const { link } = options;
  const opened = await link.open();
  if (!opened.ok) return opened;
  try {
    return ok(await dialogue(options));
  } finally {
    await link.close();
  }
}

const QUIET_MS = 3_000;

type Heard = 'nothing' | 'answer' | 'more';

type Sequel = { readonly heard: Heard } & ({ readonly end: RawExchangeEnd } | { readonly waitMs: number | null });

function sequelOf(kind: ZvtKind, heard: Heard): Sequel {
  const first = heard === 'nothing';
  if (kind === 'positive-ack') {
    return first ? { heard: 'answer', waitMs: QUIET_MS } : { heard, waitMs: ZVT_SESSION_TIMINGS.messageMs };
  }
  if (kind === 'negative-ack') return first ? { heard, end: 'refusal' } : { heard, waitMs: null };
  if (kind === 'completion' || kind === 'abort') return { heard: 'more', end: kind };
  return { heard: 'more', waitMs: ZVT_SESSION_TIMINGS.messageMs };
}

const isAnswer = (kind: ZvtKind): boolean => kind === 'positive-ack' || kind === 'negative-ack';

function dialogue(options: RawExchangeOptions<ZvtWireSettings>): Promise<RawExchangeEnd> {
  const { link, clock, speech, message: apdu, onMessage, onDiscarded, signal } = options;
  const { framing, charset = 'cp437' } = speech;
  return new Promise((resolve) => {
    let heard: Heard = 'nothing';
    const wait = createTimer(clock, () => end(heard === 'answer' ? 'answer' : 'silence'));
    const stop = () => end('stopped');
    const line = new ZvtLine({
      framing,
      clock,
      timings: LINE_TIMINGS,
      write: (bytes) => void link.write(bytes),
      onApdu(bytes) {
        const decoded = decodeMessage(bytes, charset, apdu[0] === 0x05 && apdu[1] === 0x01);
        if (!decoded.ok) return onDiscarded({ bytes: withoutCardNumbers(bytes), why: decoded.error });
        const { kind } = decoded.value;
        onMessage(decoded.value);
        const sequel = sequelOf(kind, heard);
        heard = sequel.heard;
        if (!isAnswer(kind)) line.send(encodeMessage({ kind: 'positive-ack', fields: {} }, charset), true);
        if ('end' in sequel) end(sequel.end);
        else if (sequel.waitMs !== null) wait.start(sequel.waitMs);
      },
      onDelivered: () => undefined,
      onUndelivered: (undelivered) => {
        if (undelivered === apdu) end('silence');
      },
      onDiscarded,
      onLost: () => end('down'),
    });

    function end(how: RawExchangeEnd): void {
      wait.stop();
      signal.removeEventListener('abort', stop);
      line.close();
      resolve(how);
    }

    link.onBytes((bytes) => line.receive(bytes));
    link.onDown(() => end('down'));
    signal.addEventListener('abort', stop, { once: true });
    wait.start(ZVT_SESSION_TIMINGS.answerMs);
    line.send(apdu, false);
    if (signal.aborted) stop();
  });
}
