import type { Clock } from '../clock.ts';

/** From 1, in the order in which timers were set. */
export type TimerId = number;

export type ReplayClock = ReturnType<typeof createReplayClock>;

interface Timer {
  readonly due: number;
  readonly act: () => void;
}

/**
 * Time that moves only when it is told to, one timer at a time. Timers that are due at the same moment run in the order in which they were set. `late`: those that run so many ms late.
 */
export function createReplayClock(late: ReadonlyMap<TimerId, number> = new Map()) {
  let now = 0;
  let ids = 0;
  const timers = new Map<TimerId, Timer>();

  function first(): readonly [TimerId, Timer] | undefined {
    let earliest: readonly [TimerId, Timer] | undefined;
    for (const entry of timers) if (!earliest || entry[1].due < earliest[1].due) earliest = entry;
    return earliest;
  }

  const clock: Clock = {
    now: () => now,
    setTimeout: (act, ms) => {
      ids += 1;
      timers.set(ids, { due: now + Math.max(0, ms) + (late.get(ids) ?? 0), act });
      return ids;
    },
    clearTimeout: (id) => void timers.delete(id as number),
  };
  return {
    ...clock,
    /** Goes on to the next timer and runs it; without one that is due by `limit`, goes to `limit`. Says which one ran, `null` for none. */
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
