import { concatBytes } from '../../bytes.ts';
import type { Clock } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import type { Flow } from '../job/flow.ts';
import { createPrinterLine, type LineTimings } from '../job/line.ts';
import { HEALTHY, type PrinterBits } from '../job/printer-bits.ts';
import type { Ears, PrinterSession } from '../job/session.ts';
import type { Command } from '../paper/command.ts';
import { encodeStarCommand } from './commands.ts';
import { createStarFramer, type StarMessage } from './framer.ts';
import { bitsOfStar, ETB_COUNTS, etbCountOf } from './status.ts';

export const STAR_TIMINGS: LineTimings = { answer: 1_000, gap: 100 };

/** `ESC RS a 1`: send the status with every change. */
export const STAR_STATUS_BACK: Command = { kind: 'status-back', mask: 1 };
const START = concatBytes([encodeStarCommand({ kind: 'initialise' }), encodeStarCommand(STAR_STATUS_BACK)]);
const ASK = encodeStarCommand({ kind: 'ask-status', what: 1 });
const RESET = encodeStarCommand({ kind: 'clear-buffer' });
/** `ESC RS E 0`: queued, too. */
const CLEAR_COUNT = Uint8Array.of(0x1b, 0x1e, 0x45, 0x00);
/** How long the printer may take to print what it has, in milliseconds. */
const REST_MS = 2_000;
const EVIDENCE = encodeStarCommand({ kind: 'ask-queued', what: 1 });
/** As in the session of ESC/POS: what a command that was cut short may still want. */
const REST_OF_A_COMMAND = new Uint8Array(520);

export interface StarSessionOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly timings: LineTimings;
  readonly onDiscarded: OnDiscarded;
}

/**
 * One open link to a Star printer. Its status always comes whole, so there are no questions to keep apart, and its
 * counter of ETB commands says which of our questions it has come to.
 *
 * The buffer is not reset on every connection as in ESC/POS: `ESC ACK CAN` restarts the printer, and one on Ethernet would
 * drop the connection that asked for it. Small bursts and the void slip stand in for it; the reset follows a failed job.
 */
export function createStarSession({ link, clock, timings, onDiscarded }: StarSessionOptions): PrinterSession {
  const changes = emitter<void>();
  let bits: PrinterBits = HEALTHY;
  let count = 0;
  let trusted = true;
  const line = createPrinterLine<Exclude<StarMessage, Flow>>({
    link,
    clock,
    timings,
    onDiscarded,
    framer: createStarFramer(),
    take({ bytes }) {
      count = etbCountOf(bytes) ?? count;
      const next = bitsOfStar(bytes);
      const changed = (Object.keys(next) as (keyof PrinterBits)[]).some((name) => next[name] !== bits[name]);
      bits = next;
      if (changed) changes.emit();
    },
  });

  let synced = false;

  /**
   * Of a job that failed the printer may still hold the rest, and an ETB behind it that would count for the next job.
   * So the counter is set to zero and counted up to where no such rest can bring it: when it is there, all before was
   * printed.
   */
  async function sync(signal: AbortSignal): Promise<boolean> {
    const far = (count + ETB_COUNTS / 2) % ETB_COUNTS || 1;
    const there = line.next(() => (count === far ? true : undefined), REST_MS, signal);
    const etbs = Array.from({ length: far }, () => EVIDENCE);
    if (!(await line.send(concatBytes([REST_OF_A_COMMAND, START, CLEAR_COUNT, ...etbs])))) return false;
    synced = (await there) === true;
    return synced;
  }

  async function ask(signal: AbortSignal): Promise<boolean> {
    const heard = line.next(() => true, timings.answer, signal);
    return (await line.sendAtOnce(ASK)) && (await heard) === true;
  }

  async function takeStock(signal: AbortSignal): Promise<boolean> {
    const answered = await ask(signal);
    if (answered && !bits.offline) line.hasRoom();
    // A printer that is stopped gets nothing that it would keep.
    return answered && (bits.offline || synced || (await sync(signal)));
  }

  function listen(): Ears {
    let wanted = count;
    let wake: (() => void) | undefined;
    const release = line.onMessage(() => {
      if (count === wanted) wake?.();
    });
    return {
      question() {
        wanted = (count + 1) % ETB_COUNTS;
        return EVIDENCE;
      },
      next: () =>
        new Promise<true>((resolve) => {
          if (count === wanted) resolve(true);
          else wake = () => resolve(true);
        }),
      named: true,
      sure: () => true,
      release,
    };
  }

  return {
    bits: () => bits,
    onChange: changes.on,
    ended: line.ended,
    open: takeStock,
    send: line.send,
    async purge() {
      synced = false;
      line.hasRoom();
      return line.sendAtOnce(RESET);
    },
    takeStock,
    askErrors: ask,
    listen,
    distrust() {
      trusted = false;
    },
    trusted: () => trusted,
    heartbeat: async (signal) => trusted && ask(signal),
    close: line.close,
  };
}
