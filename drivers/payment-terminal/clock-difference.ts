import { LONGEST_SALE_MS } from './contract.ts';
import { momentOf } from './transaction-order.ts';
import { BAKU } from './wall-clock.ts';

const MS_PER_HOUR = 3_600_000;

/** The terminal's time of a sale, and the span on the kiosk's clock in which the sale was made. */
export interface SaleTimes {
  /** MMDDHHMMSS on the terminal's clock. */
  readonly at: string;
  /** ISO date-times: when the kiosk recorded the intent, and when it knew the approval. */
  readonly sentAt: string;
  readonly answeredAt: string;
}

export interface ClockDifference {
  /** ISO date-time of the terminal, read in its zone. */
  readonly terminal: string;
  /** ISO date-time at which the kiosk knew the approval. */
  readonly kiosk: string;
  /** Milliseconds by which the terminal's clock is ahead. 0: its time fits the sale. */
  readonly offMs: number;
  /** Whole hours, such as -4: most likely a time zone. `null`: not whole hours. */
  readonly wholeHours: number | null;
}

/** Largest other error, in milliseconds, of a clock that is wrong by its time zone. */
const ZONE_ERROR_MS = 600_000;

/** Compares the clocks by one sale. They fit if they differ by at most `toleranceMs`. `timeZone`: zone of the terminal. */
export function clockDifference(
  { at, sentAt, answeredAt }: SaleTimes,
  toleranceMs: number,
  timeZone: string = BAKU,
): ClockDifference {
  const from = Date.parse(sentAt);
  // An inquiry may find the sale long after it was made.
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
