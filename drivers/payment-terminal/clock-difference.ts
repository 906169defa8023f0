import { LONGEST_SALE_MS } from './contract.ts';
import { momentOf } from './transaction-order.ts';
import { BAKU } from './wall-clock.ts';

const MS_PER_HOUR = 3_600_000;

/** The terminal's time on a sale, and the span of the kiosk's clock in which that sale was made. */
export interface SaleTimes {
  /** Digits MMDDHHMMSS of the terminal's own clock. */
  readonly at: string;
  /** When the kiosk meant the sale and when it knew the approval, ISO date-times. */
  readonly sentAt: string;
  readonly answeredAt: string;
}

/** Both clocks at an approved sale. */
export interface ClockDifference {
  /** ISO date-time: the terminal's time, read in its zone. */
  readonly terminal: string;
  /** ISO date-time: the kiosk's time when it knew the approval. */
  readonly kiosk: string;
  /** Milliseconds: the terminal's clock minus the kiosk's. 0: the terminal's time fits into the span of the sale. */
  readonly offMs: number;
  /** Hours of a whole-hours difference, such as -4: most likely a time zone. `null`: the difference is another one. */
  readonly wholeHours: number | null;
}

/** Longest error of a clock whose only fault is its time zone, in milliseconds. */
const ZONE_ERROR_MS = 600_000;

/** Compares the clocks by one sale. They fit if they differ by at most `toleranceMs`. `timeZone`: the terminal's. */
export function clockDifference(
  { at, sentAt, answeredAt }: SaleTimes,
  toleranceMs: number,
  timeZone: string = BAKU,
): ClockDifference {
  const from = Date.parse(sentAt);
  // An inquiry can find the sale long after it was made.
  const to = Math.min(Math.max(Date.parse(answeredAt), from), from + LONGEST_SALE_MS);
  const moment = momentOf(at, to, timeZone);
  const fits = (time: number, errorMs: number) => time >= from - errorMs && time <= to + errorMs;
  const isRight = fits(moment, toleranceMs);
  const offMs = isRight ? 0 : moment - to;
  const hours = Math.round(offMs / MS_PER_HOUR);
  const isZone = hours !== 0 && fits(moment - hours * MS_PER_HOUR, Math.min(toleranceMs, ZONE_ERROR_MS));
  return {
    terminal: new Date(moment).toISOString(),
    kiosk: new Date(to).toISOString(),
    offMs,
    wholeHours: isZone ? hours : null,
  };
}
