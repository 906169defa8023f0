import {
  type ReplayEnvironment,
  type ReplayedDriver,
  type ReplayResult,
  type ReplayRunResult,
  replayOnce,
} from './replay-run.ts';
import type { TimerId } from './replayed-clock.ts';
import type { TraceEntry } from './trace.ts';

/** Tried lateness of a timer, ms. A host may stop a core for 400 ms. */
const LATE_MS = [1, 3, 10, 30, 100, 300, 500];
/** Most late timers in one trace. */
const MOST_LATE = 20;

/**
 * Runs one device's entries of a trace against a driver. Input (bytes, links, calls) comes in the order of the trace, with the same delays.
 * The driver must write the same bytes.
 *
 * Timers run exactly here. When recorded, they ran late: on a busy machine by more than the time between two timers. If bytes that a timer
 * caused differ, the driver runs again with that timer late. A difference is final if no lateness leads past it. More than `MOST_LATE` late
 * timers mean that the driver changed: the replay must say so.
 *
 * @param open makes a new driver for each run
 * @param turn lets everything run that is ready
 */
export async function replayDeviceTrace(
  entries: readonly TraceEntry[],
  open: (world: ReplayEnvironment) => ReplayedDriver,
  turn: () => Promise<void>,
): Promise<ReplayResult> {
  const runWith = (late: ReadonlyMap<TimerId, number>) => replayOnce(entries, open, turn, late);

  /** `undefined`: no late timer leads past the difference. */
  async function further({ difference, wroteIt, late }: ReplayRunResult): Promise<ReplayRunResult | undefined> {
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
