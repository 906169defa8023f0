import type { Clock } from '../../drivers/clock.ts';

/** One motion at a time: a new one takes the place of the one that is under way. */
export interface Motor {
  move(ms: number, then: () => void): void;
  stop(): void;
  /** Stands still in the middle of a motion; `resume` begins that motion again. */
  pause(): void;
  resume(): void;
}

export function createMotor(clock: Clock): Motor {
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
    pause() {
      if (motion) clock.clearTimeout(motion.id);
    },
    resume() {
      if (motion) move(motion.ms, motion.then);
    },
  };
}
