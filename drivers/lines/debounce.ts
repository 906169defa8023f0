import type { Clock } from '../clock.ts';

export interface Debounce {
  level(active: boolean): void;
  /** Forgets everything: what comes next is the first level again. */
  reset(): void;
}

/**
 * Tells a level once it has rested for `restMs`. The first one is told at once, because until then nothing is known at
 * all. A contact bounces for a few milliseconds; a door that rattles in its lock for longer than that is
 * told as what it rests at.
 */
export function createDebounce(clock: Clock, restMs: number, tell: (active: boolean) => void): Debounce {
  let told: boolean | undefined;
  let timer: unknown;

  function settle(active: boolean): void {
    told = active;
    tell(active);
  }

  return {
    level(active) {
      clock.clearTimeout(timer);
      if (active === told) return;
      if (told === undefined || restMs === 0) return settle(active);
      timer = clock.setTimeout(() => settle(active), restMs);
    },
    reset() {
      clock.clearTimeout(timer);
      told = undefined;
    },
  };
}
