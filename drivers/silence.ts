import type { Clock, Timer } from './clock.ts';

/** Delay of a timer, in ms, that shows a stalled process: bytes may be unread. */
const STALL_MS = 50;
/** Milliseconds to read such bytes before the line counts as silent. */
const CATCH_UP_MS = 20;

export interface SilenceWatch {
  heard(): void;
  stop(): void;
}

/** Calls `onSilence` once, `ms` after the last `heard`. */
export function createSilenceWatch(clock: Clock, ms: number, onSilence: () => void): SilenceWatch {
  const { start, stop } = createSilenceTimer(clock, onSilence);
  return { heard: () => start(ms), stop };
}

/** A timeout for a wait on bytes. After a stall of the process, it first lets the process read the bytes that came during the stall. */
export function createSilenceTimer(clock: Clock, onSilence: () => void): Timer {
  let timer: unknown;
  function wait(forMs: number): void {
    const due = clock.now() + forMs;
    timer = clock.setTimeout(() => {
      if (clock.now() - due > STALL_MS) return wait(CATCH_UP_MS);
      onSilence();
    }, forMs);
  }
  const stop = () => clock.clearTimeout(timer);
  return {
    start(ms) {
      stop();
      wait(ms);
    },
    stop,
  };
}
