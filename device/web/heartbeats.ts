import type { Clock } from '../../drivers/clock.ts';

/** A page that misses four covers itself. */
export const BEAT_MS = 500;
/** Oldest beat of a live page, by this process's clock. Touches while the process or the page was blocked are dropped. */
export const LATE_MS = 2_000;
/** Those within `LATE_MS`, and some for late timers. */
const REMEMBERED = 16;

/** Heartbeats of one socket. */
export function createBeats(clock: Pick<Clock, 'now'>) {
  const sentAt = new Map<number, number>();
  let beat = 0;
  return {
    /** Sent now. */
    next(): number {
      beat += 1;
      sentAt.set(beat, clock.now());
      sentAt.delete(beat - REMEMBERED);
      return beat;
    },
    /** Infinite if never sent or forgotten. */
    ageMs: (of: number) => clock.now() - (sentAt.get(of) ?? Number.NEGATIVE_INFINITY),
  };
}
