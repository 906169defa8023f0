/** One simulated clock drives state machines, drivers and simulators. */
export interface Clock {
  /** Milliseconds from an unknown start, not the time of day. */
  now(): number;
  setTimeout(fn: (...args: unknown[]) => void, ms: number): unknown;
  clearTimeout(id: unknown): void;
}

/** This computer's clock, never set back. */
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

export interface Timer {
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
