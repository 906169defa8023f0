import { toHex } from '../../bytes.ts';
import type { Clock } from '../../clock.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import type { IssueDecision, TerminalPrompt } from '../contract.ts';
import { withoutCardNumbers } from './card-numbers.ts';
import type { ZvtCharset } from './charset.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import {
  awaitsApproval,
  type ExchangeEffect,
  type ExchangeInput,
  type ExchangeTimer,
  isApproval,
  startExchange,
  stepExchange,
} from './exchange.ts';
import { NOT_ISSUED } from './goods.ts';
import { createLine, LINE_TIMINGS, type LineTimings, oneTimer } from './line.ts';
import type { StatusInformationFields, ZvtKind, ZvtMessage } from './messages.ts';
import { createNumbering } from './numbering.ts';
import type { Ended } from './outcomes.ts';

/** All in milliseconds. */
export interface SessionTimings extends LineTimings {
  /** T3: from a command to 80 or 84 [PA00P015 13.08]. */
  readonly answerMs: number;
  /** T4: between two messages of a command at work, unless `04 FF` names another. */
  readonly messageMs: number;
  /** T4 of commands that the terminal answers out of its own memory. */
  readonly localMs: number;
  /** T4 after our `06 B0`: a host answer that is under way, not another card. */
  readonly afterAbortMs: number;
  /** How long the answer to a `04 0F` is held back while goods are issued. Must be well below T3, which the terminal keeps too. */
  readonly holdMs: number;
}

export const SESSION_TIMINGS: SessionTimings = {
  ...LINE_TIMINGS,
  answerMs: 5_000,
  messageMs: 180_000,
  localMs: 15_000,
  afterAbortMs: 60_000,
  holdMs: 2_000,
};

export interface SessionOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly framing: 'serial' | 'tcp';
  readonly charset: ZvtCharset;
  readonly timings: SessionTimings;
  readonly onDiscarded: OnDiscarded;
  /** Whether an approval that nobody waits for must be refused, because no sale of ours can be it. */
  readonly refusesLateApproval: () => boolean;
  /** The dialogue is out of step: nothing that comes on this link can be trusted to answer the next command. */
  readonly onDesync: () => void;
  /** Offers to number the messages [chapter 5]; where the terminal takes it up, its repeats are told from new ones. */
  readonly numbered: boolean;
}

/** One life of one link, on which one command at a time is carried to its end. */
export interface ZvtSession {
  /** Throws while another command runs. Settles at the latest when the timers or `close` end it. */
  run(command: ZvtMessage, options?: RunOptions): Promise<Ended>;
  readonly busy: boolean;
  /** Resolves when no command runs any more; at once when none does. */
  whenFree(): Promise<void>;
  /** `false` after a command without an end, and when closed. */
  readonly inStep: boolean;
  /** Out of step but still listening: what the terminal has to say is acknowledged. */
  readonly lingers: boolean;
  /** One message without waiting for anything. */
  say(message: ZvtMessage): void;
  /** Resolves when a dialogue that somebody else began comes to its end, after `atMostMs`, or when closed. */
  whenOthersEnd(atMostMs: number): Promise<void>;
  close(): void;
}

export interface RunOptions {
  /** Sends `06 B0`; the command still runs to its end. */
  readonly abort?: AbortSignal;
  readonly onPrompt?: (prompt: TerminalPrompt) => void;
  /** Hands the goods over. The signal is aborted when the dialogue has ended without needing the decision. */
  readonly issue?: (info: StatusInformationFields, signal: AbortSignal) => Promise<IssueDecision>;
}

/** What moves money or stops it goes out once, see `Outgoing.repeatable`. */
const ONCE: ReadonlySet<ZvtKind> = new Set(['authorization', 'reversal', 'refund', 'end-of-day', 'ecr-abort', 'reset']);

/** What takes a citizen, a host or a look at the terminal's own parts, and so the long T4. */
const SLOW: ReadonlySet<ZvtKind> = new Set([
  'authorization',
  'reversal',
  'refund',
  'end-of-day',
  'diagnosis',
  'initialisation',
  'reset',
]);

const MINUTE_MS = 60_000;

interface Running {
  readonly command: ZvtMessage;
  readonly feed: (input: ExchangeInput) => void;
  readonly awaitsApproval: () => boolean;
}

export function createSession(options: SessionOptions): ZvtSession {
  const { link, clock, timings, charset } = options;
  const numbering = createNumbering(options.numbered);
  let running: Running | undefined;
  let inStep = true;
  let closed = false;
  let waitingForFree: (() => void)[] = [];
  let othersEnded: (() => void) | undefined;

  const line = createLine({
    framing: options.framing,
    clock,
    timings,
    write(bytes) {
      // A write that fails means that the link is going down, which it says by itself; how far the bytes came is not known.
      void link.write(bytes).then((written) => {
        if (!written.ok) lost();
      });
    },
    onApdu: received,
    onDelivered: () => undefined,
    onUndelivered(apdu) {
      const message = decodeMessage(apdu, charset);
      if (message.ok && message.value.kind === running?.command.kind) running.feed({ type: 'undelivered' });
    },
    onDiscarded: options.onDiscarded,
    onLost: lost,
  });
  const stopListening = link.onBytes((bytes) => line.receive(bytes));

  function lost(): void {
    desync();
    close();
  }

  function desync(): void {
    if (!inStep || closed) return;
    inStep = false;
    options.onDesync();
  }

  function received(apdu: Uint8Array): void {
    const decoded = decodeMessage(apdu, charset, running?.command.kind === 'status-enquiry');
    if (!decoded.ok) {
      options.onDiscarded({ bytes: withoutCardNumbers(apdu), why: decoded.error });
      // Its command alone: what follows may be of a card.
      running?.feed({ type: 'malformed', bytes: toHex(apdu.subarray(0, 2)) });
      return;
    }
    const repeat = numbering.heard(decoded.value.kind, apdu);
    const stray = isApproval(decoded.value) && !running?.awaitsApproval();
    const unwanted = stray && options.refusesLateApproval();
    if (running) running.feed({ type: 'received', message: decoded.value, repeat, unwanted });
    else unasked(decoded.value, unwanted);
  }

  /** Something of an exchange nobody waits for any more. Everything but an answer is answered. */
  function unasked(message: ZvtMessage, unwanted: boolean): void {
    if (message.kind === 'positive-ack' || message.kind === 'negative-ack') return;
    say(unwanted ? NOT_ISSUED : { kind: 'positive-ack', fields: {} });
    if (message.kind === 'completion' || message.kind === 'abort') othersEnded?.();
  }

  function close(): void {
    if (closed) return;
    running?.feed({ type: 'down' });
    closed = true;
    othersEnded?.();
    stopListening();
    line.close();
  }

  function ended(): void {
    running = undefined;
    const waiting = waitingForFree;
    waitingForFree = [];
    for (const tell of waiting) tell();
  }

  function say(message: ZvtMessage): void {
    if (!closed) line.send(encodeMessage(message, charset, numbering.numberFor(message.kind)), !ONCE.has(message.kind));
  }

  function run(command: ZvtMessage, { abort, onPrompt, issue }: RunOptions = {}): Promise<Ended> {
    if (running) throw new Error(`a ${running.command.kind} is still under way`);
    return new Promise((resolve) => {
      let state = startExchange(command, issue !== undefined);
      const timer = oneTimer(clock, () => feed({ type: 'timed-out' }));
      const holding = oneTimer(clock, () => feed({ type: 'held' }));
      const over = new AbortController();
      const onAbort = () => feed({ type: 'abort' });

      function feed(input: ExchangeInput): void {
        const [next, effects] = stepExchange(state, input);
        state = next;
        for (const effect of effects) perform(effect);
      }

      function perform(effect: ExchangeEffect): void {
        switch (effect.do) {
          case 'send':
            say(effect.message);
            break;
          case 'wait':
            timer.start(durationOf(effect.timer, command.kind, timings));
            break;
          case 'hold':
            holding.start(timings.holdMs);
            break;
          case 'issue':
            if (issue) decide(issue(effect.info, over.signal));
            break;
          case 'prompt':
            onPrompt?.(effect.prompt);
            break;
          case 'finish':
            timer.stop();
            holding.stop();
            abort?.removeEventListener('abort', onAbort);
            ended();
            over.abort();
            if (effect.end.by === 'loss') desync();
            resolve({ state, end: effect.end });
            break;
          default:
            effect satisfies never;
        }
      }

      function decide(decision: Promise<IssueDecision>): void {
        void decision.then(
          (value) => feed({ type: 'issue-decided', decision: value }),
          (bug: unknown) => {
            // The terminal must not be left waiting because of it: money for nothing goes back.
            feed({ type: 'issue-decided', decision: { issued: 'nothing' } });
            throw bug;
          },
        );
      }

      running = { command, feed, awaitsApproval: () => awaitsApproval(state) };
      feed({ type: closed ? 'down' : 'start' });
      if (abort?.aborted) onAbort();
      else abort?.addEventListener('abort', onAbort, { once: true });
    });
  }

  return {
    run,
    say,
    get busy() {
      return running !== undefined;
    },
    whenFree: () => (running ? new Promise((resolve) => waitingForFree.push(resolve)) : Promise.resolve()),
    get inStep() {
      return inStep && !closed;
    },
    get lingers() {
      return !inStep && !closed;
    },
    whenOthersEnd: (atMostMs) =>
      new Promise((resolve) => {
        const limit = oneTimer(clock, () => othersEnded?.());
        othersEnded = () => {
          othersEnded = undefined;
          limit.stop();
          resolve();
        };
        if (closed) othersEnded();
        else limit.start(atMostMs);
      }),
    close,
  };
}

function durationOf(timer: ExchangeTimer, command: ZvtKind, timings: SessionTimings): number {
  switch (timer.name) {
    case 'answer':
      return timings.answerMs;
    case 'message':
      if (timer.minutes !== undefined) return timer.minutes * MINUTE_MS;
      return SLOW.has(command) ? timings.messageMs : timings.localMs;
    case 'after-abort':
      return timings.afterAbortMs;
    default:
      return timer satisfies never;
  }
}
