import { type Replayed, type ReplayedDriver, type ReplayedWorld, type Run, replayOnce } from './replay-run.ts';
import type { TimerId } from './replayed-clock.ts';
import type { TraceEntry } from './trace.ts';

/**
 * How late a timer may have run on the machine of the trace, in ms: what is tried in turn, where it explains a difference. A host may
 * stop a core for 400 ms.
 */
const LATE_MS = [1, 3, 10, 30, 100, 300, 500];
/** Most late timers in one trace. If there are more, the driver is a different one, and the replay must say so. */
const MOST_LATE = 20;

/**
 * Runs what one device of a trace said against a driver. What comes from outside (bytes, links, calls) comes in the trace's order
 * and as much later than the thing before as it did then; what the driver writes must be the same, byte for byte.
 *
 * Timers run exactly here, and ran late then, on a busy machine by more than lies between two of them. Where the driver
 * differs by what a timer had it write, it is run again with that timer late; the first difference stands where no lateness leads
 * past it.
 *
 * @param open makes the driver, for each run a new one
 * @param turn lets everything run that waits for nothing but its turn
 */
export async function replay(
  entries: readonly TraceEntry[],
  open: (world: ReplayedWorld) => ReplayedDriver,
  turn: () => Promise<void>,
): Promise<Replayed> {
  const runWith = (late: ReadonlyMap<TimerId, number>) => replayOnce(entries, open, turn, late);

  /** The run that comes further because the timer that led to the difference was late; `undefined` where none does. */
  async function further({ difference, wroteIt, late }: Run): Promise<Run | undefined> {
    if (!difference || wroteIt === null || late.size >= MOST_LATE) return undefined;
    for (const ms of LATE_MS) {
      const again = await runWith(new Map([...late, [wroteIt, ms]]));
      if (!again.difference || again.difference.entry > difference.entry) return again;
    }
    return undefined;
  }

  let best = await runWith(new Map());
  for (let next = await further(best); next; next = await further(best)) best = next;
  const { difference, compared, events } = best;
  return { difference, compared, events };
}
