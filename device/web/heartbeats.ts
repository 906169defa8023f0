import type { Clock } from '../../drivers/clock.ts';

/** Interval of heartbeats. A page that misses four covers itself. */
export const HEARTBEAT_MS = 500;
/**
 * Oldest heartbeat that a touch may name, by this process's clock. So touches from the time while process or page was blocked are dropped.
 */
export const OLDEST_HEARTBEAT_MS = 2_000;
/** Number of heartbeats within `OLDEST_HEARTBEAT_MS`, and some for late timers. */
const REMEMBERED = 16;

export function createHeartbeats(clock: Pick<Clock, 'now'>) {
  const sentAt = new Map<number, number>();
  let beat = 0;
  return {
    next(): number {
      beat += 1;
      sentAt.set(beat, clock.now());
      sentAt.delete(beat - REMEMBERED);
      return beat;
    },
    ageMs: (of: number) => clock.now() - (sentAt.get(of) ?? Number.NEGATIVE_INFINITY),
  };
}
