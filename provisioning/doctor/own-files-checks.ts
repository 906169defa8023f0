import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { INSTALLED } from '../machine/installed.ts';
import { orderKeyFingerprint, parseMinisignKey } from '../provision/order/minisign.ts';
import { parseAcceptedOrder } from '../provision/order/signed-order.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  listShort,
  skipped,
  warning,
} from './check.ts';
import { DPKG_INFO_FOLDER, dpkgState, skipIfDpkgDamaged } from './dpkg-status.ts';
import {
  CheckSkippedError,
  commandWords,
  lateCommandError,
  linesOf,
  linkTarget,
  type MachineAccess,
  namesIn,
  readFileStatus,
  TIMEOUT_EXIT_CODE,
  textOf,
} from './machine-port.ts';
import { mountsNow } from './mounts.ts';
import { KIOSK_PACKAGE, REINSTALL_KIOSK_FIX } from './package-cure.ts';
import { MOST_REMOVED_FILES, quotePath, removeFilesFix } from './take-away.ts';

/** Seconds; below a command's limit, so the output so far is kept. */
const SEARCH_S = 8;

export const searchLimitS = ({ timeFactor }: MachineAccess): number => Math.ceil(SEARCH_S * timeFactor);

export interface IdleSearchResult {
  readonly lines: readonly string[];
  readonly said: string;
  readonly isWhole: boolean;
  readonly limitS: number;
  readonly byHand: string;
}

/** Runs a command that reads a whole disk: with idle priority [ionice(1), class 3], and with a limit of time. */
export const runIdle = (machine: MachineAccess, ...command: readonly string[]) =>
  machine.run('timeout', String(searchLimitS(machine)), 'ionice', '-c', '3', ...command);

/** Lines of a search at idle priority. If the time limit ends the search, `isWhole` is false, and the lines are those until then. */
export async function searchAtIdlePriority(
  machine: MachineAccess,
  ...command: readonly [program: string, ...args: string[]]
): Promise<IdleSearchResult> {
  const byHand = `sudo ${commandWords(command[0], command.slice(1))}`;
  const ran = await runIdle(machine, ...command);
  if (ran.is === 'late') throw lateCommandError(command[0], ran.afterMs, byHand);
  if (ran.is === 'absent' || ran.exit > TIMEOUT_EXIT_CODE)
    throw new CheckSkippedError(`not measured: there is no ${command[0]} here`);
  return {
    lines: linesOf(ran.out),
    said: ran.err.trim(),
    isWhole: ran.exit !== TIMEOUT_EXIT_CODE,
    limitS: searchLimitS(machine),
    byHand,
  };
}

/** Good finding after a whole search, skipped after a search that was cut off. */
export const goodIfSearchedWhole = ({ isWhole, limitS, byHand }: IdleSearchResult, well: string): CheckFinding =>
  isWhole ? good(well) : skipped(`not all of it was searched within ${limitS} s; by hand: ${byHand}`);

const OWN = `sudo chown -R root:root ${INSTALLED.root} && sudo chmod -R go-w ${INSTALLED.root}; if package-files then names a file, ${REINSTALL_KIOSK_FIX}`;

async function programFinding({ machine }: CheckContext): Promise<CheckFinding> {
  for (const path of ['/usr', '/usr/lib', '/usr/bin', INSTALLED.root, INSTALLED.command]) {
    const its = readFileStatus(machine, path);
    if (!its) return bad(`there is no ${path}`, REINSTALL_KIOSK_FIX);
    if (its.uid !== 0 || (its.mode & 0o022) !== 0)
      return bad(
        `${path}: users other than root may write it`,
        `sudo chown root:root ${path} && sudo chmod go-w ${path}; if package-files then names a file, ${REINSTALL_KIOSK_FIX}`,
      );
  }
  const its = await searchAtIdlePriority(
    machine,
    ...(['find', INSTALLED.root, '!', '-type', 'l', '(', '!', '-uid', '0', '-o', '-perm', '/022', ')'] as const),
  );
  return its.lines.length > 0
    ? bad(`${listShort(its.lines)}: users other than root may write it`, OWN)
    : goodIfSearchedWhole(its, 'no user other than root may write there');
}

/** [dpkg(1), --verify] */
async function packageFinding({ machine }: CheckContext): Promise<CheckFinding> {
  skipIfDpkgDamaged(machine);
  if (dpkgState(machine).withoutHashes.includes(KIOSK_PACKAGE))
    return skipped('could not look: dpkg has no hashes of asan-kiosk, see dpkg');
  const its = await searchAtIdlePriority(machine, 'dpkg', '--verify', KIOSK_PACKAGE);
  const wrong = its.lines.flatMap((line) => {
    const [, how, path] = /^(missing|[?.\w]{9}) +(?:\w )?\s*(\/.*)$/.exec(line) ?? [];
    return path === undefined ? [] : [`${path} is ${how === 'missing' ? 'gone' : 'changed'}`];
  });
  if (/is not installed/.test(its.said)) return bad('dpkg knows no package asan-kiosk here', REINSTALL_KIOSK_FIX);
  return wrong.length > 0
    ? bad(listShort(wrong), REINSTALL_KIOSK_FIX)
    : goodIfSearchedWhole(its, 'as the package brought them');
}

async function isPackageWhole(machine: MachineAccess, list: ReadonlySet<string>): Promise<boolean> {
  const hashed = linesOf(textOf(machine, `${DPKG_INFO_FOLDER}/${KIOSK_PACKAGE}.md5sums`) ?? '').map(
    (line) => `/${line.slice(34)}`,
  );
  if (hashed.length === 0 || !hashed.every((path) => list.has(path))) return false;
  const its = await searchAtIdlePriority(machine, 'dpkg', '--verify', KIOSK_PACKAGE);
  return its.isWhole && its.lines.length === 0 && its.said.trim() === '';
}

const OTHER_VERSION = `sudo find ${INSTALLED.root} ! -type d | grep -vxFf ${DPKG_INFO_FOLDER}/${KIOSK_PACKAGE}.list | sudo tar -cPf /root/asan-kiosk-besides.tar --remove-files -T - && ${RESTART_KIOSK_COMMAND}`;

/** `dpkg --verify` ignores additional files, and Node loads from the nearest `node_modules`. */
async function besidesFinding({ machine }: CheckContext): Promise<CheckFinding> {
  skipIfDpkgDamaged(machine);
  const known = new Set(linesOf(textOf(machine, `${DPKG_INFO_FOLDER}/${KIOSK_PACKAGE}.list`) ?? ''));
  if (known.size === 0) return skipped('not measured: dpkg knows no package asan-kiosk');
  const its = await searchAtIdlePriority(machine, 'find', INSTALLED.root, '!', '-type', 'd');
  const more = its.lines.filter((path) => !known.has(path));
  if (more.length === 0) return goodIfSearchedWhole(its, 'none');
  if (more.length > MOST_REMOVED_FILES && (await isPackageWhole(machine, known)))
    return bad(
      `${listShort(more)}: files of another version, which the program may load; the files of this version are all well`,
      OTHER_VERSION,
    );
  return bad(
    `${listShort(more)}: not from the package, and the program may load it`,
    removeFilesFix(more, RESTART_KIOSK_COMMAND),
  );
}

/** `dpkg --verify` compares no modes. */
const NOT_AS_SHIPPED = [
  '(',
  '-type',
  'f',
  '!',
  '-perm',
  '-444',
  '-o',
  '-type',
  'd',
  '!',
  '-perm',
  '-555',
  '-o',
  '-type',
  'f',
  '(',
  '-name',
  '*.sh',
  '-o',
  '-path',
  '*/node/bin/*',
  '-o',
  '-path',
  `*${INSTALLED.command}`,
  ')',
  '!',
  '-perm',
  '-111',
  ')',
] as const;

async function modesFinding({ machine }: CheckContext): Promise<CheckFinding> {
  const its = await searchAtIdlePriority(machine, 'find', INSTALLED.root, INSTALLED.command, ...NOT_AS_SHIPPED);
  if (its.lines.length === 0) return goodIfSearchedWhole(its, 'all users may read the program and run its scripts');
  const scripts = its.lines.filter(
    (path) => path.endsWith('.sh') || path.includes('/node/bin/') || path === INSTALLED.command,
  );
  const fix = `sudo chmod -R a+rX ${INSTALLED.root}`;
  return bad(
    `${listShort(its.lines)}: not all users may read or run it`,
    scripts.length > 0 ? `${fix} && sudo chmod 755 ${scripts.join(' ')}` : fix,
  );
}

/** Of Debian 13 and Raspberry Pi OS. */
export const SETUID_OF_DEBIAN: readonly RegExp[] = [
  /^\/usr\/bin\/(at|bsd-write|chage|chfn|chsh|crontab|dotlockfile|expiry|fusermount3?|gpasswd|mount|newgidmap|newgrp|newuidmap|ntfs-3g|passwd|ping|pkexec|plocate|screen|seatd-launch|ssh-agent|su|sudo|umount|wall|write(\.ul)?)$/,
  /^\/usr\/sbin\/(exim4|mount\.(cifs|nfs)|pam_extrausers_chkpwd|postdrop|postqueue|pppd|unix_chkpwd)$/,
  /^\/usr\/lib\/(openssh\/ssh-keysign|dbus-1\.0\/dbus-daemon-launch-helper|polkit-1\/polkit-agent-helper-1|chromium\/chrome-sandbox|xorg\/Xorg\.wrap)$/,
  /^\/usr\/lib\/[\w-]+\/utempter\/utempter$/,
  /^\/usr\/libexec\/polkit-agent-helper-1$/,
];

/** Mounts on which setuid bits count [mount(8), nosuid]. */
function placesOf(machine: MachineAccess): readonly string[] {
  return mountsNow(machine)
    .filter(({ what, kind }) => what.startsWith('/dev/') || ['tmpfs', 'overlay', 'zfs'].includes(kind))
    .filter(({ options }) => !options.includes('nosuid'))
    .map(({ where }) => where);
}

async function setuidFinding({ machine }: CheckContext): Promise<CheckFinding> {
  if (machine.uid !== 0) return skipped('only root may read every folder: run this with sudo');
  const places = [...new Set(placesOf(machine))];
  if (places.length === 0) return skipped('not measured: no disk is mounted that lets such bits count');
  const its = await searchAtIdlePriority(machine, 'find', ...places, '-xdev', '-type', 'f', '-perm', '/6000');
  const others = its.lines.filter((path) => !SETUID_OF_DEBIAN.some((known) => known.test(path)));
  if (others.length === 0) return goodIfSearchedWhole(its, `${its.lines.length}, all of Debian`);
  return bad(listShort(others), `sudo chmod ug-s ${others.join(' ')}; if dpkg -S FILE names no package: sudo rm FILE`);
}

const CAPABLE_OF_DEBIAN: readonly RegExp[] = [
  /^\/usr\/bin\/(arping|clockdiff|dumpcap|fping6?|mtr-packet|ping6?|traceroute6) cap_net_(raw|admin,cap_net_raw)[=+]e?i?p$/,
  /^\/usr\/lib\/[\w-]+\/gstreamer1\.0\/gstreamer-1\.0\/gst-ptp-helper cap_net_bind_service,cap_net_admin(,cap_sys_nice)?[=+]ep$/,
  /^\/usr\/bin\/gnome-keyring-daemon cap_ipc_lock[=+]ep$/,
];

const LEFT_OUT = ['dev', 'proc', 'run', 'sys', 'usr'];

/** `cap_setuid` makes the caller root, and no mode shows it [capabilities(7), getcap(8)]. */
async function capabilityFinding({ machine }: CheckContext): Promise<CheckFinding> {
  if (machine.uid !== 0) return skipped('only root may read every folder: run this with sudo');
  const folders = namesIn(machine, '/')
    .filter((name) => !LEFT_OUT.includes(name) && linkTarget(machine, `/${name}`) === null)
    .map((name) => `/${name}`);
  // If the second search takes too long, the result for /usr still counts.
  const both = await Promise.all([
    searchAtIdlePriority(machine, 'getcap', '-r', '/usr'),
    searchAtIdlePriority(machine, 'getcap', '-r', ...folders),
  ]);
  const all = [...new Set(both.flatMap(({ lines }) => lines))];
  const others = all.filter((line) => !CAPABLE_OF_DEBIAN.some((known) => known.test(line)));
  const [programs, rest] = both;
  if (others.length === 0)
    return goodIfSearchedWhole(programs.isWhole ? rest : programs, `${all.length}, all of Debian`);
  return bad(listShort(others, 8), others.map((line) => `sudo setcap -r ${quotePath(pathIn(line))}`).join(' && '));
}

const pathIn = (line: string): string => line.slice(0, line.lastIndexOf(' '));

/** Without this key the next order is refused, and a new key is trusted by its fingerprint. */
function orderKeyFinding({ machine }: CheckContext): CheckFinding {
  const its = readFileStatus(machine, INSTALLED.orderKey);
  if (its && (its.uid !== 0 || (its.mode & 0o022) !== 0))
    return bad(
      `${INSTALLED.orderKey}: users other than root may replace it`,
      `sudo rm ${INSTALLED.orderKey}, then: ${TRUST}`,
    );
  if (its) return sameKeyFinding(machine);
  if (!readFileStatus(machine, INSTALLED.orderTaken)) return skipped('none: no order has made this machine');
  return warning(`there is no ${INSTALLED.orderKey}: no further order of the office is accepted`, TRUST);
}

function sameKeyFinding(machine: MachineAccess): CheckFinding {
  const noted = parseAcceptedOrder(textOf(machine, INSTALLED.orderTaken))?.key;
  const key = parseMinisignKey(textOf(machine, INSTALLED.orderKey) ?? '');
  const here = key && orderKeyFingerprint(key);
  if (noted === undefined || here === noted) return good(here ?? INSTALLED.orderKey);
  return bad(
    `${INSTALLED.orderKey} is ${here ?? 'no key of minisign'}, but the order of this machine was verified with ${noted}`,
    `ask the office about this key; if it is not the key on its sheet: sudo rm ${INSTALLED.orderKey}, then: ${TRUST}`,
  );
}

const TRUST = 'sudo asan-kiosk provision trust FILE, with the key and the fingerprint of the office';

export const OWN_FILES_CHECKS: readonly CheckSpec[] = [
  {
    id: 'program-folder',
    group: 'root',
    title: 'Write access to the program, which root runs',
    expected: 'only root, also below its folder',
    onlyInstalled: true,
    look: programFinding,
  },
  {
    id: 'package-files',
    group: 'root',
    title: 'The files of the package',
    expected: 'complete and unchanged (dpkg --verify)',
    onlyInstalled: true,
    look: packageFinding,
  },
  {
    id: 'package-besides',
    group: 'root',
    title: 'Files in the folder of the program that the package did not bring',
    expected: 'none',
    onlyInstalled: true,
    look: besidesFinding,
  },
  {
    id: 'package-modes',
    group: 'root',
    title: 'Read access to the program and its scripts',
    expected: 'all users, as in the package',
    onlyInstalled: true,
    look: modesFinding,
  },
  {
    id: 'setuid-files',
    group: 'root',
    title: 'Programs that run as their owner (setuid)',
    expected: 'only programs of Debian',
    onlyInstalled: true,
    look: setuidFinding,
  },
  {
    id: 'capabilities',
    group: 'root',
    title: 'Programs with more rights than their caller (capabilities)',
    expected: 'only programs of Debian',
    onlyInstalled: true,
    look: capabilityFinding,
  },
  {
    id: 'order-key',
    group: 'permissions',
    title: 'The key that verifies orders',
    expected: 'present if this machine has an order; only root may write it',
    onlyInstalled: true,
    look: orderKeyFinding,
  },
];
