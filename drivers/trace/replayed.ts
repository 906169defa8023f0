import {
  type ReplayEnvironment,
  type ReplayedDriver,
  type ReplayLateness,
  type ReplayResult,
  type ReplayRunResult,
  type ReplaySuspect,
  replayOnce,
} from './replay-run.ts';
import type { TraceEntry } from './trace.ts';

/** A host may stop a core for 400 ms. */
const LATEST_MS = 500;
const MOST_PLACES = 7;
const MOST_LATE = 20;

/**
 * Runs one device's entries of a trace against a driver. Input (bytes, links, calls) comes in the order of the trace, with the same delays.
 * The driver must write the same bytes.
 *
 * Timers run exactly here. When recorded, they ran late: on a busy machine by more than the time between two entries. If bytes differ, the
 * driver runs again with a timer held until a later entry, or writes an entry as late as recorded. A difference is final if neither leads past
 * it. `MOST_LATE` late timers and entries mean that the driver changed: the replay must say so.
 *
 * @param open makes a new driver for each run
 * @param turn lets everything run that is ready
 */
export async function replayDeviceTrace(
  entries: readonly TraceEntry[],
  open: (world: ReplayEnvironment) => ReplayedDriver,
  turn: () => Promise<void>,
): Promise<ReplayResult> {
  const runWith = (late: ReplayLateness) => replayOnce(entries, open, turn, late);

  /** `undefined`: nothing leads past the difference. */
  async function further({ difference, suspects, early, late }: ReplayRunResult): Promise<ReplayRunResult | undefined> {
    const { held, writtenLate } = late;
    if (!difference || held.size + writtenLate.size >= MOST_LATE) return undefined;
    const tries = [
      ...suspects.flatMap((suspect) =>
        placesOf(suspect, difference.entry).map((place) => ({
          ...late,
          held: new Map([...held, [suspect.timer, place]]),
        })),
      ),
      ...early.map((entry) => ({ ...late, writtenLate: new Set([...writtenLate, entry]) })),
    ];
    for (const next of tries) {
      const again = await runWith(next);
      if (!again.difference || again.difference.entry > difference.entry) return again;
    }
    return undefined;
  }

  /** The last entry is right if the timer wrote the different bytes. */
  function placesOf({ entry, at }: ReplaySuspect, last: number): readonly number[] {
    const places = [...entries.keys()].slice(entry, last + 1);
    const inTime = places.filter((place) => (entries[place]?.at ?? 0) - at <= LATEST_MS);
    return [...new Set([...inTime.slice(-1), ...inTime])].slice(0, MOST_PLACES);
  }

  let best = await runWith({ held: new Map(), writtenLate: new Set() });
  for (let next = await further(best); next; next = await further(best)) best = next;
  const { difference, compared, events } = best;
  return { difference, compared, events };
}
