import type { Clock } from '../clock.ts';

export interface InputDebouncer {
  level(active: boolean): void;
  /** The next level is reported at once. */
  reset(): void;
}

/**
 * Reports a level after it rested for `restMs`; the first level at once, because nothing is known before it. A contact bounces for a few
 * milliseconds. A door that rattles longer is reported as the level at which it rests.
 */
export function createDebounce(clock: Clock, restMs: number, tell: (active: boolean) => void): InputDebouncer {
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
