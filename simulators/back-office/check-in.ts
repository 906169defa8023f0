import { DAY_MS } from '../../drivers/durations.ts';
import type { BookedSlot } from './slot-calendar.ts';

/* From 30 minutes before an appointment to 10 minutes after its end, both included, on the centre's clock. */

const MINUTE_MS = 60_000;
const EARLIEST_MS = 30 * MINUTE_MS;
const LATEST_MS = 10 * MINUTE_MS;
const CENTRE_MS = 4 * 3_600_000;

type Times = Pick<BookedSlot, 'day' | 'from' | 'until'>;

/** When check-in opens and closes, in milliseconds since 1970, both included. */
export function checkInTimes({ day, from, until }: Times): { readonly opens: number; readonly closes: number } {
  const begin = at(day, from);
  const end = at(day, until);
  // A slot that ends at midnight ends on the next day.
  const over = end > begin ? end : end + DAY_MS;
  return { opens: begin - EARLIEST_MS, closes: over + LATEST_MS };
}

/** Whether check-in is open: `early` before it opens, `late` from the first millisecond after it closes. */
export function checkInStateAt(slot: Times, now: Date): 'early' | 'open' | 'late' {
  const { opens, closes } = checkInTimes(slot);
  if (now.getTime() < opens) return 'early';
  return now.getTime() <= closes ? 'open' : 'late';
}

/** A moment on the centre's clock, `YYYY-MM-DDTHH:MM`. */
export const centreTime = (at: number): string => new Date(at + CENTRE_MS).toISOString().slice(0, 16);

const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00Z`) - CENTRE_MS;
