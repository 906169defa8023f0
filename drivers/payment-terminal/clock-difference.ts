import { HOUR_MS } from '../durations.ts';
import { LONGEST_SALE_MS } from './contract.ts';
import { parseTerminalTime } from './transaction-order.ts';
import { BAKU_TIME_ZONE } from './wall-clock.ts';

/** Time of a sale on the terminal's clock, and its span on the kiosk's. */
export interface SaleClockTimes {
  /** MMDDHHMMSS. */
  readonly at: string;
  /** ISO date-times: when the intent was recorded, and when the approval was known. */
  readonly sentAt: string;
  readonly answeredAt: string;
}

export interface ClockDifference {
  readonly terminal: string;
  readonly kiosk: string;
  /** Milliseconds that the terminal's clock is ahead; negative: behind. 0: the clocks fit. */
  readonly offMs: number;
  /** Difference, such as -4: most likely a time zone. `null`: no whole hours. */
  readonly wholeHours: number | null;
}

/** Largest clock error besides a wrong zone, in milliseconds. */
const ZONE_ERROR_MS = 600_000;

/**
 * Compares the clocks by one sale. They fit if they differ by at most `toleranceMs`. `timeZone`: zone of the terminal. Returns ISO
 * date-times: `terminal` of the sale, and `kiosk` of the approval, at most `LONGEST_SALE_MS` after `sentAt`.
 */
export function clockDifference(
  { at, sentAt, answeredAt }: SaleClockTimes,
  toleranceMs: number,
  timeZone: string = BAKU_TIME_ZONE,
): ClockDifference {
  const from = Date.parse(sentAt);
  // If an inquiry found the sale, `answeredAt` can be much later.
  const to = Math.min(Math.max(Date.parse(answeredAt), from), from + LONGEST_SALE_MS);
  const moment = parseTerminalTime(at, to, timeZone);
  const fits = (time: number, errorMs: number) => time >= from - errorMs && time <= to + errorMs;
  const isRight = fits(moment, toleranceMs);
  const offMs = isRight ? 0 : moment - to;
  const hours = Math.round(offMs / HOUR_MS);
  const isZone = hours !== 0 && fits(moment - hours * HOUR_MS, Math.min(toleranceMs, ZONE_ERROR_MS));
  return {
    terminal: new Date(moment).toISOString(),
    kiosk: new Date(to).toISOString(),
    offMs,
    wholeHours: isZone ? hours : null,
  };
}
