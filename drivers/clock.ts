/**
 * Time as a port. XState's `SimulatedClock` has this very shape, so one simulated clock moves the
 * machines, the drivers and the simulators together.
 */
export interface Clock {
  /** Milliseconds. Only differences mean anything: it is not the time of day. */
  now(): number;
  setTimeout(fn: (...args: unknown[]) => void, ms: number): unknown;
  clearTimeout(id: unknown): void;
}

/** The time of this machine, on a clock that is never set back. */
export const realClock: Clock = {
  now: () => performance.now(),
  setTimeout: (fn, ms) => setTimeout(fn, ms),
  clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
};

/** Resolves after `ms`, or at once when the signal is aborted. Never rejects. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clock.clearTimeout(id);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const id = clock.setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** A wait of which there is at most one at a time. */
export interface Timer {
  /** Begins it anew. */
  start(ms: number): void;
  stop(): void;
}

export function createTimer(clock: Clock, onTime: () => void): Timer {
  let id: unknown;
  const stop = () => clock.clearTimeout(id);
  return {
    stop,
    start(ms) {
      stop();
      id = clock.setTimeout(onTime, ms);
    },
  };
}
