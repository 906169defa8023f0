import {
  type HeldTimers,
  type ReplayEnvironment,
  type ReplayedDriver,
  type ReplayResult,
  type ReplayRunResult,
  type ReplaySuspect,
  replayOnce,
} from './replay-run.ts';
import type { TraceEntry } from './trace.ts';

/** A host may stop a core for 400 ms. */
const LATEST_MS = 500;
const MOST_PLACES = 7;
/** Most late timers in one trace. */
const MOST_LATE = 20;

/**
 * Runs one device's entries of a trace against a driver. Input (bytes, links, calls) comes in the order of the trace, with the same delays.
 * The driver must write the same bytes.
 *
 * Timers run exactly here. When recorded, they ran late: on a busy machine by more than the time between two entries. If bytes differ, the
 * driver runs again with a timer held until a later entry. A difference is final if no held timer leads past it. More than `MOST_LATE` late
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
  const runWith = (held: HeldTimers) => replayOnce(entries, open, turn, held);

  /** `undefined`: no late timer leads past the difference. */
  async function further({ difference, suspects, held }: ReplayRunResult): Promise<ReplayRunResult | undefined> {
    if (!difference || held.size >= MOST_LATE) return undefined;
    for (const suspect of suspects) {
      for (const place of placesOf(suspect, difference.entry)) {
        const again = await runWith(new Map([...held, [suspect.timer, place]]));
        if (!again.difference || again.difference.entry > difference.entry) return again;
      }
    }
    return undefined;
  }

  /** The last entry is right if the timer wrote the different bytes. */
  function placesOf({ entry, at }: ReplaySuspect, last: number): readonly number[] {
    const places = [...entries.keys()].slice(entry, last + 1);
    const inTime = places.filter((place) => (entries[place]?.at ?? 0) - at <= LATEST_MS);
    return [...new Set([...inTime.slice(-1), ...inTime])].slice(0, MOST_PLACES);
  }

  let best = await runWith(new Map());
  for (let next = await further(best); next; next = await further(best)) best = next;
  const { difference, compared, events } = best;
  return { difference, compared, events };
}
