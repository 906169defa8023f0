import { KIOSK_ANEW } from '../../device/troubles/start-anew.ts';
import { INSTALLED } from '../machine/installed.ts';
import { fingerprintOf, parseKey } from '../provision/order/minisign.ts';
import { orderTakenIn } from '../provision/order/signed-order.ts';
import { bad, type CheckContext, type CheckSpec, type Finding, good, named, skipped, warning } from './check.ts';
import { dpkgState, INFO, needDpkg } from './dpkg-status.ts';
import {
  CannotLook,
  commandWords,
  lateLook,
  leadsTo,
  linesOf,
  lookAt,
  type Machine,
  namesIn,
  textOf,
} from './machine-port.ts';
import { mountsNow } from './mounts.ts';
import { OURS, PACKAGE_FIX } from './package-cure.ts';
import { MOST_TAKEN, takeAway } from './take-away.ts';

/** In seconds; before the bound of a command, so that what was printed by then is there. */
export const SEARCH_S = 8;
export interface Search {
  readonly lines: readonly string[];
  /** What the program said beside them. */
  readonly said: string;
  readonly isWhole: boolean;
  readonly byHand: string;
}

/** Reads a whole disk behind everybody else who reads it [ionice(1), class 3], and stops in time [timeout(1): 124]. */
export async function search(
  machine: Machine,
  ...command: readonly [program: string, ...args: string[]]
): Promise<Search> {
  const byHand = `sudo ${commandWords(command[0], command.slice(1))}`;
  const ran = await machine.run('timeout', String(SEARCH_S), 'ionice', '-c', '3', ...command);
  if (ran.is === 'late') throw lateLook(command[0], ran.afterMs, byHand);
  if (ran.is === 'absent' || ran.exit > 124) throw new CannotLook(`not measured: there is no ${command[0]} here`);
  return { lines: linesOf(ran.out), said: ran.err.trim(), isWhole: ran.exit !== 124, byHand };
}

/** Nothing wrong, as far as it was looked at. */
export const wellAsFar = ({ isWhole, byHand }: Search, well: string): Finding =>
  isWhole ? good(well) : skipped(`not all of it was looked at within ${SEARCH_S} s; by hand: ${byHand}`);

const OWN = `sudo chown -R root:root ${INSTALLED.root} && sudo chmod -R go-w ${INSTALLED.root}; if package-files then names a file, ${PACKAGE_FIX}`;

/** `doctor`, `provision` and the renewal run as root: a user who can write their program is root at the next call. */
async function programFinding({ machine }: CheckContext): Promise<Finding> {
  for (const path of ['/usr', '/usr/lib', '/usr/bin', INSTALLED.root, INSTALLED.command]) {
    const its = lookAt(machine, path);
    if (!its) return bad(`there is no ${path}`, PACKAGE_FIX);
    if (its.uid !== 0 || (its.mode & 0o022) !== 0)
      return bad(
        `${path}: users other than root may write it`,
        `sudo chown root:root ${path} && sudo chmod go-w ${path}; if package-files then names a file, ${PACKAGE_FIX}`,
      );
  }
  const its = await search(
    machine,
    ...(['find', INSTALLED.root, '!', '-type', 'l', '(', '!', '-uid', '0', '-o', '-perm', '/022', ')'] as const),
  );
  return its.lines.length > 0
    ? bad(`${named(its.lines)}: users other than root may write it`, OWN)
    : wellAsFar(its, 'root alone writes there');
}

/** [dpkg(1), --verify: nine signs or `missing`, `c` for a file of settings, the path] */
async function packageFinding({ machine }: CheckContext): Promise<Finding> {
  needDpkg(machine);
  if (dpkgState(machine).withoutHashes.includes(OURS))
    return skipped('could not look: dpkg has no hashes of asan-kiosk, see dpkg');
  const its = await search(machine, 'dpkg', '--verify', OURS);
  const wrong = its.lines.flatMap((line) => {
    const [, how, path] = /^(missing|[?.\w]{9}) +(?:\w )?\s*(\/.*)$/.exec(line) ?? [];
    return path === undefined ? [] : [`${path} is ${how === 'missing' ? 'gone' : 'another'}`];
  });
  if (/is not installed/.test(its.said)) return bad('dpkg knows no package asan-kiosk here', PACKAGE_FIX);
  return wrong.length > 0 ? bad(named(wrong), PACKAGE_FIX) : wellAsFar(its, 'as the package brought them');
}

/** Each file with a hash is in the list, and is as the package brought it. Then the list is complete. */
async function isPackageWhole(machine: Machine, list: ReadonlySet<string>): Promise<boolean> {
  const hashed = linesOf(textOf(machine, `${INFO}/${OURS}.md5sums`) ?? '').map((line) => `/${line.slice(34)}`);
  if (hashed.length === 0 || !hashed.every((path) => list.has(path))) return false;
  const its = await search(machine, 'dpkg', '--verify', OURS);
  return its.isWhole && its.lines.length === 0 && its.said.trim() === '';
}

/** Another version of the package was unpacked over this one and left its files. They go into an archive, so that they can be put back. */
const OTHER_VERSION = `sudo find ${INSTALLED.root} ! -type d | grep -vxFf ${INFO}/${OURS}.list | sudo tar -cPf /root/asan-kiosk-besides.tar --remove-files -T - && ${KIOSK_ANEW}`;

/**
 * `dpkg --verify` sees no file that is there besides. Node loads a package from the nearest folder `node_modules`, and root runs this
 * program: such a file becomes part of it.
 */
async function besidesFinding({ machine }: CheckContext): Promise<Finding> {
  needDpkg(machine);
  const known = new Set(linesOf(textOf(machine, `${INFO}/${OURS}.list`) ?? ''));
  if (known.size === 0) return skipped('not measured: dpkg knows no package asan-kiosk');
  const its = await search(machine, 'find', INSTALLED.root, '!', '-type', 'd');
  const more = its.lines.filter((path) => !known.has(path));
  if (more.length === 0) return wellAsFar(its, 'none');
  if (more.length > MOST_TAKEN && (await isPackageWhole(machine, known)))
    return bad(
      `${named(more)}: files of another version, which the program may load; the files of this version are all well`,
      OTHER_VERSION,
    );
  return bad(`${named(more)}: not of the package, and the program may load it`, takeAway(more, KIOSK_ANEW));
}

/** `dpkg --verify` compares no modes. The package ships everything readable by all, and scripts and its Node executable by all. */
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

async function modesFinding({ machine }: CheckContext): Promise<Finding> {
  const its = await search(machine, 'find', INSTALLED.root, INSTALLED.command, ...NOT_AS_SHIPPED);
  if (its.lines.length === 0) return wellAsFar(its, 'everybody may read the program and run its scripts');
  const scripts = its.lines.filter(
    (path) => path.endsWith('.sh') || path.includes('/node/bin/') || path === INSTALLED.command,
  );
  const fix = `sudo chmod -R a+rX ${INSTALLED.root}`;
  return bad(
    `${named(its.lines)}: not everybody may read or run it`,
    scripts.length > 0 ? `${fix} && sudo chmod 755 ${scripts.join(' ')}` : fix,
  );
}

/** What packages of Debian 13 and of Raspberry Pi OS have with setuid or setgid, by where it lies. */
export const SETUID_OF_DEBIAN: readonly RegExp[] = [
  /^\/usr\/bin\/(at|bsd-write|chage|chfn|chsh|crontab|dotlockfile|expiry|fusermount3?|gpasswd|mount|newgidmap|newgrp|newuidmap|ntfs-3g|passwd|ping|pkexec|plocate|screen|seatd-launch|ssh-agent|su|sudo|umount|wall|write(\.ul)?)$/,
  /^\/usr\/sbin\/(exim4|mount\.(cifs|nfs)|pam_extrausers_chkpwd|postdrop|postqueue|pppd|unix_chkpwd)$/,
  /^\/usr\/lib\/(openssh\/ssh-keysign|dbus-1\.0\/dbus-daemon-launch-helper|polkit-1\/polkit-agent-helper-1|chromium\/chrome-sandbox|xorg\/Xorg\.wrap)$/,
  /^\/usr\/lib\/[\w-]+\/utempter\/utempter$/,
  /^\/usr\/libexec\/polkit-agent-helper-1$/,
];

/** The places on disks that let such bits count [mount(8), nosuid]. Each program of the system is in one of them. */
function placesOf(machine: Machine): readonly string[] {
  return mountsNow(machine)
    .filter(({ what, kind }) => what.startsWith('/dev/') || ['tmpfs', 'overlay', 'zfs'].includes(kind))
    .filter(({ options }) => !options.includes('nosuid'))
    .map(({ where }) => where);
}

async function setuidFinding({ machine }: CheckContext): Promise<Finding> {
  if (machine.uid !== 0) return skipped('only root looks into every folder: run this with sudo');
  const places = [...new Set(placesOf(machine))];
  if (places.length === 0) return skipped('not measured: no disk is mounted that lets such bits count');
  const its = await search(machine, 'find', ...places, '-xdev', '-type', 'f', '-perm', '/6000');
  const others = its.lines.filter((path) => !SETUID_OF_DEBIAN.some((known) => known.test(path)));
  if (others.length === 0) return wellAsFar(its, `${its.lines.length}, all of Debian`);
  return bad(
    named(others),
    `sudo chmod ug-s ${others.join(' ')}; what no package has brought (dpkg -S FILE) is to be removed: sudo rm FILE`,
  );
}

/** Programs of Debian 13 that may have capabilities, each with its allowed capabilities. */
const CAPABLE_OF_DEBIAN: readonly RegExp[] = [
  /^\/usr\/bin\/(arping|clockdiff|dumpcap|fping6?|mtr-packet|ping6?|traceroute6) cap_net_(raw|admin,cap_net_raw)[=+]e?i?p$/,
  /^\/usr\/lib\/[\w-]+\/gstreamer1\.0\/gstreamer-1\.0\/gst-ptp-helper cap_net_bind_service,cap_net_admin(,cap_sys_nice)?[=+]ep$/,
  /^\/usr\/bin\/gnome-keyring-daemon cap_ipc_lock[=+]ep$/,
];

/** Folders that the kernel makes, or that a separate search covers. */
const LEFT_OUT = ['dev', 'proc', 'run', 'sys', 'usr'];

/** With `cap_setuid` a program makes its caller root, and the mode of the file does not show it [capabilities(7), getcap(8)]. */
async function capabilityFinding({ machine }: CheckContext): Promise<Finding> {
  if (machine.uid !== 0) return skipped('only root looks into every folder: run this with sudo');
  const folders = namesIn(machine, '/')
    .filter((name) => !LEFT_OUT.includes(name) && leadsTo(machine, `/${name}`) === null)
    .map((name) => `/${name}`);
  // Two searches: if the rest takes too long, the result for the folder of programs still counts.
  const both = await Promise.all([
    search(machine, 'getcap', '-r', '/usr'),
    search(machine, 'getcap', '-r', ...folders),
  ]);
  const all = [...new Set(both.flatMap(({ lines }) => lines))];
  const others = all.filter((line) => !CAPABLE_OF_DEBIAN.some((known) => known.test(line)));
  const [programs, rest] = both;
  if (others.length === 0) return wellAsFar(programs.isWhole ? rest : programs, `${all.length}, all of Debian`);
  return bad(named(others, 8), others.map((line) => `sudo setcap -r ${quoted(pathIn(line))}`).join(' && '));
}

/** The path before the capabilities. Capabilities contain no blank. */
const pathIn = (line: string): string => line.slice(0, line.lastIndexOf(' '));
const quoted = (path: string): string => (/^[\w./+-]+$/.test(path) ? path : JSON.stringify(path));

/** An order is believed by this key alone; without it the next one is refused, and a new key is believed by its fingerprint. */
function orderKeyFinding({ machine }: CheckContext): Finding {
  const its = lookAt(machine, INSTALLED.orderKey);
  if (its && (its.uid !== 0 || (its.mode & 0o022) !== 0))
    return bad(
      `${INSTALLED.orderKey}: others than root may exchange it`,
      `sudo rm ${INSTALLED.orderKey}, then: ${TRUST}`,
    );
  if (its) return sameKeyFinding(machine);
  if (!lookAt(machine, INSTALLED.orderTaken)) return skipped('none: no order has made this machine');
  return warning(`there is no ${INSTALLED.orderKey}: no further order of the office is believed`, TRUST);
}

/** `provision` and `trust` record the key that verified the order. */
function sameKeyFinding(machine: Machine): Finding {
  const noted = orderTakenIn(textOf(machine, INSTALLED.orderTaken))?.key;
  const key = parseKey(textOf(machine, INSTALLED.orderKey) ?? '');
  const here = key && fingerprintOf(key);
  if (noted === undefined || here === noted) return good(here ?? INSTALLED.orderKey);
  return bad(
    `${INSTALLED.orderKey} is ${here ?? 'no key of minisign'}, and the order of this machine was verified by ${noted}`,
    `ask the office whose key this is; if it is not the key on its sheet: sudo rm ${INSTALLED.orderKey}, then: ${TRUST}`,
  );
}

const TRUST = 'sudo asan-kiosk provision trust FILE, with the key and the fingerprint of the office';

export const OWN_FILES_CHECKS: readonly CheckSpec[] = [
  {
    id: 'program-folder',
    group: 'root',
    title: 'Who writes the program, which root runs',
    expected: 'root alone, everything below it too',
    onlyInstalled: true,
    look: programFinding,
  },
  {
    id: 'package-files',
    group: 'root',
    title: 'The files of the package',
    expected: 'all there, and as the package brought them (dpkg --verify)',
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
    title: 'Who may read the program and run its scripts',
    expected: 'everybody, as the package brought them',
    onlyInstalled: true,
    look: modesFinding,
  },
  {
    id: 'setuid-files',
    group: 'root',
    title: 'Programs that run as their owner, whoever starts them',
    expected: 'those of Debian',
    onlyInstalled: true,
    look: setuidFinding,
  },
  {
    id: 'capabilities',
    group: 'root',
    title: 'Programs with more rights than their caller (capabilities)',
    expected: 'those of Debian',
    onlyInstalled: true,
    look: capabilityFinding,
  },
  {
    id: 'order-key',
    group: 'permissions',
    title: 'By whose key orders are believed',
    expected: 'there, where an order has made this machine; root alone writes it',
    onlyInstalled: true,
    look: orderKeyFinding,
  },
];
