import type { Clock } from '../../drivers/clock.ts';

/** One motion at a time: a new motion replaces the current one. */
export function createMotor(clock: Clock) {
  let motion: { readonly id: unknown; readonly ms: number; readonly then: () => void } | null = null;

  function stop(): void {
    if (motion) clock.clearTimeout(motion.id);
    motion = null;
  }

  function move(ms: number, then: () => void): void {
    stop();
    const id = clock.setTimeout(() => {
      motion = null;
      then();
    }, ms);
    motion = { id, ms, then };
  }

  return {
    move,
    stop,
    /** Stops inside a motion; `resume` restarts that motion. */
    pause(): void {
      if (motion) clock.clearTimeout(motion.id);
    },
    resume(): void {
      if (motion) move(motion.ms, motion.then);
    },
  };
}
