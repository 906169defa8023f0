import { LONGEST_SALE_MS } from './contract.ts';
import { momentOf } from './transaction-order.ts';
import { BAKU } from './wall-clock.ts';

const MS_PER_HOUR = 3_600_000;

/** On the terminal's clock, and its span on the kiosk's. */
export interface SaleTimes {
  /** MMDDHHMMSS. */
  readonly at: string;
  /** ISO date-times: intent recorded, approval known. */
  readonly sentAt: string;
  readonly answeredAt: string;
}

export interface ClockDifference {
  /** ISO date-time, read in the terminal's zone. */
  readonly terminal: string;
  /** ISO date-time of the known approval. */
  readonly kiosk: string;
  /** Milliseconds that the terminal is ahead. 0: fits. */
  readonly offMs: number;
  /** Such as -4: most likely a time zone. `null`: not whole. */
  readonly wholeHours: number | null;
}

/** In milliseconds, besides a wrong zone. */
const ZONE_ERROR_MS = 600_000;

/** Compares the clocks by one sale. They fit if they differ by at most `toleranceMs`. `timeZone`: zone of the terminal. */
export function clockDifference(
  { at, sentAt, answeredAt }: SaleTimes,
  toleranceMs: number,
  timeZone: string = BAKU,
): ClockDifference {
  const from = Date.parse(sentAt);
  // An inquiry may find the sale much later.
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
