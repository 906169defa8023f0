import type { Clock } from '../clock.ts';

/** Timers count from 1, in setting order. */
export type TimerId = number;

export type ReplayClock = ReturnType<typeof createReplayClock>;

interface Timer {
  readonly due: number;
  readonly act: () => void;
}

/**
 * Creates a clock that moves only by `step`, one timer at a time. Timers due at the same moment run in the order in which they were set.
 * A held timer waits, and then runs late.
 */
export function createReplayClock(isHeld: (timer: TimerId) => boolean = () => false) {
  let now = 0;
  let ids = 0;
  const timers = new Map<TimerId, Timer>();

  function first(): readonly [TimerId, Timer] | undefined {
    let earliest: readonly [TimerId, Timer] | undefined;
    for (const entry of timers)
      if (!isHeld(entry[0]) && (!earliest || entry[1].due < earliest[1].due)) earliest = entry;
    return earliest;
  }

  const clock: Clock = {
    now: () => now,
    setTimeout: (act, ms) => {
      ids += 1;
      timers.set(ids, { due: now + Math.max(0, ms), act });
      return ids;
    },
    clearTimeout: (id) => void timers.delete(id as number),
  };
  return {
    ...clock,
    /** Returns the timer's id; `null`: none is due by `limit`. */
    step(limit: number): TimerId | null {
      const due = first();
      if (!due || due[1].due > limit) {
        now = Math.max(now, limit);
        return null;
      }
      timers.delete(due[0]);
      now = Math.max(now, due[1].due);
      due[1].act();
      return due[0];
    },
  };
}
