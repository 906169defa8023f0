import { INSTALLED } from '../machine/installed.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  installedCheck,
  listShort,
  NOT_PROVISIONED,
  skipped,
  warning,
} from './check.ts';
import {
  type DebianPackage,
  DPKG_INFO_FOLDER,
  dpkgState,
  isInstalledAtLeastInPart,
  packageWithDependencies,
  skipIfDpkgDamaged,
} from './dpkg-status.ts';
import {
  CheckSkippedError,
  lateCommandError,
  linesOf,
  linkTarget,
  type MachineAccess,
  type MachineContext,
  namesIn,
  readFileStatus,
} from './machine-port.ts';
import { goodIfSearchedWhole, type IdleSearchResult, searchAtIdlePriority, searchLimitS } from './own-files-checks.ts';
import { KIOSK_PACKAGE, reinstallDebianFix } from './package-cure.ts';
import { removeFilesFix } from './take-away.ts';

/** Files that belong to no package [dpkg-query(1), --search: its output is `package: file`]. */
export async function filesOfNoPackage(machine: MachineAccess, files: readonly string[]): Promise<readonly string[]> {
  if (files.length === 0) return [];
  skipIfDpkgDamaged(machine);
  // /lib is /usr/lib, but dpkg may know a file only as /lib/….
  const ran = await machine.run('dpkg-query', '--search', ...files.flatMap((file) => [file, unmerged(file)]));
  if (ran.is === 'late') throw lateCommandError('dpkg-query', ran.afterMs, `dpkg -S ${files[0]}`);
  // Exit code 1: some files were not found.
  if (ran.is !== 'done' || ran.exit > 1)
    throw new CheckSkippedError('not measured: dpkg-query does not tell the packages of these files');
  const known = new Set(linesOf(ran.out).map((line) => line.slice(line.indexOf(': ') + 2)));
  return files.filter((file) => !known.has(file) && !known.has(unmerged(file)));
}

const unmerged = (file: string): string => file.replace(/^\/usr\/(lib|bin|sbin)\//, '/$1/');

const CLOSING = [
  'usbguard',
  'polkitd',
  'systemd-sysv',
  'systemd-timesyncd',
  'libpam-modules',
  'libpam-runtime',
  'libpam-systemd',
  'sudo',
  'openssh-server',
  'login',
  'passwd',
  'pcscd',
  'util-linux',
  'mount',
  'libc-bin',
  'dash',
  'bash',
  'coreutils',
  'dbus',
  'dbus-system-bus-common',
  'kmod',
  'base-files',
  'init-system-helpers',
  'procps',
  'cron',
  'unattended-upgrades',
  'apt',
  'network-manager',
  'ifupdown',
];

/** KiB. A board needs seconds for a larger package, so each has its own run. */
const LARGE_KIB = 30 * 1024;

function carrying(machine: MachineAccess): {
  readonly small: readonly DebianPackage[];
  readonly large: readonly DebianPackage[];
} {
  skipIfDpkgDamaged(machine);
  const { packages } = dpkgState(machine);
  const closing = packages.filter((its) => isInstalledAtLeastInPart(its) && CLOSING.includes(its.name));
  const its = [...new Set([...packageWithDependencies(packages, KIOSK_PACKAGE), ...closing])].filter(
    ({ name }) => name !== KIOSK_PACKAGE,
  );
  return {
    small: its.filter(({ sizeKib }) => sizeKib < LARGE_KIB),
    large: [
      ...packages.filter((each) => isInstalledAtLeastInPart(each) && /^linux-image-\d/.test(each.name)),
      ...its.filter(({ sizeKib }) => sizeKib >= LARGE_KIB),
    ],
  };
}

function runsOf(packages: readonly DebianPackage[]): readonly (readonly string[])[] {
  const runs: { sizeKib: number; names: string[] }[] = [];
  for (const { name, sizeKib } of packages) {
    const last = runs.at(-1);
    if (!last || last.sizeKib + sizeKib > LARGE_KIB) runs.push({ sizeKib, names: [name] });
    else {
      last.sizeKib += sizeKib;
      last.names.push(name);
    }
  }
  return runs.map(({ names }) => names);
}

/** An image may leave documents out. */
const PAPERS = /^\/usr\/share\/(doc|man|locale|info|lintian|bug|doc-base)\//;

/** Seconds; below the limit of a check. */
const VERIFY_S = 12;

/** A small board reads one disk. */
async function verifiedFinding(
  { machine, clock }: CheckContext,
  packages: readonly DebianPackage[],
  well: string,
): Promise<CheckFinding> {
  if (packages.length === 0) return skipped('not measured: dpkg lists none of these packages');
  const limitS = VERIFY_S * machine.timeFactor;
  const until = clock.now() + limitS * 1_000;
  const left = new Set(packages.map(({ name }) => name));
  const lines: string[] = [];
  for (const names of runsOf(packages)) {
    if (until - clock.now() < (limitS - searchLimitS(machine)) * 1_000) break;
    const its = await searchAtIdlePriority(machine, 'dpkg', '--verify', ...names);
    lines.push(...its.lines);
    if (its.isWhole) for (const name of names) left.delete(name);
  }
  const byHand = `sudo dpkg --verify ${[...left].join(' ')}`;
  return changedFinding(machine, { lines, said: '', isWhole: left.size === 0, limitS, byHand }, well);
}

/** [dpkg(1), --verify: nine signs or `missing`, `c` for a settings file, the path; a missing package is on standard error] */
async function changedFinding(machine: MachineAccess, its: IdleSearchResult, well: string): Promise<CheckFinding> {
  const changed = its.lines.flatMap((line) => {
    const [, how, kind, path] = /^(\S+)\s+([a-z] )?\s*(\/.*)$/.exec(line) ?? [];
    return path === undefined || PAPERS.test(path) || CHECKED.includes(path)
      ? []
      : [{ path, isSetting: kind !== undefined, isGone: how === 'missing' }];
  });
  if (changed.length === 0) return goodIfSearchedWhole(its, well);
  const packages = await packagesOwningFiles(
    machine,
    changed.map(({ path }) => path),
  );
  const found = listShort(
    changed.map(({ path, isGone }) => `${path} is ${isGone ? 'gone' : isEmpty(machine, path) ? 'empty' : 'changed'}`),
    8,
  );
  const fix = reinstallDebianFix(packages, 'sudo reboot');
  return changed.every(({ isSetting }) => isSetting) ? warning(found, fix) : bad(found, fix);
}

const isEmpty = (machine: MachineAccess, path: string): boolean => readFileStatus(machine, path)?.bytes === 0;

const CHECKED: readonly string[] = ['/etc/usbguard/usbguard-daemon.conf'];

export async function packagesOwningFiles(
  machine: MachineAccess,
  files: readonly string[],
): Promise<readonly string[]> {
  if (files.length === 0) return [];
  const ran = await machine.run(
    'dpkg-query',
    '--search',
    ...files.flatMap((file) => [...new Set([file, unmerged(file)])]),
  );
  const names =
    ran.is === 'done' ? linesOf(ran.out).map((line) => (line.split(': ')[0] ?? '').split(',')[0] ?? '') : [];
  return [...new Set(names.map((name) => name.replace(/:.*$/, '')))];
}

/** PATH begins with /usr/local, also sudo's [sudoers(5), secure_path]. */
function shadowsFinding({ machine }: MachineContext): CheckFinding {
  const known = new Set(['/usr/bin', '/usr/sbin'].flatMap((folder) => namesIn(machine, folder)));
  const shadows = ['/usr/local/sbin', '/usr/local/bin'].flatMap((folder) =>
    namesIn(machine, folder)
      .filter((name) => known.has(name))
      .map((name) => `${folder}/${name}`),
  );
  if (shadows.length === 0) return good('none');
  return bad(`${listShort(shadows, 8)}: runs in place of the system’s program of this name`, removeFilesFix(shadows));
}

const WRITTEN_BY_DEBIAN =
  /\/__pycache__\/|\.cache$|\/gschemas\.compiled$|^\/usr\/lib\/(modules\/[^/]+\/modules\.|locale\/locale-archive$|udev\/hwdb\.bin$)|^\/usr\/share\/(mime|applications|info|perl|icons|fonts|locale|doc|man)\//;
/** An upgrade of Debian brings a few thousand new files. */
const MOST_NEW = 6_000;

/** A forged date hides no file: the kernel sets ctime [find(1), -newercm; inode(7)]. */
async function newFilesFinding({ machine }: MachineContext): Promise<CheckFinding> {
  if (readFileStatus(machine, INSTALLED.machine) === null) return skipped(NOT_PROVISIONED);
  const its = await searchAtIdlePriority(
    machine,
    ...(['find', '/usr', '-xdev', '(', '-path', INSTALLED.root, '-o', '-path', '/usr/local', ')', '-prune'] as const),
    ...['-o', '!', '-type', 'd', '-newercm', INSTALLED.machine, '-printf', '%C@ %y %p\\n'],
  );
  const files = its.lines
    .flatMap((line) => {
      const [, changed, type, path = ''] = /^(\S+) (\S) (.*)$/.exec(line) ?? [];
      return changed === undefined ? [] : [{ changedS: Number(changed), isLink: type === 'l', path }];
    })
    .filter(
      ({ path }) => !WRITTEN_BY_DEBIAN.test(path) && !linkTarget(machine, path)?.startsWith('/etc/alternatives/'),
    );
  if (files.length > MOST_NEW)
    return skipped(`not measured: ${files.length} files are newer than the provisioning; by hand: ${its.byHand}`);
  const strange = await filesOfNoPackage(
    machine,
    files.map(({ path }) => path),
  );
  if (strange.length > 0)
    return warning(
      listShort(strange, 8),
      `read each file; if your staff did not put it there: ${removeFilesFix(strange)}`,
    );
  const later = await changedLater(machine, files);
  const turned = later.filter(({ isLink }) => isLink).map(({ path }) => path);
  if (turned.length === 0) {
    const packages = await packagesOwningFiles(
      machine,
      later.map(({ path }) => path),
    );
    if (packages.length === 0) return goodIfSearchedWhole(its, 'none');
    return changedFinding(machine, await searchAtIdlePriority(machine, 'dpkg', '--verify', ...packages), 'none');
  }
  const packages = await packagesOwningFiles(machine, turned);
  return bad(
    listShort(
      turned.map(
        (path) =>
          `the link ${path} was changed after its package was installed: it leads to ${linkTarget(machine, path)}`,
      ),
      8,
    ),
    reinstallDebianFix(packages, 'sudo reboot'),
  );
}

/** Seconds from the list of a package to its last file. */
const UNPACK_S = 600;

interface NewFile {
  readonly path: string;
  readonly changedS: number;
  readonly isLink: boolean;
}

/**
 * For a link, a later change is a finding: dpkg records no target. A file may only have another mode, so `dpkg --verify` compares the
 * content.
 */
async function changedLater(machine: MachineAccess, files: readonly NewFile[]): Promise<readonly NewFile[]> {
  const owners = await ownersOf(
    machine,
    files.map(({ path }) => path),
  );
  return files.filter(({ path, changedS }) => {
    const owner = owners.get(path) ?? owners.get(unmerged(path));
    const list = owner === undefined ? null : readFileStatus(machine, `${DPKG_INFO_FOLDER}/${owner}.list`);
    return list !== null && changedS - list.modifiedMs / 1_000 > UNPACK_S;
  });
}

/** Path → package as dpkg names its files, such as `libc6:amd64` [dpkg-query(1), --search]. */
async function ownersOf(machine: MachineAccess, files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (files.length === 0) return new Map();
  const ran = await machine.run('dpkg-query', '--search', ...files.flatMap((file) => [file, unmerged(file)]));
  const lines = ran.is === 'done' ? linesOf(ran.out) : [];
  return new Map(
    lines.flatMap((line) => {
      const [, owner, path] = /^([^,\s]+)(?:,.*)?: (\/.*)$/.exec(line) ?? [];
      return owner === undefined || path === undefined ? [] : [[path, owner] as const];
    }),
  );
}

const ofFiles = installedCheck('files');

export const DEBIAN_FILE_CHECKS: readonly CheckSpec[] = [
  ofFiles({
    id: 'debian-files',
    title: 'The packages of Debian that the kiosk needs, with their libraries',
    expected: 'none of their files was changed or removed',
    look: (context) => verifiedFinding(context, carrying(context.machine).small, 'as Debian brought them'),
  }),
  ofFiles({
    id: 'large-packages',
    title: 'The kernel, the browser and large libraries',
    expected: 'none of their files was changed or removed',
    look: (context) => verifiedFinding(context, carrying(context.machine).large, 'as Debian brought them'),
  }),
  ofFiles({
    id: 'new-files',
    title: 'Files below /usr that came after the provisioning',
    expected: 'only files of packages',
    look: newFilesFinding,
  }),
  ofFiles({
    id: 'shadowing-programs',
    title: 'Programs that hide a program of the system',
    expected: 'none',
    look: shadowsFinding,
  }),
];
