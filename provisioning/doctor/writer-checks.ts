import { INSTALLED } from '../machine/installed.ts';
import { accountName, groupName } from './accounts.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  installedCheck,
  listShort,
  skipped,
} from './check.ts';
import { type MachineAccess, type MachineContext, namesIn, readFileStatus } from './machine-port.ts';
import { goodIfSearchedWhole, searchAtIdlePriority } from './own-files-checks.ts';
import { quotePath } from './take-away.ts';

/** The kiosk's package has program-folder. */
const OF_ROOT = ['/etc', '/boot', '/usr', '/opt', '/root', '/srv', '/var/lib/dpkg', '/var/spool/cron', '/var/backups'];
/** Packages' users write below these folders. */
const FOLDERS = [
  '/',
  '/home',
  '/media',
  '/mnt',
  '/run',
  '/dev',
  '/var',
  '/var/lib',
  '/var/cache',
  '/var/log',
  '/var/spool',
];

/** The check of sudoers has a fix that works without sudo. The groups of at and cron write their own folders. */
const LEFT_OUT = [
  // Copies that staff make before a repair (LDG-102).
  /^\/(root|srv|var\/backups)\/(.*\/)?ledger\.db[\w.-]*$/,
  /^\/etc\/sudoers$/,
  /^\/var\/spool\/cron\/(crontabs|atjobs|atspool)(\/|$)/,
];

interface Open {
  readonly path: string;
  readonly found: string;
  readonly fix: string;
}

function openOf(machine: MachineAccess, path: string, mode: number, uid: number, gid: number): Open | null {
  if (uid !== 0)
    return {
      path,
      found: `${path} belongs to ${accountName(machine, uid)}`,
      fix: 'sudo chown root',
    };
  const isSticky = (mode & 0o1000) !== 0;
  if ((mode & 0o002) !== 0 && !isSticky)
    return { path, found: `${path}: everybody may write it`, fix: 'sudo chmod o-w' };
  if ((mode & 0o020) === 0 || gid === 0) return null;
  return { path, found: `${path}: the group ${groupName(machine, gid)} may write it`, fix: 'sudo chmod g-w' };
}

async function writersFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const there = OF_ROOT.filter((path) => readFileStatus(machine, path) !== null);
  const open = [
    '(',
    '-perm',
    '-0002',
    '!',
    '-perm',
    '-1000',
    '-o',
    '-perm',
    '-0020',
    '!',
    '-gid',
    '0',
    '-o',
    '!',
    '-uid',
    '0',
    ')',
  ];
  const its = await searchAtIdlePriority(
    machine,
    ...(['find', ...there, '-xdev', '-path', INSTALLED.root, '-prune', '-o', '!', '-type', 'l'] as const),
    ...[...open, '-printf', '%m %U %G %p\\n'],
  );
  const below = its.lines.flatMap((line) => {
    const [, mode = '', uid = '', gid = '', path = ''] = /^(\d+) (\d+) (\d+) (.*)$/.exec(line) ?? [];
    if (path === '' || LEFT_OUT.some((known) => known.test(path))) return [];
    return openOf(machine, path, Number.parseInt(mode, 8), Number(uid), Number(gid)) ?? [];
  });
  const folders = FOLDERS.flatMap((path) => {
    const look = readFileStatus(machine, path);
    return (look && openOf(machine, path, look.mode, look.uid, look.gid)) ?? [];
  });
  const all = [...folders, ...below];
  if (all.length === 0) return goodIfSearchedWhole(its, 'root alone');
  return bad(
    listShort(
      all.map(({ found }) => found),
      8,
    ),
    commandsOf(all),
  );
}

function commandsOf(all: readonly Open[]): string {
  const byFix = new Map<string, string[]>();
  for (const { path, fix } of all) byFix.set(fix, [...(byFix.get(fix) ?? []), quotePath(path)]);
  return [...byFix].map(([fix, paths]) => `${fix} ${paths.join(' ')}`).join(' && ');
}

/** Reading a disk gives every secret, an input device what citizens type. */
const GUARDED =
  /^\/dev\/(s[dgr]\w|nvme|mmcblk|vd|dm-|loop|input\/(event|mouse|js)|hidraw|mem$|kmem$|port$|kmsg$|gpiochip|i2c-|spidev|watchdog|uinput$)/;
const OTHERS_RW = 0o006;
const DEEDS: Readonly<Record<number, string>> = { 2: 'write', 4: 'read', 6: 'read and write' };
const MAY_BE_READ = /^\/dev\/(kmsg|input\/js\d+)$/;

function nodesFinding({ machine }: MachineContext): CheckFinding {
  const paths = ['/dev', '/dev/input'].flatMap((folder) => namesIn(machine, folder).map((name) => `${folder}/${name}`));
  const guarded = paths.filter((path) => GUARDED.test(path));
  const open = guarded.flatMap((path) => {
    const mode = (readFileStatus(machine, path)?.mode ?? 0) & OTHERS_RW & (MAY_BE_READ.test(path) ? 0o002 : OTHERS_RW);
    return mode === 0 ? [] : [{ path, found: `${path}: every user may ${DEEDS[mode]} it` }];
  });
  if (open.length === 0) return good(`${guarded.length} files, none is open to all users`);
  return bad(
    listShort(
      open.map(({ found }) => found),
      8,
    ),
    `sudo chmod o-rw ${open.map(({ path }) => path).join(' ')}; if it comes back: grep -rn MODE /etc/udev/rules.d /run/udev/rules.d names the rule`,
  );
}

/** The journal has ACLs on purpose. */
const WITHOUT_ACL = ['/etc', '/boot', '/root', '/usr/local', INSTALLED.root, '/var/lib/dpkg', INSTALLED.state];

/** [acl(5); ls(1), -l] */
async function aclFinding({ machine }: MachineContext): Promise<CheckFinding> {
  if (machine.uid !== 0) return skipped('only root may read every folder: run this with sudo');
  const there = WITHOUT_ACL.filter((path) => readFileStatus(machine, path) !== null);
  const its = await searchAtIdlePriority(
    machine,
    ...(['find', ...there, '-xdev', '!', '-type', 'l', '-exec', 'ls', '-ldU', '--time-style=+', '{}', '+'] as const),
  );
  const paths = its.lines.flatMap((line) => /^[-\w]{10}\+ .*? {2}(\/.*)$/.exec(line)?.[1] ?? []);
  if (paths.length === 0) return goodIfSearchedWhole(its, 'none');
  return bad(`${listShort(paths, 8)}: other users have rights that the mode does not show`, takeAcl(paths));
}

/** removexattr(2) by number: not every Debian has a package for it [Linux, syscall tables]. */
const takeAcl = (paths: readonly string[]): string =>
  `sudo perl -e '$n = \`uname -m\` =~ /aarch64/ ? 14 : 197; for $f (@ARGV) { syscall($n, $f, "system.posix_acl_$_") for "access", "default" }' ${paths.map(quotePath).join(' ')}`;

const SUDOERS = '/etc/sudoers';
const SUDO = '/usr/bin/sudo';

/** [sudoers(5); sudo(8), DIAGNOSTICS] */
function sudoFinding({ machine }: CheckContext): CheckFinding {
  const program = readFileStatus(machine, SUDO);
  if (!program) return skipped('sudo is not installed');
  if (program.uid !== 0 || (program.mode & 0o4111) !== 0o4111)
    return bad(
      `${SUDO} does not run as root: sudo refuses all users`,
      asRoot(`chown root:root ${SUDO} && chmod 4755 ${SUDO}`),
    );
  const its = readFileStatus(machine, SUDOERS);
  if (!its)
    return bad(
      `there is no ${SUDOERS}: sudo refuses all users`,
      asRoot('dpkg -i --force-confmiss /media/stick/sudo_*.deb (from another Debian 13: apt-get download sudo)'),
    );
  if (its.uid !== 0 || (its.mode & 0o022) !== 0)
    return bad(
      `${SUDOERS} may be written by users other than root: sudo refuses all users`,
      asRoot(`chown root:root ${SUDOERS} && chmod 440 ${SUDOERS}`),
    );
  return good('sudo works');
}

const asRoot = (command: string): string =>
  `as root, without sudo. If you are root now, run it here (${command}). Otherwise restart the machine and press F4 at its start. Press e at the first entry, with user and password of the boot menu. Write rw init=/bin/bash at the end of the line linux, press Ctrl-X, and type: ${command} && sync && reboot -f`;

const root = installedCheck('root');

export const WRITE_ACCESS_CHECKS: readonly CheckSpec[] = [
  root({
    id: 'sudo',
    title: 'Whether sudo works',
    expected: 'it runs as root, and only root writes its settings',
    look: sudoFinding,
  }),
  root({
    id: 'writers',
    title: 'Write access to files that root reads and runs',
    expected: 'only root, below /etc, /boot and /usr, and in the folders above',
    look: writersFinding,
  }),
  root({
    id: 'device-nodes',
    title: 'Files of disks, input devices and memory in /dev',
    expected: 'only root and its group read or write one',
    look: nodesFinding,
  }),
  root({
    id: 'hidden-rights',
    title: 'Rights on files that their mode does not show (ACL)',
    expected: 'none',
    look: aclFinding,
  }),
];
