import type { Clock } from '../../../drivers/clock.ts';

/** ms for a technician's hands: to walk round the cabinet and open a purse. */
export const TECHNICIAN_WAIT_MS = 90_000;

/**
 * Returns the first value that `listen` gives, or `null` after `limitMs` or when the signal is aborted. `listen` returns a function that
 * ends the listening.
 */
export function waitForFirst<T>(
  listen: (give: (value: T) => void) => () => void,
  { clock, limitMs, signal }: { readonly clock: Clock; readonly limitMs: number; readonly signal: AbortSignal },
): Promise<T | null> {
  return new Promise((resolve) => {
    let stop = () => {};
    let over = false;
    const settle = (value: T | null) => {
      if (over) return;
      over = true;
      clock.clearTimeout(limit);
      signal.removeEventListener('abort', aborted);
      stop();
      resolve(value);
    };
    const aborted = () => settle(null);
    const limit = clock.setTimeout(() => settle(null), limitMs);
    signal.addEventListener('abort', aborted, { once: true });
    stop = listen(settle);
    // `listen` may have called `give` at once.
    if (over) stop();
    else if (signal.aborted) settle(null);
  });
}
