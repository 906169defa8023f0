import { type Clock, createTimer } from '../../clock.ts';
import type { Framed } from '../../framer.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { err, ok, type Result } from '../../result.ts';
import { decodeAnswer, encodeCommand } from './codec.ts';
import { EXCHANGE_START, type ExchangeEffect, type ExchangeInput, type Outcome, stepExchange } from './exchange.ts';
import { createPn532Framer, type Pn532Unit, WHY_CUT_SHORT, WHY_DAMAGED } from './framer.ts';
import type { CommandKind, Pn532Answer, Pn532Command } from './messages.ts';

/** Why a command has no answer. What it was about may have happened nevertheless, unless the trouble is `syntax-error`. */
export type Pn532Trouble =
  | { readonly kind: 'silence'; readonly phase: 'before-ack' | 'after-ack' }
  | { readonly kind: 'syntax-error' }
  /** Whole frames, but no answer that this command can have. */
  | { readonly kind: 'nonsense'; readonly why: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'closed' };

export interface AskOptions {
  /** See `Request.answerMs`. */
  readonly answerMs: number | null;
  readonly repeatable: boolean;
  readonly signal: AbortSignal;
}

type Answers = { readonly [K in CommandKind]: Extract<Pn532Answer, { kind: K }>['fields'] };

export interface Pn532Session {
  /** One after the other: a command waits for those before it. */
  ask<K extends CommandKind>(
    command: Extract<Pn532Command, { kind: K }>,
    options: AskOptions,
  ): Promise<Result<Answers[K], Pn532Trouble>>;
  /** When the chip last sent a whole frame, on the clock. */
  heardAtMs(): number;
  /** Bytes over the UART since the beginning, both ways. */
  bytes(): number;
  /** Settles what is under way with `closed`. The link is the caller's. */
  close(): void;
}

/** Between two bytes of one frame. At 9600 baud a byte takes 1 ms; the rest is for an operating system that was busy. */
const SILENCE_MS = 100;

/** Commands and answers over an open link. */
export function createPn532Session(link: Link, clock: Clock, onDiscarded: OnDiscarded): Pn532Session {
  const framer = createPn532Framer();
  const silence = createTimer(clock, () => handle(framer.gap()));
  const wait = createTimer(clock, () => run({ type: 'timed-out' }));
  let exchange = EXCHANGE_START;
  let settle: ((outcome: Outcome | 'closed') => void) | undefined;
  let lane: Promise<unknown> = Promise.resolve();
  let closed = false;
  let heardAtMs = Number.NEGATIVE_INFINITY;
  let byteCount = 0;

  function run(input: ExchangeInput): void {
    const [next, effects] = stepExchange(exchange, input);
    exchange = next;
    for (const effect of effects) perform(effect);
  }

  function perform(effect: ExchangeEffect): void {
    switch (effect.do) {
      case 'write':
        byteCount += effect.bytes.length;
        // A link that cannot write goes down, which closes this session.
        void link.write(effect.bytes);
        break;
      case 'wait':
        if (effect.ms === null) wait.stop();
        else wait.start(effect.ms);
        break;
      case 'settle':
        wait.stop();
        settle?.(effect.outcome);
        break;
      default:
        effect satisfies never;
    }
  }

  function handle(framed: readonly Framed<Pn532Unit>[]): void {
    for (const piece of framed) {
      if (closed) return;
      if (piece.kind === 'frame') {
        heardAtMs = clock.now();
        run({ type: 'received', unit: piece.body });
      } else {
        onDiscarded(piece);
        if (piece.why === WHY_DAMAGED || piece.why === WHY_CUT_SHORT) run({ type: 'damaged' });
      }
    }
  }

  const stopListening = link.onBytes((chunk) => {
    byteCount += chunk.length;
    silence.start(SILENCE_MS);
    handle(framer.feed(chunk));
  });

  async function exchangeOne(command: Pn532Command, options: AskOptions): Promise<Result<Pn532Answer, Pn532Trouble>> {
    if (closed) return err({ kind: 'closed' });
    if (options.signal.aborted) return err({ kind: 'cancelled' });
    const cancel = () => run({ type: 'cancelled' });
    options.signal.addEventListener('abort', cancel, { once: true });
    const outcome = await new Promise<Outcome | 'closed'>((resolve) => {
      settle = resolve;
      run({ type: 'asked', request: { packet: encodeCommand(command), ...options } });
    });
    options.signal.removeEventListener('abort', cancel);
    settle = undefined;
    return outcome === 'closed' ? err({ kind: 'closed' }) : resultOf(outcome);
  }

  return {
    async ask<K extends CommandKind>(command: Extract<Pn532Command, { kind: K }>, options: AskOptions) {
      const turn = lane.then(() => exchangeOne(command, options));
      lane = turn;
      const answered = await turn;
      if (!answered.ok) return answered;
      // The code was compared by the exchange, so only the fields' type is left to say.
      return ok(answered.value.fields as Answers[K]);
    },
    heardAtMs: () => heardAtMs,
    bytes: () => byteCount,
    close() {
      closed = true;
      stopListening();
      silence.stop();
      wait.stop();
      exchange = EXCHANGE_START;
      settle?.('closed');
    },
  };
}

function resultOf(outcome: Outcome): Result<Pn532Answer, Pn532Trouble> {
  switch (outcome.known) {
    case 'answer': {
      const decoded = decodeAnswer(outcome.packet);
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
