import {
  bad,
  type CheckFinding,
  type CheckSpec,
  good,
  installedCheck,
  listShort,
  skipped,
  warning,
  worstOf,
} from './check.ts';
import {
  type DebianPackage,
  DPKG_INFO_FOLDER,
  DPKG_STATUS_FILE,
  type DpkgState,
  dpkgState,
  isInstalledAtLeastInPart,
  packageWithDependencies,
  skipIfDpkgDamaged,
  unmetDependencies,
} from './dpkg-status.ts';
import { linesOf, type MachineAccess, type MachineContext, namesIn, outputOf, readFileStatus } from './machine-port.ts';
import { goodIfSearchedWhole, SETUID_OF_DEBIAN, searchAtIdlePriority } from './own-files-checks.ts';
import { KIOSK_PACKAGE, reinstallPackagesFix } from './package-cure.ts';
import { moveAsideCommand } from './take-away.ts';

interface Diversion {
  readonly from: string;
  readonly to: string;
  /** `null`: a local diversion. */
  readonly by: string | null;
}

/** [dpkg-divert(1), --list] */
function diversionIn(line: string): Diversion | null {
  const [, isLocal, from, to, by] = /^(local )?diversion of (.+?) to (.+?)(?: by (\S+))?$/.exec(line) ?? [];
  return from === undefined || to === undefined ? null : { from, to, by: isLocal ? null : (by ?? null) };
}

/** `dpkg --verify` does not check this file. */
async function diversionFinding({ machine }: MachineContext): Promise<CheckFinding> {
  skipIfDpkgDamaged(machine);
  const installed = new Set(
    dpkgState(machine)
      .packages.filter(isInstalledAtLeastInPart)
      .map(({ name }) => name),
  );
  const all = linesOf(await outputOf(machine, 'dpkg-divert', '--list')).flatMap((line) => diversionIn(line) ?? []);
  const wrong = all.filter(({ by }) => by === null || !installed.has(by));
  if (wrong.length === 0) return good(all.length === 0 ? 'none' : `${all.length}, all of packages`);
  return bad(
    listShort(
      wrong.map(({ from, to, by }) => {
        const why = by === null ? '' : ` for the package ${by}, which is not installed`;
        return hasOriginal(machine, to)
          ? `dpkg keeps the package’s ${from} at ${to}${why}`
          : `dpkg writes updates of ${from} to ${to}${why}`;
      }),
      8,
    ),
    `${wrong.map((its) => cureOf(machine, its)).join(' && ')}; then run doctor again`,
  );
}

/** With `--no-rename` the original stays in its place. */
const hasOriginal = (machine: MachineAccess, path: string): boolean => readFileStatus(machine, path) !== null;

function cureOf(machine: MachineAccess, { from, to, by }: Diversion): string {
  const owner = by === null ? '--local' : `--package ${by}`;
  return hasOriginal(machine, to)
    ? `${moveAsideCommand([from])} && sudo dpkg-divert --rename ${owner} --remove ${from}`
    : `sudo dpkg-divert --no-rename ${owner} --remove ${from}`;
}

/** dpkg sets these owners and modes at each upgrade, in place of the package's [dpkg-statoverride(1), --list]. */
async function overrideFinding({ machine }: MachineContext): Promise<CheckFinding> {
  skipIfDpkgDamaged(machine);
  const ran = await machine.run('dpkg-statoverride', '--list');
  // Exit code 1: there is no override.
  const lines =
    ran.is === 'done' && ran.exit === 1 ? [] : linesOf(await outputOf(machine, 'dpkg-statoverride', '--list'));
  const paths = lines.flatMap((line) => {
    const [, mode = '', path = ''] = /^\S+ \S+ (\d+) (.*)$/.exec(line) ?? [];
    const bits = Number.parseInt(mode, 8);
    return isOpen(bits, path) ? [{ line, path, take: (bits & 0o002) !== 0 ? 'o-w' : 'ug-s' }] : [];
  });
  if (paths.length === 0) return good(lines.length === 0 ? 'none' : `${lines.length}, and none opens a file`);
  return warning(
    listShort(
      paths.map(
        ({ line, take }) => `${line}: ${take === 'o-w' ? 'all users may write it' : 'it runs as its owner or group'}`,
      ),
    ),
    paths.map(({ path, take }) => `sudo dpkg-statoverride --remove ${path} && sudo chmod ${take} ${path}`).join(' && '),
  );
}

/** Seconds. dpkg writes hashes and list at most 7 ms apart (1,055 packages); a board may be slow. */
const APART_S = 600;

/** dpkg runs these as root at the next upgrade or removal [deb-postinst(5)]. */
const SCRIPTS = ['preinst', 'postinst', 'prerm', 'postrm'];

/** `dpkg --verify` believes a package's hashes, and does not verify its scripts. No program can set ctime [utimensat(2)]. */
async function hashesFinding({ machine }: MachineContext): Promise<CheckFinding> {
  skipIfDpkgDamaged(machine);
  const kinds = ['md5sums', 'list', ...SCRIPTS].flatMap((kind) => ['-o', '-name', `*.${kind}`]);
  const found = await searchAtIdlePriority(
    machine,
    'find',
    DPKG_INFO_FOLDER,
    '(',
    ...kinds.slice(1),
    ')',
    '-printf',
    '%C@ %f\\n',
  );
  const times = new Map(
    found.lines.map((line) => {
      const [seconds = '', name = ''] = line.split(' ');
      return [name, Number(seconds)] as const;
    }),
  );
  const later = [...times].flatMap(([name, at]) => {
    const [, its, kind] = /^(.*)\.(md5sums|\w+(?:inst|rm))$/.exec(name) ?? [];
    const isLater = its !== undefined && at - (times.get(`${its}.list`) ?? at) > APART_S;
    return isLater ? [{ name: its.replace(/:.*$/, ''), part: kind === 'md5sums' ? 'hashes' : `script ${kind}` }] : [];
  });
  if (later.length === 0) return goodIfSearchedWhole(found, 'hashes and scripts are as old as their packages');
  return bad(
    listShort(
      later.map(({ name, part }) => `${part} of ${name}: written after the package was installed`),
      8,
    ),
    reinstallPackagesFix([...new Set(later.map(({ name }) => name))], 'sudo reboot'),
  );
}

function isOpen(mode: number, path: string): boolean {
  if ((mode & 0o002) !== 0) return (mode & 0o1000) === 0;
  return (mode & 0o6000) !== 0 && (mode & 0o111) !== 0 && !SETUID_OF_DEBIAN.some((known) => known.test(path));
}

const DYING = 'then check whether the disk is failing: sudo dmesg | tail -50';

function damageFinding({ damage, copy, withoutFiles }: DpkgState): CheckFinding | null {
  if (damage !== null)
    return bad(
      `${damage}: checks that ask dpkg were not run`,
      copy === null
        ? 'no copy of this file is whole: make a backup (sudo asan-kiosk backup), then install the kiosk again; use another disk if sudo dmesg | tail -50 shows errors of this disk'
        : `sudo cp -a ${copy} ${DPKG_STATUS_FILE} && sudo dpkg --configure -a, ${DYING}`,
    );
  if (withoutFiles.length === 0) return null;
  return bad(
    `dpkg has no list of the files of ${listShort(withoutFiles)}: checks that ask dpkg were not run`,
    `${reinstallPackagesFix(withoutFiles)}; ${DYING}`,
  );
}

/** dpkg finishes such packages itself, unless files are missing [dpkg(1), --configure]. */
const isHalf = ({ state }: DebianPackage): boolean => !['installed', 'config-files', 'not-installed'].includes(state);

function halfFinding(machine: MachineAccess, packages: readonly DebianPackage[]): CheckFinding | null {
  const broken = packages.filter(({ state, isBroken }) => isBroken || state === 'half-installed');
  if (broken.length > 0)
    return bad(
      listShort(broken.map(({ name, state }) => `${name} is ${state}`)),
      reinstallPackagesFix(broken.map(({ name }) => name)),
    );
  const half = packages.filter(isHalf);
  const open = namesIn(machine, '/var/lib/dpkg/updates').filter((name) => /^\d+$/.test(name));
  if (half.length === 0 && open.length === 0) return null;
  const what =
    half.length === 0 ? 'an installation was interrupted' : listShort(half.map((its) => `${its.name} is ${its.state}`));
  return bad(what, 'sudo dpkg --configure -a');
}

function unmetFinding(packages: readonly DebianPackage[], ours: ReadonlySet<string>): CheckFinding | null {
  const unmet = unmetDependencies(packages);
  if (unmet.length === 0) return null;
  const found = listShort([...new Set(unmet.map(({ by, name }) => `${name}, which ${by} needs, is not installed`))]);
  const fix = reinstallPackagesFix([...new Set(unmet.map(({ name }) => name))]);
  return unmet.some(({ by }) => ours.has(by)) ? bad(found, fix) : warning(found, fix);
}

function hashlessFinding(names: readonly string[], ours: ReadonlySet<string>): CheckFinding | null {
  if (names.length === 0) return null;
  const found = `dpkg has no hashes of ${listShort(names)}: it is not known whether the files of these packages are whole`;
  return names.some((name) => ours.has(name))
    ? bad(found, reinstallPackagesFix(names))
    : warning(found, reinstallPackagesFix(names));
}

function stateFinding(machine: MachineAccess): CheckFinding {
  const state = dpkgState(machine);
  const damaged = damageFinding(state);
  if (damaged) return damaged;
  const { packages, withoutHashes } = state;
  const ours = new Set(packageWithDependencies(packages, KIOSK_PACKAGE).map(({ name }) => name));
  const findings = [
    halfFinding(machine, packages),
    unmetFinding(packages, ours),
    hashlessFinding(withoutHashes, ours),
  ].flatMap((each) => each ?? []);
  if (findings.length === 0) return good(`${packages.length} packages, all complete, with everything that they need`);
  return { ...worstOf(findings, ''), ...joined(findings) };
}

const joined = (findings: readonly CheckFinding[]): Pick<CheckFinding, 'found' | 'fix'> => ({
  found: findings.map(({ found }) => found).join('; '),
  fix: findings.map(({ fix }) => fix).join('; then: '),
});

export const DPKG_STATE_CHECKS: readonly CheckSpec[] = [
  installedCheck('program')({
    id: 'dpkg',
    title: 'The data of dpkg about the packages',
    expected: 'each package is completely installed, with its files, its hashes, and everything that it needs',
    look: ({ machine }) =>
      machine.stat('/var/lib/dpkg').ok ? stateFinding(machine) : skipped('not measured: there is no dpkg here'),
  }),
];

const ofFiles = installedCheck('files');

export const DPKG_CHECKS: readonly CheckSpec[] = [
  ofFiles({
    id: 'diversions',
    title: 'Files of packages that dpkg diverts',
    expected: 'only diversions that installed packages made',
    look: diversionFinding,
  }),
  ofFiles({
    id: 'package-hashes',
    title: 'The hashes with which dpkg verifies the files of packages, and their scripts',
    expected: 'not written after the package was installed',
    look: hashesFinding,
  }),
  ofFiles({
    id: 'mode-overrides',
    title: 'Owners and modes that dpkg sets instead of those in the package',
    expected: 'no mode lets all users write a file, or makes a program run as its owner or group',
    look: overrideFinding,
  }),
];
