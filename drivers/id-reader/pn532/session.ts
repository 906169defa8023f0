import { type Clock, createTimer, type Timer } from '../../clock.ts';
import type { FramerOutput } from '../../framer.ts';
import { createTaskQueue } from '../../in-turn.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { err, ok, type Result } from '../../result.ts';
import { encodeCommand, parsePn532Answer } from './codec.ts';
import {
  EXCHANGE_START,
  type Pn532ExchangeEffect,
  type Pn532ExchangeInput,
  type Pn532Outcome,
  stepPn532Exchange,
} from './exchange.ts';
import { createPn532Framer, type Pn532Frame, WHY_CUT_SHORT, WHY_DAMAGED } from './framer.ts';
import type { CommandKind, Pn532Answer, Pn532Command } from './messages.ts';

/** Why there is no answer. Except after `syntax-error`, the command may have run. */
export type Pn532Trouble =
  | { readonly kind: 'silence'; readonly phase: 'before-ack' | 'after-ack' }
  | { readonly kind: 'syntax-error' }
  /** Frames came, but no valid answer. */
  | { readonly kind: 'nonsense'; readonly why: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'closed' };

export interface Pn532AskOptions {
  readonly answerMs: number | null;
  readonly repeatable: boolean;
  readonly signal: AbortSignal;
}

type Answers = { readonly [K in CommandKind]: Extract<Pn532Answer, { kind: K }>['fields'] };

/** 1 ms at 9600 baud, the rest for a busy system. */
const SILENCE_MS = 100;

export class Pn532Session {
  readonly #link: Link;
  readonly #clock: Clock;
  readonly #onDiscarded: OnDiscarded;
  readonly #framer = createPn532Framer();
  readonly #silence: Timer;
  readonly #wait: Timer;
  readonly #stopListening: () => void;
  readonly #turn = createTaskQueue();
  #exchange = EXCHANGE_START;
  #settle: ((outcome: Pn532Outcome | 'closed') => void) | undefined;
  #closed = false;
  #heardAtMs = Number.NEGATIVE_INFINITY;

  constructor(link: Link, clock: Clock, onDiscarded: OnDiscarded) {
    this.#link = link;
    this.#clock = clock;
    this.#onDiscarded = onDiscarded;
    this.#silence = createTimer(clock, () => this.#handle(this.#framer.gap()));
    this.#wait = createTimer(clock, () => this.#run({ type: 'timed-out' }));
    this.#stopListening = link.onBytes((chunk) => {
      this.#silence.start(SILENCE_MS);
      this.#handle(this.#framer.feed(chunk));
    });
  }

  /** Commands are queued. */
  async ask<K extends CommandKind>(
    command: Extract<Pn532Command, { kind: K }>,
    options: Pn532AskOptions,
  ): Promise<Result<Answers[K], Pn532Trouble>> {
    const answered = await this.#turn(() => this.#exchangeOne(command, options));
    if (!answered.ok) return answered;
    // The exchange compared the code, which decides the type.
    return ok(answered.value.fields as Answers[K]);
  }

  heardAtMs(): number {
    return this.#heardAtMs;
  }

  /** The caller owns the link. */
  close(): void {
    this.#closed = true;
    this.#stopListening();
    this.#silence.stop();
    this.#wait.stop();
    this.#exchange = EXCHANGE_START;
    this.#settle?.('closed');
  }

  async #exchangeOne(command: Pn532Command, options: Pn532AskOptions): Promise<Result<Pn532Answer, Pn532Trouble>> {
    if (this.#closed) return err({ kind: 'closed' });
    if (options.signal.aborted) return err({ kind: 'cancelled' });
    const cancel = () => this.#run({ type: 'cancelled' });
    options.signal.addEventListener('abort', cancel, { once: true });
    const outcome = await new Promise<Pn532Outcome | 'closed'>((resolve) => {
      this.#settle = resolve;
      this.#run({ type: 'asked', request: { packet: encodeCommand(command), ...options } });
    });
    options.signal.removeEventListener('abort', cancel);
    this.#settle = undefined;
    return outcome === 'closed' ? err({ kind: 'closed' }) : resultOf(outcome);
  }

  #handle(framed: readonly FramerOutput<Pn532Frame>[]): void {
    for (const piece of framed) {
      if (this.#closed) return;
      if (piece.kind === 'frame') {
        this.#heardAtMs = this.#clock.now();
        this.#run({ type: 'received', unit: piece.body });
      } else {
        this.#onDiscarded(piece);
        if (piece.why === WHY_DAMAGED || piece.why === WHY_CUT_SHORT) this.#run({ type: 'damaged' });
      }
    }
  }

  #run(input: Pn532ExchangeInput): void {
    const [next, effects] = stepPn532Exchange(this.#exchange, input);
    this.#exchange = next;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: Pn532ExchangeEffect): void {
    switch (effect.do) {
      case 'write':
        // A failed write takes the link down and closes this session.
        void this.#link.write(effect.bytes);
        break;
      case 'wait':
        if (effect.ms === null) this.#wait.stop();
        else this.#wait.start(effect.ms);
        break;
      case 'settle':
        this.#wait.stop();
        this.#settle?.(effect.outcome);
        break;
      default:
        effect satisfies never;
    }
  }
}

function resultOf(outcome: Pn532Outcome): Result<Pn532Answer, Pn532Trouble> {
  switch (outcome.known) {
    case 'answer': {
      const decoded = parsePn532Answer(outcome.packet);
      return decoded.ok ? decoded : err({ kind: 'nonsense', why: decoded.error });
    }
    case 'silence':
      return err({ kind: 'silence', phase: outcome.phase });
    case 'syntax-error':
    case 'cancelled':
      return err({ kind: outcome.known });
    default:
      return outcome satisfies never;
  }
}
