import { accessSync, constants, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { userName } from '../command/writable.ts';
import { describeProcess, openFilesOfOthers, processFilesAt } from '../machine/processes.ts';
import { RULES_FILE } from '../udev/rules.ts';

const GROUP_RW = 0o060;

export interface PortAccessRefusal {
  readonly found: string;
  readonly fix: string;
}

/** Why this user may not open a port; `null` if it may, or if the port does not exist. */
export function portAccessRefusal(path: string): PortAccessRefusal | null {
  const its = statSync(path, { throwIfNoEntry: false });
  if (!its) return null;
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return null;
  } catch {
    return portRefusalByMode(path, its.mode & 0o777, groupName(its.gid));
  }
}

export const PORT_ADVICE =
  'write the port of the device into the profile: ls -l /dev/serial/by-id shows the ports that exist';

/** Names what a path is if it is not a serial port. `null`: it is one, the system does not tell, or the path does not exist. */
export function whyNotSerialPort(path: string, sys = '/sys'): string | null {
  const its = statSync(path, { throwIfNoEntry: false });
  if (!its) return null;
  if (its.isDirectory()) return 'a folder';
  if (!its.isCharacterDevice()) return 'a file';
  const place = quietly(() => readlinkSync(join(sys, 'dev/char', `${its.rdev >> 8}:${its.rdev & 0xff}`)));
  return place === null || place.includes('/tty/') ? null : 'another device';
}

/**
 * What stands against opening a port, with the fix. Root's group is never offered for a port, and a group that may not write does not help.
 */
export function portRefusalByMode(path: string, mode: number, group: string): PortAccessRefusal {
  if (group === 'root' || (mode & GROUP_RW) !== GROUP_RW) {
    return {
      found: `${path} has mode ${mode.toString(8)} and belongs to ${group}: no udev rule gives it to the kiosk`,
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

/** The program that has a port open, such as `node (process 1234)`. Root sees all programs, other users only their own. */
export function programWithPortOpen(path: string, proc = '/proc'): string | null {
  const device = quietly(() => realpathSync(path));
  if (device === null) return null;
  const files = processFilesAt(proc);
  const holder = openFilesOfOthers(files).find((its) => its.path === device);
  return holder === undefined ? null : describeProcess(files, holder.pid);
}

/** `null` after any error: a process may end meanwhile, and a user may not look at other users' processes. */
function quietly<T>(look: () => T): T | null {
  try {
    return look();
  } catch {
    return null;
  }
}
