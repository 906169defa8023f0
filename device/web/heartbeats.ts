import type { Clock } from '../../drivers/clock.ts';

/** Between two heartbeats of a glass, in milliseconds. A page that has heard nothing for four of them covers itself. */
export const BEAT_MS = 500;
/**
 * A touch was made on a page that was alive: its newest heartbeat is not older than this, by this process's own clock. What was touched
 * while the process or the page stood still is not done when it goes on.
 */
export const LATE_MS = 2_000;
/** Beats that are remembered: those of `LATE_MS`, and some for timers that come late. */
const REMEMBERED = 16;

/** The heartbeats of one socket. */
export function createBeats(clock: Pick<Clock, 'now'>) {
  const sentAt = new Map<number, number>();
  let beat = 0;
  return {
    /** The number of the next one, which goes out now. */
    next(): number {
      beat += 1;
      sentAt.set(beat, clock.now());
      sentAt.delete(beat - REMEMBERED);
      return beat;
    },
    /** Milliseconds since that beat went out; one that never did, or long ago, is infinitely old. */
    ageMs: (of: number) => clock.now() - (sentAt.get(of) ?? Number.NEGATIVE_INFINITY),
  };
}
