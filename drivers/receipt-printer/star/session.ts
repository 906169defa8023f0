import { concatBytes } from '../../bytes.ts';
import type { Clock } from '../../clock.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import type { FlowControl } from '../job/flow.ts';
import { type LineTimings, PrinterLine } from '../job/line.ts';
import { type EvidenceListener, PrinterSessionBase } from '../job/session.ts';
import type { Command } from '../paper/command.ts';
import { encodeStarCommand } from './commands.ts';
import { createStarFramer, type StarMessage } from './framer.ts';
import { bitsOfStar, ETB_COUNTS, etbCountOf } from './status.ts';

export const STAR_TIMINGS: LineTimings = { answer: 1_000, gap: 100 };

/** `ESC RS a 1`: the printer sends its status on every change. */
export const STAR_STATUS_BACK: Command = { kind: 'status-back', mask: 1 };
const START = concatBytes([encodeStarCommand({ kind: 'initialise' }), encodeStarCommand(STAR_STATUS_BACK)]);
const ASK = encodeStarCommand({ kind: 'ask-status', what: 1 });
const RESET = encodeStarCommand({ kind: 'clear-buffer' });
/** `ESC RS E 0`: sets the ETB counter to zero, after all bytes before. */
const CLEAR_COUNT = Uint8Array.of(0x1b, 0x1e, 0x45, 0x00);
/** Milliseconds to print the rest of a failed job. */
const REST_MS = 2_000;
const EVIDENCE = encodeStarCommand({ kind: 'ask-queued', what: 1 });
/** Zeros that end a cut-off command, as in the ESC/POS session. */
const REST_OF_A_COMMAND = new Uint8Array(520);

type Message = Exclude<StarMessage, FlowControl>;

export interface StarSessionOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly timings: LineTimings;
  readonly onDiscarded: OnDiscarded;
}

export class StarSession extends PrinterSessionBase<Message> {
  readonly #answerMs: number;
  #count = 0;
  #synced = false;

  constructor(options: StarSessionOptions) {
    super(new PrinterLine({ ...options, framer: createStarFramer(), take: ({ bytes }) => this.#take(bytes) }));
    this.#answerMs = options.timings.answer;
  }

  #take(block: Uint8Array): void {
    this.#count = etbCountOf(block) ?? this.#count;
    this.setBits(bitsOfStar(block));
  }

  async #sync(signal: AbortSignal): Promise<boolean> {
    const far = (this.#count + ETB_COUNTS / 2) % ETB_COUNTS || 1;
    const there = this.line.next(() => (this.#count === far ? true : undefined), REST_MS, signal);
    const etbs = Array.from({ length: far }, () => EVIDENCE);
    if (!(await this.line.send(concatBytes([REST_OF_A_COMMAND, START, CLEAR_COUNT, ...etbs])))) return false;
    this.#synced = (await there) === true;
    return this.#synced;
  }

  async #ask(signal: AbortSignal): Promise<boolean> {
    const heard = this.line.next(() => true, this.#answerMs, signal);
    return (await this.line.sendAtOnce(ASK)) && (await heard) === true;
  }

  open(signal: AbortSignal): Promise<boolean> {
    return this.takeStock(signal);
  }

  async purge(): Promise<boolean> {
    this.#synced = false;
    this.line.hasRoom();
    return this.line.sendAtOnce(RESET);
  }

  async takeStock(signal: AbortSignal): Promise<boolean> {
    const answered = await this.#ask(signal);
    const { offline } = this.bits();
    if (answered && !offline) this.line.hasRoom();
    return answered && (offline || this.#synced || (await this.#sync(signal)));
  }

  askErrors(signal: AbortSignal): Promise<boolean> {
    return this.#ask(signal);
  }

  listen(): EvidenceListener {
    let wanted = this.#count;
    let wake: (() => void) | undefined;
    const release = this.line.onMessage(() => {
      if (this.#count === wanted) wake?.();
    });
    return {
      question: () => {
        wanted = (this.#count + 1) % ETB_COUNTS;
        return EVIDENCE;
      },
      next: () =>
        new Promise<true>((resolve) => {
          if (this.#count === wanted) resolve(true);
          else wake = () => resolve(true);
        }),
      named: true,
      sure: () => true,
      release,
    };
  }

  protected beat(signal: AbortSignal): Promise<boolean> {
    return this.#ask(signal);
  }
}
