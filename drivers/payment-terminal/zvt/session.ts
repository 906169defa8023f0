import { toHex } from '../../bytes.ts';
import { type Clock, createTimer } from '../../clock.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import type { IssueDecision, TerminalPrompt } from '../contract.ts';
import { isFieldId } from './bmp.ts';
import { withoutCardNumbers } from './card-numbers.ts';
import type { ZvtCharset } from './charset.ts';
import { decodeMessage, decodeNumberedMessage, encodeMessage } from './codec.ts';
import { ZvtDialogue } from './dialogue.ts';
import { isApproval } from './exchange.ts';
import { GOODS_NOT_ISSUED } from './goods.ts';
import { LINE_TIMINGS, type LineTimings, ZvtLine } from './line.ts';
import type { StatusInformationFields, ZvtKind, ZvtMessage } from './messages.ts';
import { createNumbering, type Numbering } from './numbering.ts';
import type { EndedExchange } from './outcomes.ts';

/** In milliseconds. */
export interface SessionTimings extends LineTimings {
  /** T3: from a command to 80 or 84 [PA00P015 13.08]. */
  readonly answerMs: number;
  /** T4: longest pause between messages of a running command, unless `04 FF` says otherwise. */
  readonly messageMs: number;
  /** T4 of commands that the terminal answers from its memory. */
  readonly localMs: number;
  /** T4 after `06 B0`: time for a host answer, not for another card. */
  readonly afterAbortMs: number;
  /** How long an answer to `04 0F` is held back: below T3, which the terminal also applies. */
  readonly holdMs: number;
}

export const ZVT_SESSION_TIMINGS: SessionTimings = {
  ...LINE_TIMINGS,
  answerMs: 5_000,
  messageMs: 180_000,
  localMs: 15_000,
  afterAbortMs: 60_000,
  holdMs: 2_000,
};

export interface ZvtSessionOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly framing: 'serial' | 'tcp';
  readonly charset: ZvtCharset;
  readonly timings: SessionTimings;
  readonly onDiscarded: OnDiscarded;
  /** Whether to refuse an unexpected approval: no sale of ours can be it. */
  readonly refusesLateApproval: () => boolean;
  /** The dialogue is out of step: no message on this link can be trusted. */
  readonly onDesync: () => void;
  /** Whether to offer message numbers [chapter 5], which show repeats. */
  readonly numbered: boolean;
}

export interface ZvtRunOptions {
  /** Sends `06 B0`; the command still runs to its end. */
  readonly abort?: AbortSignal;
  readonly onPrompt?: (prompt: TerminalPrompt) => void;
  /** Hands over the goods. The signal is aborted when the dialogue ends. */
  readonly issue?: (info: StatusInformationFields, signal: AbortSignal) => Promise<IssueDecision>;
}

/** Commands that move or stop money are sent once, see `OutgoingApdu.repeatable`. */
const ONCE: ReadonlySet<ZvtKind> = new Set(['authorisation', 'reversal', 'refund', 'end-of-day', 'ecr-abort', 'reset']);

export class ZvtSession {
  readonly #options: ZvtSessionOptions;
  readonly #numbering: Numbering;
  readonly #line: ZvtLine;
  readonly #stopListening: () => void;
  #dialogue: ZvtDialogue | undefined;
  #inStep = true;
  #closed = false;
  #waitingForFree: (() => void)[] = [];
  #othersEnded: (() => void) | undefined;

  constructor(options: ZvtSessionOptions) {
    const { link, clock, framing, timings, onDiscarded } = options;
    this.#options = options;
    this.#numbering = createNumbering(options.numbered);
    this.#line = new ZvtLine({
      framing,
      clock,
      timings,
      write: (bytes) => {
        // The link reports a failed write.
        void link.write(bytes).then((written) => {
          if (!written.ok) this.#lost();
        });
      },
      onApdu: (apdu) => this.#received(apdu),
      onDelivered: () => undefined,
      onUndelivered: (apdu) => this.#undelivered(apdu),
      onDiscarded,
      onLost: () => this.#lost(),
    });
    this.#stopListening = link.onBytes((bytes) => this.#line.receive(bytes));
  }

  get busy(): boolean {
    return this.#dialogue !== undefined;
  }

  /** `false` after a command without an end, and when closed. */
  get inStep(): boolean {
    return this.#inStep && !this.#closed;
  }

  get lingers(): boolean {
    return !this.#inStep && !this.#closed;
  }

  /** Throws if another command runs. */
  run(command: ZvtMessage, options: ZvtRunOptions = {}): Promise<EndedExchange> {
    if (this.#dialogue) throw new Error(`a ${this.#dialogue.command.kind} is still under way`);
    const { clock, timings } = this.#options;
    return new Promise((resolve) => {
      this.#dialogue = new ZvtDialogue(command, options, {
        clock,
        timings,
        say: (message) => this.say(message),
        onFree: () => this.#free(),
        onEnded: (ended) => {
          if (ended.end.by === 'loss') this.#desync();
          resolve(ended);
        },
      });
      this.#dialogue.start(this.#closed);
    });
  }

  say(message: ZvtMessage): void {
    if (this.#closed) return;
    const apdu = encodeMessage(message, this.#options.charset, this.#numbering.numberFor(message.kind));
    this.#line.send(apdu, !ONCE.has(message.kind));
  }

  whenFree(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.#waitingForFree.push(resolve)) : Promise.resolve();
  }

  whenOthersEnd(atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const limit = createTimer(this.#options.clock, () => this.#othersEnded?.());
      this.#othersEnded = () => {
        this.#othersEnded = undefined;
        limit.stop();
        resolve();
      };
      if (this.#closed) this.#othersEnded();
      else limit.start(atMostMs);
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#dialogue?.feed({ type: 'down' });
    this.#closed = true;
    this.#othersEnded?.();
    this.#stopListening();
    this.#line.close();
  }

  #lost(): void {
    this.#desync();
    this.close();
  }

  #desync(): void {
    if (!this.#inStep || this.#closed) return;
    this.#inStep = false;
    this.#options.onDesync();
  }

  #free(): void {
    this.#dialogue = undefined;
    const waiting = this.#waitingForFree;
    this.#waitingForFree = [];
    for (const tell of waiting) tell();
  }

  #received(apdu: Uint8Array): void {
    const dialogue = this.#dialogue;
    const decoded = decodeNumberedMessage(apdu, this.#options.charset, dialogue?.command.kind === 'status-enquiry');
    if (!decoded.ok) {
      this.#options.onDiscarded({ bytes: withoutCardNumbers(apdu), why: decoded.error });
      // Only the command: the bytes after it may have card data.
      dialogue?.feed({ type: 'malformed', bytes: toHex(apdu.subarray(0, 2)) });
      return;
    }
    const { message, sequence } = decoded.value;
    this.#noteUnread(apdu, message);
    const repeat = this.#numbering.heard(message.kind, sequence);
    const stray = isApproval(message) && !dialogue?.awaitsApproval;
    const unwanted = stray && this.#options.refusesLateApproval();
    if (dialogue) dialogue.feed({ type: 'received', message, repeat, unwanted });
    else this.#unasked(message, unwanted);
  }

  /** Logs an unknown field with all bytes after it, but an unreadable field with the whole message. The other fields still count. */
  #noteUnread(apdu: Uint8Array, { fields }: ZvtMessage): void {
    const unread = 'unread' in fields ? fields.unread : undefined;
    if (!unread) return;
    const known = isFieldId(unread.field);
    const bytes = withoutCardNumbers(known ? apdu : apdu.subarray(apdu.length - unread.bytes));
    this.#options.onDiscarded({ bytes, why: `${known ? 'unreadable' : 'unknown'} field ${unread.field}` });
  }

  #unasked(message: ZvtMessage, unwanted: boolean): void {
    if (message.kind === 'positive-ack' || message.kind === 'negative-ack') return;
    this.say(unwanted ? GOODS_NOT_ISSUED : { kind: 'positive-ack', fields: {} });
    if (message.kind === 'completion' || message.kind === 'abort') this.#othersEnded?.();
  }

  #undelivered(apdu: Uint8Array): void {
    const message = decodeMessage(apdu, this.#options.charset);
    const dialogue = this.#dialogue;
    if (message.ok && message.value.kind === dialogue?.command.kind) dialogue.feed({ type: 'undelivered' });
  }
}
