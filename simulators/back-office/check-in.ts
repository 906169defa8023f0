import type { BookedSlot } from './slot-calendar.ts';

/*
 * When somebody with an appointment may check in: from 30 minutes before its beginning to 10 minutes after its end, both included. All
 * times are on the centre's clock; the zone of this machine does not matter.
 */

const MINUTE_MS = 60_000;
const EARLIEST_MS = 30 * MINUTE_MS;
const LATEST_MS = 10 * MINUTE_MS;
const DAY_MS = 86_400_000;
/** Azerbaijan is at UTC+4 all the year. */
const CENTRE_MS = 4 * 3_600_000;

type Times = Pick<BookedSlot, 'day' | 'from' | 'until'>;

/** In milliseconds since 1970, both included. */
export function checkInTimes({ day, from, until }: Times): { readonly opens: number; readonly closes: number } {
  const begin = at(day, from);
  const end = at(day, until);
  // One that ends at midnight ends on the next day.
  const over = end > begin ? end : end + DAY_MS;
  return { opens: begin - EARLIEST_MS, closes: over + LATEST_MS };
}

/** `early` before it may be checked in, `late` from the first millisecond after the last. */
export function entryAt(slot: Times, now: Date): 'early' | 'open' | 'late' {
  const { opens, closes } = checkInTimes(slot);
  if (now.getTime() < opens) return 'early';
  return now.getTime() <= closes ? 'open' : 'late';
}

/** A moment as the centre's clock has it, `YYYY-MM-DDTHH:MM`. */
export const centreTime = (at: number): string => new Date(at + CENTRE_MS).toISOString().slice(0, 16);

const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00Z`) - CENTRE_MS;
