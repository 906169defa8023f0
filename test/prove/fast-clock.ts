import type { Clock } from '../../drivers/clock.ts';

/** A faster clock for both ends of every wire. Waits keep their proportions; only computing seems slower. */
export function fastClock(speed: number): Clock {
  return {
    now: () => performance.now() * speed,
    setTimeout: (fn, ms) => setTimeout(fn, ms / speed),
    clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
  };
}
