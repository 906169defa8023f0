import { accessSync, constants, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { userName } from '../command/writable.ts';
import { RULES_FILE } from '../udev/rules.ts';

/** Read and write for the group of a file, as `stat` has it. */
const GROUP_RW = 0o060;

/** What is in the way, and what changes it. */
export interface AccessRefusal {
  readonly found: string;
  readonly fix: string;
}

/** Why this user may not open a port; `null` where it may, or there is none. */
export function accessRefusal(path: string): AccessRefusal | null {
  const its = statSync(path, { throwIfNoEntry: false });
  if (!its) return null;
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return null;
  } catch {
    // Only the mode of the file is asked here; opening it is the driver's.
    return refusalOf(path, its.mode & 0o777, groupName(its.gid));
  }
}

/** What to do where another thing is named as a port. */
export const NAME_A_PORT = 'write the port of the device into the profile: ls -l /dev/serial/by-id shows what there is';

/** Says in words what a path is if it is no serial port. `null`: it is a serial port, the system does not tell, or nothing is there. */
export function noSerialPort(path: string, sys = '/sys'): string | null {
  const its = statSync(path, { throwIfNoEntry: false });
  if (!its) return null;
  if (its.isDirectory()) return 'a folder';
  if (!its.isCharacterDevice()) return 'a file';
  // The kernel says of each device which class it is of [sysfs-rules]; a container may not show it.
  const place = quietly(() => readlinkSync(join(sys, 'dev/char', `${its.rdev >> 8}:${its.rdev & 0xff}`)));
  return place === null || place.includes('/tty/') ? null : 'another device';
}

/** Nobody is to be in root's group for the sake of a port, and a group that may not write helps nobody. */
export function refusalOf(path: string, mode: number, group: string): AccessRefusal {
  if (group === 'root' || (mode & GROUP_RW) !== GROUP_RW) {
    return {
      found: `${path} has mode ${mode.toString(8)} and belongs to ${group}: no rule of udev gives it to the kiosk`,
      fix: `install provisioning/udev/70-asan-kiosk.rules as ${RULES_FILE} (its first lines say how), then plug the device in again`,
    };
  }
  return {
    found: `${path} belongs to the group ${group}, and ${userName()} is not in it`,
    fix: `sudo usermod -aG ${group} ${userName()}, then log in again (a service: restart it)`,
  };
}

function groupName(id: number): string {
  const entry = readFileSync('/etc/group', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[2] === String(id));
  return entry?.[0] ?? String(id);
}

/**
 * The program that has a port open, such as `node (1234)`, where it can be seen: root sees all, others their own. Looks through
 * `/proc/<pid>/fd` [proc(5)].
 */
export function holderOf(path: string, proc = '/proc'): string | null {
  const device = quietly(() => realpathSync(path));
  if (device === null) return null;
  const pids = (quietly(() => readdirSync(proc)) ?? []).filter((name) => /^\d+$/.test(name));
  const holder = pids.find((pid) => pid !== String(process.pid) && openFiles(join(proc, pid, 'fd')).includes(device));
  if (holder === undefined) return null;
  return `${quietly(() => readFileSync(join(proc, holder, 'comm'), 'utf8'))?.trim() ?? 'a program'} (${holder})`;
}

function openFiles(folder: string): readonly (string | null)[] {
  return (quietly(() => readdirSync(folder)) ?? []).map((name) => quietly(() => readlinkSync(join(folder, name))));
}

/** A process may end while it is looked at, and those of others may not be looked at. */
function quietly<T>(look: () => T): T | null {
  try {
    return look();
  } catch {
    return null;
  }
}
