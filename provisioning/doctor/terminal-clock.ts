import { toCentreTimeWithSeconds } from '../../device/clock/centre-time.ts';
import type { Profile } from '../../device/config/profile.ts';
import { clockWords } from '../command/clock-words.ts';
import { type CheckFinding, good, skipped, warning } from './check.ts';

const TIME_ZONE =
  'set the time zone of the terminal to Baku (UTC+4, no summer time), in its menu or through its provider. If `date` is wrong, set the kiosk’s clock; see TRM-108';
const WRONG_TIME =
  'set the clock that is wrong: `date` for the kiosk, asan-kiosk terminal set-clock for the terminal (stop the kiosk first), or raise devices.terminal.clockMinutes; see TRM-108';

/** Compares the clocks at the newest card sale of the ledger. */
export async function terminalClockFinding(file: string, { devices }: Profile): Promise<CheckFinding> {
  const { readTerminalClockDifference } = await import('../../device/ledger/terminal-clock.ts');
  const difference = readTerminalClockDifference(file, devices.terminal);
  if (!difference) return skipped('no card sale has both times yet');
  if (difference.offMs === 0)
    return good(`${toCentreTimeWithSeconds(difference.terminal)} at the newest card sale: right`);
  return warning(clockWords(difference), difference.wholeHours === null ? WRONG_TIME : TIME_ZONE);
}
