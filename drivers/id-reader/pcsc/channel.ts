import { abortTogether } from '../../abort.ts';
import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import { err, messageOf, ok, type Result } from '../../result.ts';
import { type ApduChannel, type ChannelTrouble, MAX_ANSWER_BYTES, MAX_APDU_COMMAND_BYTES } from '../apdu/channel.ts';
import { LEAVE_CARD, type PcscCard } from './binding.ts';
import { decodeChannelError } from './troubles.ts';

export interface PcscChannel extends ApduChannel {
  removed(): void;
  /** Called at most once, with the cause. */
  onEnd(listener: (trouble: ChannelTrouble) => void): () => void;
  /** Settles when the channel has ended and runs no native call. */
  readonly released: Promise<void>;
  close(): void;
}

/** Cards may ask for more time; PACE takes seconds on old chips. */
const EXCHANGE_MS = 15_000;
/** Until a removal is reported: readers are polled about every 400 ms [pcsc-lite, PCSCLITE_STATUS_POLL_RATE]. */
const REMOVAL_SHOWS_WITHIN_MS = 700;

const STATUS_WORD_BYTES = 2;

const SILENT: ChannelTrouble = { code: 'RDR-202', kind: 'silent' };
const REMOVED: ChannelTrouble = { code: 'RDR-201', kind: 'removed' };
const ABORTED: ChannelTrouble = { code: 'RDR-204', kind: 'aborted' };
const TOO_LONG: ChannelTrouble = { code: 'RDR-203', kind: 'reader-failed', detail: 'the exchange does not end' };

/** Creates a channel to a connected card. A native exchange cannot be stopped: after an abort it continues to its end. */
export function createPcscChannel(card: PcscCard, clock: Clock): PcscChannel {
  const gone = emitter<void>();
  const ends = emitter<ChannelTrouble>();
  const ended = new AbortController();
  let over: ChannelTrouble = REMOVED;
  let native: Promise<unknown> = Promise.resolve();
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });

  function end(trouble: ChannelTrouble): void {
    if (ended.signal.aborted) return;
    over = trouble;
    ended.abort();
    // Disconnecting during a native call would block the process.
    void native.then(() => {
      releaseCard(card);
      release();
    });
    gone.emit();
    gone.clear();
    ends.emit(trouble);
    ends.clear();
  }

  async function exchange(command: Uint8Array, signal: AbortSignal): Promise<Result<Uint8Array, ChannelTrouble>> {
    const answered = transmitted(card, command);
    native = answered;
    const first = await orStopped(answered, clock, EXCHANGE_MS, signal, ended.signal);
    if (first === 'ended') return err(over);
    if (first === 'aborted') return err(ABORTED);
    if (first === 'too-long') return err(TOO_LONG);
    if (first.ok || first.error.kind !== 'silent') return first;
    // A silent card may have been removed.
    await orStopped(new Promise(() => {}), clock, REMOVAL_SHOWS_WITHIN_MS, signal, ended.signal);
    return ended.signal.aborted ? err(over) : first;
  }

  return {
    maxCommandBytes: MAX_APDU_COMMAND_BYTES,
    maxResponseBytes: MAX_ANSWER_BYTES,
    async transmit(command, signal) {
      if (ended.signal.aborted) return err(over);
      if (signal.aborted) return err(ABORTED);
      const answered = await exchange(command, signal);
      if (!answered.ok) end(answered.error);
      return answered;
    },
    onGone: gone.on,
    onEnd: ends.on,
    released,
    removed: () => end(REMOVED),
    close: () => end({ code: 'RDR-203', kind: 'reader-failed', detail: 'the channel was closed' }),
  };
}

/**
 * Disconnects without reset: a reset blocks the process for as long as the card takes, and the next connection resets the card. Ignores
 * errors: card or service may be gone.
 */
export function releaseCard(card: PcscCard): void {
  try {
    card.disconnect(LEAVE_CARD);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
  }
}

async function transmitted(card: PcscCard, command: Uint8Array): Promise<Result<Uint8Array, ChannelTrouble>> {
  try {
    const answer = await card.transmit(Buffer.from(command), { maxRecvLength: MAX_ANSWER_BYTES });
    // Some readers report removal as an answer without status word.
    return answer.length < STATUS_WORD_BYTES ? err(SILENT) : ok(Uint8Array.from(answer));
  } catch (cause) {
    return err(decodeChannelError(messageOf(cause)));
  }
}

async function orStopped<T>(
  answer: Promise<T>,
  clock: Clock,
  limitMs: number,
  signal: AbortSignal,
  ended: AbortSignal,
): Promise<T | 'aborted' | 'ended' | 'too-long'> {
  const done = new AbortController();
  const release = abortTogether(done, [signal, ended]);
  const stopped = pause(clock, limitMs, done.signal).then(() => {
    if (ended.aborted) return 'ended';
    return signal.aborted ? 'aborted' : 'too-long';
  });
  const first = await Promise.race([answer, stopped]);
  done.abort();
  release();
  return first;
}
