import type { Clock } from '../../clock.ts';
import type { Framed } from '../../framer.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { createSilenceTimer } from '../../silence.ts';
import { type Command, encodeCommand } from './codec.ts';
import { createCcnetFramer, encodeFrame, WHY_CUT_SHORT, WHY_DAMAGED } from './framer.ts';
import type { CcnetInput, CcnetWait } from './state.ts';

/** All in milliseconds. */
export interface CcnetTimings {
  /**
   * Timeout for an answer. The unit begins within 10 ms [MAN_CCNET rev. 2.4.3, section 2.8]; a USB adapter holds bytes for up to 16 ms,
   * twice. Each byte restarts the timeout, for at most one frame.
   */
  readonly answerMs: number;
  /** From an answer to the next POLL. The manual requires 100 to 200. */
  readonly pollMs: number;
  /** T-free of the manual is 20. */
  readonly freeMs: number;
  /** Silence after which no answer to an older question comes. */
  readonly quietMs: number;
  /** T-inter-byte is 5 on the wire; a USB adapter adds 16. */
  readonly gapMs: number;
}

export const CCNET_TIMINGS: CcnetTimings = { answerMs: 400, pollMs: 150, freeMs: 20, quietMs: 100, gapMs: 50 };

/** Longest short frame: 250 bytes, T-inter-byte 5 ms. With such pauses the bill table takes 650 ms. */
const FRAME_MS = 250 * 5;

export interface CcnetLineOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly timings: CcnetTimings;
  readonly feed: (input: CcnetInput) => void;
  readonly onDiscarded: OnDiscarded;
}

export type CcnetLine = ReturnType<typeof createCcnetLine>;

/** One connection: frames in both directions, and the timer of the dialogue. */
export function createCcnetLine({ link, clock, timings, feed, onDiscarded }: CcnetLineOptions) {
  const framer = createCcnetFramer();
  const silence = createSilenceTimer(clock, () => handle(framer.gap()));
  const wait = createSilenceTimer(clock, () => {
    const wasFor = waitingFor;
    waitingFor = null;
    feed({ type: wasFor === 'answer' ? 'timed-out' : 'due' });
  });
  let waitingFor: CcnetWait | 'busy' | null = null;
  /** From this time on, bytes no longer extend the answer timeout. */
  let framesUntil = 0;
  let heardAt: number | null = null;
  let closed = false;

  function handle(pieces: readonly Framed[]): void {
    for (const piece of pieces) {
      if (closed) return;
      if (piece.kind === 'frame') {
        heardAt = clock.now();
        feed({ type: 'received', data: piece.body });
        continue;
      }
      onDiscarded({ bytes: piece.bytes, why: piece.why });
      if (piece.why === WHY_DAMAGED || piece.why === WHY_CUT_SHORT) feed({ type: 'damaged' });
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
      // If a write fails, the link reports its failure itself.
      if (!closed) void link.write(encodeFrame(encodeCommand(command)));
    },
    wait: (its: CcnetWait): void => begin(its, timings[`${its}Ms`]),
    waitMs: (ms: number): void => begin('busy', ms),
    /** Clock time of the last whole frame; `null`: none yet. */
    heardAt: (): number | null => heardAt,
    close(): void {
      closed = true;
      stopListening();
      wait.stop();
      silence.stop();
    },
  };
}
