import type { Clock } from '../../clock.ts';
import type { Link, LinkTrouble } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { ok, type Result } from '../../result.ts';
import { withoutCardNumbers } from './card-numbers.ts';
import type { ZvtCharset } from './charset.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import { createLine, LINE_TIMINGS, oneTimer } from './line.ts';
import type { ZvtMessage } from './messages.ts';
import { SESSION_TIMINGS } from './session.ts';

export interface RawOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly framing: 'serial' | 'tcp';
  readonly charset: ZvtCharset;
  /** One whole APDU. It is sent once. */
  readonly apdu: Uint8Array;
  readonly onMessage: (message: ZvtMessage) => void;
  readonly onDiscarded: OnDiscarded;
  readonly signal: AbortSignal;
}

/** `answer`: 80 or 84 came and nothing after it; `silence`: not even that, or no end after it. */
export type RawEnd = 'completion' | 'abort' | 'refusal' | 'answer' | 'silence' | 'stopped' | 'down';

/** After an 80 without anything behind it for so long, the command is one that ends with its answer. In milliseconds. */
const QUIET_MS = 3_000;

/**
 * One command as it is, without a registration before it, for hand tools: what the terminal says is reported and
 * answered with 80 00 00 until its dialogue ends. Opens the link and closes it.
 */
export async function rawExchange(options: RawOptions): Promise<Result<RawEnd, LinkTrouble>> {
  const { link, clock, signal } = options;
  const opened = await link.open();
  if (!opened.ok) return opened;
  try {
    return ok(await dialogue(options));
  } finally {
    await link.close();
  }

  function dialogue({ framing, charset, apdu, onMessage, onDiscarded }: RawOptions): Promise<RawEnd> {
    return new Promise((resolve) => {
      let heard: 'nothing' | 'answer' | 'more' = 'nothing';
      const wait = oneTimer(clock, () => end(heard === 'answer' ? 'answer' : 'silence'));
      const stop = () => end('stopped');
      const line = createLine({
        framing,
        clock,
        timings: LINE_TIMINGS,
        write: (bytes) => void link.write(bytes),
        onApdu: received,
        onDelivered: () => undefined,
        onUndelivered: (undelivered) => {
          if (undelivered === apdu) end('silence');
        },
        onDiscarded,
        onLost: () => end('down'),
      });

      function received(bytes: Uint8Array): void {
        const decoded = decodeMessage(bytes, charset, apdu[0] === 0x05 && apdu[1] === 0x01);
        if (decoded.ok) {
          onMessage(decoded.value);
          proceed(decoded.value, heard === 'nothing');
        } else onDiscarded({ bytes: withoutCardNumbers(bytes), why: decoded.error });
      }

      function proceed({ kind }: ZvtMessage, first: boolean): void {
        if (kind === 'positive-ack') {
          if (first) heard = 'answer';
          wait.start(first ? QUIET_MS : SESSION_TIMINGS.messageMs);
        } else if (kind === 'negative-ack') {
          if (first) end('refusal');
        } else {
          heard = 'more';
          line.send(encodeMessage({ kind: 'positive-ack', fields: {} }, charset), true);
          if (kind === 'completion' || kind === 'abort') end(kind);
          else wait.start(SESSION_TIMINGS.messageMs);
        }
      }

      function end(how: RawEnd): void {
        wait.stop();
        signal.removeEventListener('abort', stop);
        line.close();
        resolve(how);
      }

      link.onBytes((bytes) => line.receive(bytes));
      link.onDown(() => end('down'));
      signal.addEventListener('abort', stop, { once: true });
      wait.start(SESSION_TIMINGS.answerMs);
      line.send(apdu, false);
      if (signal.aborted) stop();
    });
  }
}
