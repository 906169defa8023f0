import type { Clock } from '../../clock.ts';
import type { FramerOutput } from '../../framer.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { createSilenceTimer } from '../../silence.ts';
import { type Command, encodeCommand } from './codec.ts';
import { CUT_SHORT_FRAME_REASON, createCcnetFramer, DAMAGED_FRAME_REASON, encodeFrame } from './framer.ts';
import type { CcnetInput, CcnetWait } from './state.ts';

/** In milliseconds. */
export interface CcnetTimings {
  /** Longest wait for an answer, or for its next byte. */
  readonly answerMs: number;
  /** From an answer to the next POLL. Manual: 100 to 200. */
  readonly pollMs: number;
  /** Manual: T-free, 20. */
  readonly freeMs: number;
  /** Silence after which no answer to an older question comes. */
  readonly quietMs: number;
  /** T-inter-byte, longest pause inside a frame: 5 on the wire, 16 more by an adapter. */
  readonly gapMs: number;
}

export const CCNET_TIMINGS: CcnetTimings = { answerMs: 400, pollMs: 150, freeMs: 20, quietMs: 100, gapMs: 50 };

const FRAME_MS = 250 * 5;

export interface CcnetLineOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly timings: CcnetTimings;
  readonly feed: (input: CcnetInput) => void;
  readonly onDiscarded: OnDiscarded;
}

export type CcnetLine = ReturnType<typeof createCcnetLine>;

/**
 * One connection: frames in both directions, and the timer of the dialogue. The unit begins an answer within 10 ms [MAN_CCNET rev. 2.4.3,
 * section 2.8]; a USB adapter holds bytes for up to 16 ms, twice. Each byte restarts the wait for an answer, for at most the time of the
 * longest short frame: 250 bytes with T-inter-byte 5 ms. So the bill table may take 650 ms.
 */
export function createCcnetLine({ link, clock, timings, feed, onDiscarded }: CcnetLineOptions) {
  const framer = createCcnetFramer();
  const silence = createSilenceTimer(clock, () => handle(framer.gap()));
  const wait = createSilenceTimer(clock, () => {
    const wasFor = waitingFor;
    waitingFor = null;
    feed({ type: wasFor === 'answer' ? 'timed-out' : 'due' });
  });
  let waitingFor: CcnetWait | 'busy' | null = null;
  /** Time after which bytes no longer extend the timeout. */
  let framesUntil = 0;
  let heardAt: number | null = null;
  let closed = false;

  function handle(pieces: readonly FramerOutput[]): void {
    for (const piece of pieces) {
      if (closed) return;
      if (piece.kind === 'frame') {
        heardAt = clock.now();
        feed({ type: 'received', data: piece.body });
        continue;
      }
      onDiscarded({ bytes: piece.bytes, why: piece.why });
      if (piece.why === DAMAGED_FRAME_REASON || piece.why === CUT_SHORT_FRAME_REASON) feed({ type: 'damaged' });
    }
  }

  function begin(its: CcnetWait | 'busy', ms: number): void {
    if (closed) return;
    waitingFor = its;
    framesUntil = clock.now() + FRAME_MS;
    wait.start(ms);
  }

  const stopListening = link.onBytes((bytes) => {
    if (closed) return;
    silence.start(timings.gapMs);
    if (waitingFor === 'quiet') wait.start(timings.quietMs);
    if (waitingFor === 'answer' && clock.now() < framesUntil) wait.start(timings.answerMs);
    handle(framer.feed(bytes));
  });

  return {
    send(command: Command): void {
      if (!closed) void link.write(encodeFrame(encodeCommand(command)));
    },
    wait: (its: CcnetWait): void => begin(its, timings[`${its}Ms`]),
    waitMs: (ms: number): void => begin('busy', ms),
    heardAt: (): number | null => heardAt,
    close(): void {
      closed = true;
      stopListening();
      wait.stop();
      silence.stop();
    },
  };
}
