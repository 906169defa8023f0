import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CheckContext, CheckFinding } from '../../provisioning/doctor/check.ts';
import type { Fixture } from './fixture.ts';

export interface DoctorRow {
  readonly check: string;
  readonly cause: string;
  /** May wait for a server. */
  readonly breaks: (fixture: Fixture) => unknown;
  readonly state: CheckFinding['state'];
  readonly found: string | RegExp;
  readonly fix: string | RegExp | null;
}

type Side = readonly [value: number, state: CheckFinding['state'], words?: string];

/** Bound of a check: the last value on one side, the first on the other, and their findings. */
export interface CheckBound {
  readonly comparison: string;
  readonly check: string;
  readonly set: (fixture: Fixture, value: number) => unknown;
  readonly sides: readonly [last: Side, first: Side];
  readonly told: ((value: number) => Partial<CheckContext>) | undefined;
}

/**
 * @param comparison file and text of the comparison, or of a rounding that only shows in the finding
 * @param set gives the machine the value; may wait
 * @param last words of the finding for a third value
 * @param told facts about the world outside the machine
 */
export const checkBound = (
  comparison: string,
  check: string,
  set: CheckBound['set'],
  last: Side,
  first: Side,
  told?: CheckBound['told'],
): CheckBound => ({ comparison, check, set, sides: [last, first], told });

interface Skipped {
  readonly skipped: string;
  readonly says: string;
}
interface Unpaired {
  readonly unpaired: string;
}
/** `bound`: the bound that is a multiple of the rounding's step, or `null`. */
interface Rounding {
  readonly rounding: string;
  readonly bound: string | null;
}

export type DoctorSheet = readonly (DoctorRow | CheckBound | Skipped | Unpaired | Rounding)[];

export const skippedCheck = (check: string, says: string): Skipped => ({ skipped: check, says });
/** Comparisons of whole machines: rows have values on both sides, but none exactly at the bound. */
export const comparisonsBetweenRows = (...comparisons: readonly string[]) => withoutPair(comparisons);
/** Comparisons that change the text of a finding or the way of a check, never its state. */
export const comparisonsOfTextOnly = (...comparisons: readonly string[]) => withoutPair(comparisons);
const withoutPair = (comparisons: readonly string[]): readonly Unpaired[] =>
  comparisons.map((unpaired) => ({ unpaired }));
export const roundingWithBound = (rounding: string, bound: string | null): Rounding => ({ rounding, bound });

type Line = readonly [state: DoctorRow['state'], found: DoctorRow['found'], fix: DoctorRow['fix']];

export const rowsOf = (
  check: string,
  rows: readonly (readonly [cause: string, breaks: DoctorRow['breaks'], ...line: Line])[],
): readonly DoctorRow[] =>
  rows.map(([cause, breaks, state, found, fix]) => ({ check, cause, breaks, state, found, fix }));

export const setDfOutput = ({ command }: Fixture, bytes: number, inodes = 1_000_000, free = 900_000, at = '/') =>
  command('df', ` Avail Inodes IFree Mounted on\n${bytes} ${inodes} ${free} ${at}\n`);
export const MIB = 2 ** 20;

/** Script of a journalctl with a full journal and this kernel message. */
export const journal = (out: string, exit = 0, said = '') =>
  `case "$*" in *disk-usage*) echo "Archived and active journals take up 2.1G in the file system." ;; *) echo '${out}'; echo '${said}' >&2; exit ${exit} ;; esac`;

export function unsetClock({ command, remove }: Fixture): void {
  command('timedatectl', 'NTP=no\nNTPSynchronized=no\n');
  remove('/run/systemd/timesync');
}

export function makeCommandHang(fixture: Fixture, name: string): void {
  fixture.hanging.add(name);
  fixture.script(name, 'exec /bin/sleep 60');
}

/** A machine id that was changed by mistake: journald has a folder for the new id beside the old one. */
export function changeMachineId({ write }: Fixture): void {
  write('/etc/machine-id', `${'f'.repeat(32)}\n`);
  write('/var/lib/systemd/credential.secret', 'x');
  for (const id of ['f', '0123456789abcdef']) write(`/var/log/journal/${id.repeat(32 / id.length)}/system.journal`, '');
}

export const FIX_RESTORE_MACHINE_ID =
  'restore the former id, so that the kiosk can read its secrets again: echo 0123456789abcdef0123456789abcdef | sudo tee /etc/machine-id, then sudo reboot';

export function makeSymlink({ at }: Fixture, path: string, to: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  rmSync(at(path), { force: true });
  symlinkSync(to, at(path));
}

export const writesFile = (path: string, text: string) => (fixture: Fixture) => fixture.write(path, text);
