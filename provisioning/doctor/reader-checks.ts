import { INSTALLED, USERS } from '../machine/installed.ts';
import { accountOf, groupsOf } from './accounts.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort } from './check.ts';
import { filesBelow } from './config-files.ts';
import {
  type FileStatus,
  linkTarget,
  type MachineAccess,
  type MachineContext,
  readFileStatus,
} from './machine-port.ts';
import { goodIfSearchedWhole, searchAtIdlePriority } from './own-files-checks.ts';

/* Root can read everything, so modes are judged. */

type Deed = 'read' | 'run' | 'pass';

const BITS: Readonly<Record<Deed, number>> = { read: 0o4, run: 0o5, pass: 0o1 };

interface Need {
  readonly user: string;
  readonly path: string;
  readonly deed: Deed;
}

/** Root and owners of capabilities bypass the bits [path_resolution(7)]. */
function mayUse(machine: MachineAccess, user: string, its: FileStatus, deed: Deed): boolean {
  const uid = accountOf(machine, user)?.uid;
  if (uid === undefined || uid === 0) return true;
  const shift = its.uid === uid ? 6 : [...groupsOf(machine, user).values()].includes(its.gid) ? 3 : 0;
  return ((its.mode >> shift) & BITS[deed]) === BITS[deed];
}

const parentsOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/') || '/');

interface Refusal {
  readonly found: string;
  readonly fix: string;
}

function refusalOf(machine: MachineAccess, { user, path, deed }: Need): Refusal | null {
  if (readFileStatus(machine, path) === null) return null;
  const closed = parentsOf(path).find((folder) => {
    const its = readFileStatus(machine, folder);
    return its !== null && !mayUse(machine, user, its, 'pass');
  });
  if (closed !== undefined)
    return { found: `${user} cannot pass ${closed}, on the way to ${path}`, fix: passFix(closed) };
  const its = readFileStatus(machine, path);
  if (its === null || mayUse(machine, user, its, deed)) return null;
  return { found: `${user} cannot ${deed} ${path}`, fix: fixOf(path, deed) };
}

/** `a+x` would open the settings' folder to all users. */
const passFix = (folder: string): string =>
  folder === INSTALLED.config
    ? `sudo chgrp ${USERS.kiosk} ${folder} && sudo chmod 750 ${folder}`
    : `sudo chmod a+x ${folder}`;

/** Besides root, only the group reads the secrets of the profile. */
function fixOf(path: string, deed: Deed): string {
  if (path === INSTALLED.profile) return `sudo chgrp ${USERS.kiosk} ${path} && sudo chmod 640 ${path}`;
  return deed === 'read' ? `sudo chmod a+r ${path}` : `sudo chmod a+rx ${path}`;
}

const { kiosk: KIOSK, glass: GLASS } = USERS;

const FOR_ALL = [
  '/etc/passwd',
  '/etc/group',
  '/etc/hosts',
  '/etc/nsswitch.conf',
  '/etc/resolv.conf',
  '/etc/localtime',
  '/etc/machine-id',
  '/etc/ld.so.cache',
  '/etc/ssl/openssl.cnf',
  '/etc/ssl/certs/ca-certificates.crt',
];

function needsOf(machine: MachineAccess): readonly Need[] {
  const of = (user: string, deed: Deed, ...paths: readonly string[]) => paths.map((path) => ({ user, path, deed }));
  const files = (user: string, ...folders: readonly string[]) =>
    folders.flatMap((folder) => of(user, 'read', ...filesBelow(machine, folder)));
  return [
    ...of(KIOSK, 'run', INSTALLED.node),
    ...of(KIOSK, 'read', `${INSTALLED.root}/dist/device/asan-kiosk.js`, INSTALLED.profile, INSTALLED.machine),
    ...of(KIOSK, 'read', INSTALLED.officeCa, INSTALLED.officeSeal),
    ...of(KIOSK, 'pass', INSTALLED.state),
    ...of(KIOSK, 'read', ...FOR_ALL),
    ...of(GLASS, 'run', '/usr/bin/cage', INSTALLED.browser, '/bin/sh'),
    ...of(GLASS, 'read', INSTALLED.startPage, INSTALLED.outOfServicePage, '/usr/share/fonts', ...FOR_ALL),
    ...files(GLASS, '/etc/chromium/policies/managed', '/etc/fonts'),
    ...files('systemd-network', '/etc/systemd/network', '/etc/systemd/networkd.conf.d'),
    ...of('systemd-timesync', 'read', '/etc/systemd/timesyncd.conf'),
    ...files('systemd-timesync', '/etc/systemd/timesyncd.conf.d'),
    ...files('polkitd', '/etc/polkit-1/rules.d', '/usr/share/polkit-1/rules.d'),
    ...of('messagebus', 'read', '/usr/share/dbus-1/system.conf'),
    ...files('messagebus', '/etc/dbus-1/system.d', '/usr/share/dbus-1/system.d'),
  ];
}

/** The sticky bit lets only the owner remove a file. */
const SHARED = ['/tmp', '/var/tmp', '/dev/shm'];
/** [systemd.exec(5), PrivateTmp] */
const PRIVATE = ['/tmp', '/var/tmp'];

const NO_START = 'kiosk and browser do not start';

function replacedFolder(machine: MachineAccess, path: string): Refusal | null {
  const anew = `sudo install -d -o root -g root -m 1777 ${path}`;
  const to = linkTarget(machine, path);
  if (to !== null)
    return {
      found: `${path} is a link to ${to} but must be a folder: ${NO_START}`,
      fix: `sudo rm ${path} && ${anew}`,
    };
  const its = readFileStatus(machine, path);
  if (its === null) return { found: `${path} is not there: ${NO_START}`, fix: anew };
  if (its.is === 'folder') return null;
  return {
    found: `${path} is not a folder: ${NO_START}`,
    fix: `sudo mv --backup=numbered ${path} /root/ && ${anew}`,
  };
}

function sharedRefusal(machine: MachineAccess, path: string): Refusal | null {
  const replaced = PRIVATE.includes(path) ? replacedFolder(machine, path) : null;
  if (replaced) return replaced;
  const its = readFileStatus(machine, path);
  if (its === null || (its.mode === 0o1777 && its.uid === 0)) return null;
  return {
    found: `${path} does not belong to root with mode 1777, so not every user can use it safely`,
    fix: `sudo chown root:root ${path} && sudo chmod 1777 ${path}`,
  };
}

function readersFinding({ machine }: MachineContext): CheckFinding {
  const shared = SHARED.flatMap((path) => sharedRefusal(machine, path) ?? []);
  const refused = [...shared, ...needsOf(machine).flatMap((need) => refusalOf(machine, need) ?? [])];
  if (refused.length === 0) return good('everything that it needs');
  // One line for each fix: a closed folder blocks many files.
  const byFix = new Map(refused.toReversed().map(({ found, fix }) => [fix, found]));
  return bad(listShort([...byFix.values()].toReversed(), 8), [...byFix.keys()].toReversed().join(' && '));
}

/** Debian closes some paths, and the administrator owns `/usr/local`. */
const CLOSED_BY_DEBIAN = [
  /^\/usr\/lib\/(dbus-1\.0\/dbus-daemon-launch-helper|cups\/|polkit-1\/)/,
  /^\/usr\/(s?bin|lib\/[\w-]+)\/(exim4|postdrop|postqueue|ssh-agent|sudo|su)$/,
  /^\/usr\/share\/(polkit-1\/rules\.d$)/,
  /^\/usr\/local\//,
];

async function usrFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const its = await searchAtIdlePriority(
    machine,
    ...(['find', '/usr', '-xdev', '-path', INSTALLED.root, '-prune', '-o', '!', '-type', 'l', '('] as const),
    ...['-type', 'd', '!', '-perm', '-0555', '-o', '-type', 'f', '!', '-perm', '-0444', ')', '-print'],
  );
  const closed = its.lines.filter((path) => !CLOSED_BY_DEBIAN.some((known) => known.test(path)));
  if (closed.length === 0) return goodIfSearchedWhole(its, 'all users may read them');
  return bad(`${listShort(closed, 8)}: not all users may read it`, `sudo chmod a+rX ${closed.join(' ')}`);
}

const permissions = installedCheck('permissions');

export const READER_CHECKS: readonly CheckSpec[] = [
  permissions({
    id: 'readers',
    title: 'Files that kiosk, browser, network, clock and polkit must read, with every folder above',
    expected: 'each of these users may read what it needs',
    look: readersFinding,
  }),
  permissions({
    id: 'system-files',
    title: 'Readers of programs and libraries below /usr',
    expected: 'all users, as in Debian',
    look: usrFinding,
  }),
];
