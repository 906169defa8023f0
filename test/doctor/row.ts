import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CheckContext, Finding } from '../../provisioning/doctor/check.ts';
import type { Fixture } from './fixture.ts';

/** One thing that is wrong with a machine, and the line that has to say so. */
export interface Row {
  readonly check: string;
  readonly cause: string;
  /** May wait for what it starts. */
  readonly breaks: (fixture: Fixture) => unknown;
  readonly state: Finding['state'];
  readonly found: string | RegExp;
  readonly fix: string | RegExp | null;
}

type Side = readonly [value: number, state: Finding['state'], words?: string];

/** A bound of a check: the last value on one side of it, the first value on the other, and what the check says of each. */
export interface Bound {
  readonly comparison: string;
  readonly check: string;
  readonly set: (fixture: Fixture, value: number) => unknown;
  readonly sides: readonly [last: Side, first: Side];
  readonly told: ((value: number) => Partial<CheckContext>) | undefined;
}

/**
 * @param comparison the file and the text of the comparison, or of a rounding that only the words of the finding show
 * @param set gives the machine the value; may wait for what it starts
 * @param last if a third value is there, the finding has these words
 * @param told what the check is told of the world outside the machine
 */
export const bound = (
  comparison: string,
  check: string,
  set: Bound['set'],
  last: Side,
  first: Side,
  told?: Bound['told'],
): Bound => ({ comparison, check, set, sides: [last, first], told });

/** A check that does not apply to the machine that is well, with what it says there. */
interface Skipped {
  readonly skipped: string;
  readonly says: string;
}
/** A comparison without a pair of values. */
interface Unpaired {
  readonly unpaired: string;
}
/** A rounding, and the bound that lies at a step of this rounding. `null`: no bound does. */
interface Rounding {
  readonly rounding: string;
  readonly bound: string | null;
}

/** All that a file of rows says of its checks. */
export type Sheet = readonly (Row | Bound | Skipped | Unpaired | Rounding)[];

export const skipped = (check: string, says: string): Skipped => ({ skipped: check, says });
/** Each value is a state of the whole machine. There are rows with such a value, but no row exactly at the bound. */
export const betweenRows = (...comparisons: readonly string[]) => withoutPair(comparisons);
/** They change the words of a finding or how a check works, and never its state. */
export const wordsOnly = (...comparisons: readonly string[]) => withoutPair(comparisons);
const withoutPair = (comparisons: readonly string[]): readonly Unpaired[] =>
  comparisons.map((unpaired) => ({ unpaired }));
export const rounds = (rounding: string, bound: string | null): Rounding => ({ rounding, bound });

type Line = readonly [state: Row['state'], found: Row['found'], fix: Row['fix']];

/** The rows of one check. */
export const rowsOf = (
  check: string,
  rows: readonly (readonly [cause: string, breaks: Row['breaks'], ...line: Line])[],
): readonly Row[] => rows.map(([cause, breaks, state, found, fix]) => ({ check, cause, breaks, state, found, fix }));

/** What `df` prints. */
export const df = ({ command }: Fixture, bytes: number, inodes = 1_000_000, free = 900_000, at = '/') =>
  command('df', ` Avail Inodes IFree Mounted on\n${bytes} ${inodes} ${free} ${at}\n`);
export const MIB = 2 ** 20;

/** The script of a journalctl that is full, and that says this of the kernel. */
export const journal = (out: string, exit = 0, said = '') =>
  `case "$*" in *disk-usage*) echo "Archived and active journals take up 2.1G in the file system." ;; *) echo '${out}'; echo '${said}' >&2; exit ${exit} ;; esac`;

/** No time service has set the clock. */
export function unset({ command, remove }: Fixture): void {
  command('timedatectl', 'NTP=no\nNTPSynchronized=no\n');
  remove('/run/systemd/timesync');
}

/** A command that does not come to its end. */
export function hangs(fixture: Fixture, name: string): void {
  fixture.hanging.add(name);
  fixture.script(name, 'exec /bin/sleep 60');
}

/** A machine id that was changed by mistake: journald has begun a folder for the new id, beside the folder of the former id. */
export function otherId({ write }: Fixture): void {
  write('/etc/machine-id', `${'f'.repeat(32)}\n`);
  write('/var/lib/systemd/credential.secret', 'x');
  for (const id of ['f', '0123456789abcdef']) write(`/var/log/journal/${id.repeat(32 / id.length)}/system.journal`, '');
}

export const ID_BACK =
  'restore the former id, so that the kiosk can read its secrets again: echo 0123456789abcdef0123456789abcdef | sudo tee /etc/machine-id, then sudo reboot';

/** A symbolic link in the place of whatever is there. */
export function link({ at }: Fixture, path: string, to: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  rmSync(at(path), { force: true });
  symlinkSync(to, at(path));
}

/** A file that is there besides. */
export const file = (path: string, text: string) => (fixture: Fixture) => fixture.write(path, text);
