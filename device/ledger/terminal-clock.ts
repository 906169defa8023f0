import { type ClockDifference, clockDifference } from '../../drivers/payment-terminal/clock-difference.ts';
import { readDatabase } from '../files/database.ts';
import type { Ledger } from './ledger.ts';
import { readCardSales } from './sales.ts';

/** Trouble code: the terminal's clock differs too much. If the answer of a sale is lost then, staff decide. */
export const TERMINAL_CLOCK_CODE = 'TRM-108';

const MS_PER_MINUTE = 60_000;

interface ClockSettings {
  readonly clockMinutes: number;
}

/** Difference of the clocks at the newest approved sale; `null`: no sale told both times yet. */
export const terminalClockDifference = (
  sales: Ledger['sales'],
  { clockMinutes }: ClockSettings,
): ClockDifference | null => {
  const times = sales.newestTimes();
  return times && clockDifference(times, clockMinutes * MS_PER_MINUTE);
};

/** Reads the difference from a ledger that a kiosk may have open. Throws if there is no ledger. */
export const readTerminalClockDifference = (file: string, settings: ClockSettings): ClockDifference | null =>
  readDatabase(file, (db) => terminalClockDifference(readCardSales(db), settings));

/**
 * Compares the terminal's clock with the kiosk's at each approved sale. `onChange` is called at the first sale that does not fit, at one
 * that differs in another way, and at the first that fits again. At the start it is called if the newest sale did not fit.
 */
export function watchTerminalClock(
  ledger: Pick<Ledger, 'sales' | 'onAppend'>,
  settings: ClockSettings,
  onChange: (difference: ClockDifference) => void,
) {
  let current = terminalClockDifference(ledger.sales, settings);
  if (current && current.offMs !== 0) onChange(current);
  ledger.onAppend(({ entry }) => {
    if (entry.kind !== 'approved') return;
    const before = current;
    current = terminalClockDifference(ledger.sales, settings);
    if (current && kindOf(current) !== kindOf(before)) onChange(current);
  });
  return { current: () => current };
}

/** What a technician does: nothing, set the time zone, or set the clock. */
function kindOf(difference: ClockDifference | null): string {
  if (!difference || difference.offMs === 0) return 'right';
  return difference.wholeHours === null ? 'wrong' : `${difference.wholeHours} h`;
}
