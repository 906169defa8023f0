import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Finding } from '../../provisioning/doctor/check.ts';
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

type Line = readonly [state: Row['state'], found: Row['found'], fix: Row['fix']];

/** The rows of one check. */
export const rowsOf = (
  check: string,
  rows: readonly (readonly [cause: string, breaks: Row['breaks'], ...line: Line])[],
): readonly Row[] => rows.map(([cause, breaks, state, found, fix]) => ({ check, cause, breaks, state, found, fix }));

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
  'put the former id back, so that the kiosk can read its secrets again: echo 0123456789abcdef0123456789abcdef | sudo tee /etc/machine-id, then sudo reboot';

/** A symbolic link in the place of whatever is there. */
export function link({ at }: Fixture, path: string, to: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  rmSync(at(path), { force: true });
  symlinkSync(to, at(path));
}

/** A file that is there besides. */
export const file = (path: string, text: string) => (fixture: Fixture) => fixture.write(path, text);
