import { bad, type CheckSpec, type Finding, good, installedCheck, named, warning } from './check.ts';
import { CannotLook, lateLook, linesOf, type Machine, namesIn } from './machine-port.ts';
import { search, wellAsFar } from './own-files-checks.ts';
import { debianFix } from './package-cure.ts';

/** Of these files those that no package of Debian has brought [dpkg-query(1), --search: what it finds, `package: file`]. */
export async function strangers(machine: Machine, files: readonly string[]): Promise<readonly string[]> {
  if (files.length === 0) return [];
  // What a package has in /lib is in /usr/lib, and known by the first name alone.
  const ran = await machine.run('dpkg-query', '--search', ...files.flatMap((file) => [file, unmerged(file)]));
  if (ran.is === 'late') throw lateLook('dpkg-query', ran.afterMs, `dpkg -S ${files[0]}`);
  // It ends with 1 where some were not found.
  if (ran.is !== 'done' || ran.exit > 1)
    throw new CannotLook('not measured: dpkg-query does not tell whose files these are');
  const known = new Set(linesOf(ran.out).map((line) => line.slice(line.indexOf(': ') + 2)));
  return files.filter((file) => !known.has(file) && !known.has(unmerged(file)));
}

const unmerged = (file: string): string => file.replace(/^\/usr\/(lib|bin|sbin)\//, '/$1/');

/** Small packages that close the machine or carry the kiosk. The browser is left out: to read it takes a board longer than a check may. */
const PACKAGES = [
  ...['usbguard', 'nftables', 'seatd', 'cage', 'polkitd', 'udev', 'systemd', 'systemd-sysv'],
  ...[
    'systemd-timesyncd',
    'libpam-modules',
    'libpam-runtime',
    'libpam-systemd',
    'sudo',
    'openssh-server',
    'login',
    'passwd',
  ],
  ...[
    'pcscd',
    'socat',
    'util-linux',
    'mount',
    'libc6',
    'libc-bin',
    'dash',
    'bash',
    'coreutils',
    'dbus',
    'dbus-system-bus-common',
    'kmod',
  ],
  ...[
    'base-files',
    'init-system-helpers',
    'procps',
    'cron',
    'unattended-upgrades',
    'apt',
    'network-manager',
    'ifupdown',
  ],
];

/** Of no weight: an image may leave them out. */
const PAPERS = /^\/usr\/share\/(doc|man|locale|info|lintian|bug|doc-base)\//;

/** [dpkg(1), --verify: nine signs or `missing`, `c` of a file of settings, the path; a package that is not here is told on the other output] */
async function packagesFinding(machine: Machine): Promise<Finding> {
  const its = await search(machine, 'dpkg', '--verify', ...PACKAGES);
  const changed = its.lines.flatMap((line) => {
    const [, how, kind, path] = /^(\S+)\s+([a-z] )?\s*(\/.*)$/.exec(line) ?? [];
    return path === undefined || PAPERS.test(path) || CHECKED.includes(path)
      ? []
      : [{ path, isSetting: kind !== undefined, isGone: how === 'missing' }];
  });
  if (changed.length === 0) return wellAsFar(its, 'as Debian brought them');
  const packages = await packagesOf(
    machine,
    changed.map(({ path }) => path),
  );
  const found = named(
    changed.map(({ path, isGone }) => `${path} is ${isGone ? 'gone' : 'changed'}`),
    8,
  );
  const fix = debianFix(packages, 'sudo reboot');
  return changed.every(({ isSetting }) => isSetting) ? warning(found, fix) : bad(found, fix);
}

/** Another check reads what is in it. */
const CHECKED: readonly string[] = ['/etc/usbguard/usbguard-daemon.conf'];

async function packagesOf(machine: Machine, files: readonly string[]): Promise<readonly string[]> {
  const ran = await machine.run('dpkg-query', '--search', ...files);
  const names =
    ran.is === 'done' ? linesOf(ran.out).map((line) => (line.split(': ')[0] ?? '').split(',')[0] ?? '') : [];
  return [...new Set(names.map((name) => name.replace(/:.*$/, '')))];
}

/** Who says `node`, `nft` or `asan-kiosk` gets the first of this name in the PATH, and `sudo` looks there first [sudoers(5), secure_path]. */
function shadowsFinding(machine: Machine): Finding {
  const known = new Set(['/usr/bin', '/usr/sbin'].flatMap((folder) => namesIn(machine, folder)));
  const shadows = ['/usr/local/sbin', '/usr/local/bin'].flatMap((folder) =>
    namesIn(machine, folder)
      .filter((name) => known.has(name))
      .map((name) => `${folder}/${name}`),
  );
  if (shadows.length === 0) return good('none');
  return bad(`${named(shadows, 8)}: run in the place of the program of the system`, `sudo rm ${shadows.join(' ')}`);
}

const ofFiles = installedCheck('files');

export const DEBIAN_FILE_CHECKS: readonly CheckSpec[] = [
  ofFiles({
    id: 'debian-files',
    title: 'The packages of Debian on which the kiosk stands',
    expected: 'no file of theirs was changed or removed',
    look: ({ machine }) => packagesFinding(machine),
  }),
  ofFiles({
    id: 'shadowing-programs',
    title: 'Programs that are found before those of the system',
    expected: 'none',
    look: ({ machine }) => shadowsFinding(machine),
  }),
];
