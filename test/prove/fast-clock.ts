import type { Clock } from '../../drivers/clock.ts';

/**
 * Time that goes so many times faster than on the wall. Both ends of every wire have it, so all waits keep their proportions and only
 * what the processor has to do seems slower.
 */
export function fastClock(speed: number): Clock {
  return {
    now: () => performance.now() * speed,
    setTimeout: (fn, ms) => setTimeout(fn, ms / speed),
    clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
  };
}
