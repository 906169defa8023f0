import { CheckSkippedError, type MachineAccess, namesIn, textOf } from './machine-port.ts';

export const DPKG_STATUS_FILE = '/var/lib/dpkg/status';
export const DPKG_INFO_FOLDER = '/var/lib/dpkg/info';
/** dpkg keeps the former file; dpkg-db-backup.timer one copy a day. */
const COPIES = [`${DPKG_STATUS_FILE}-old`, '/var/backups/dpkg.status.0'];

/** [dpkg(1), PACKAGE STATES] */
export interface DebianPackage {
  readonly name: string;
  readonly state: string;
  readonly isBroken: boolean;
  /** Part of the file names, if a package can have several architectures. */
  readonly architecture: string;
  readonly needs: readonly (readonly string[])[];
  readonly provides: readonly string[];
  /** KiB. */
  readonly sizeKib: number;
}

/** Names without version and architecture [deb822(5); Debian Policy 7.1]. */
const namesOf = (field: string, between: string): readonly string[] =>
  field
    .split(between)
    .map((each) => /^[a-z0-9][a-z0-9+.-]*/.exec(each.trim())?.[0] ?? '')
    .filter((name) => name !== '');

function packageIn(stanza: string): DebianPackage | null {
  const fields = new Map<string, string>();
  for (const [, key = '', value = ''] of stanza.replace(/\n[ \t]+/g, ' ').matchAll(/^([A-Za-z-]+):[ \t]*(.*)$/gm))
    fields.set(key, value);
  const of = (key: string) => fields.get(key) ?? '';
  const [, wanted = '', state = ''] = /^(\S+ \S+) (\S+)$/.exec(of('Status')) ?? [];
  if (of('Package') === '' || state === '') return null;
  const needs = [of('Pre-Depends'), of('Depends')].flatMap((field) => field.split(','));
  return {
    name: of('Package'),
    state,
    isBroken: wanted.endsWith(' reinstreq'),
    architecture: of('Architecture'),
    needs: needs.map((each) => namesOf(each, '|')).filter((names) => names.length > 0),
    provides: namesOf(of('Provides'), ','),
    sizeKib: Number(of('Installed-Size')) || 0,
  };
}

/** A package installed only in part counts, because its dependencies then count too. */
export const isInstalledAtLeastInPart = ({ state }: DebianPackage): boolean =>
  state !== 'config-files' && state !== 'not-installed';

/** `null`: missing, or with content that dpkg never writes. */
function packagesIn(text: string | null): readonly DebianPackage[] | null {
  if (text === null || text.includes('\0') || !text.endsWith('\n')) return null;
  const found = text.split(/\n{2,}/).filter((stanza) => stanza.trim() !== '');
  const packages = found.flatMap((stanza) => packageIn(stanza) ?? []);
  return packages.length === 0 || packages.length !== found.length ? null : packages;
}

const ownName = (file: string): string => file.replace(/(:[\w-]+)?\.\w+$/, '');

function unknownIn(packages: readonly DebianPackage[], lists: readonly string[]): readonly string[] {
  const known = new Set(packages.map(({ name }) => name));
  return lists.map(ownName).filter((name) => !known.has(name));
}

export interface DpkgState {
  /** `[]`: damaged. */
  readonly packages: readonly DebianPackage[];
  /** `null`: intact. */
  readonly damage: string | null;
  readonly copy: string | null;
  readonly withoutFiles: readonly string[];
  /** Packages without hashes: dpkg reports all their files as unchanged. */
  readonly withoutHashes: readonly string[];
}

const states = new WeakMap<MachineAccess, DpkgState>();

export function dpkgState(machine: MachineAccess): DpkgState {
  const known = states.get(machine) ?? readState(machine);
  states.set(machine, known);
  return known;
}

function readState(machine: MachineAccess): DpkgState {
  const names = namesIn(machine, DPKG_INFO_FOLDER);
  const lists = names.filter((name) => name.endsWith('.list'));
  const packages = packagesIn(textOf(machine, DPKG_STATUS_FILE));
  const damage = damageOf(packages, lists);
  const isWhole = (path: string) => damageOf(packagesIn(textOf(machine, path)), lists) === null;
  const its = damage === null ? (packages ?? []) : [];
  const there = its.filter(isInstalledAtLeastInPart);
  const has = new Set(names);
  const lacks = (kind: string) => there.filter((each) => isEmpty(machine, has, each, kind)).map(({ name }) => name);
  return {
    packages: its,
    damage,
    copy: damage === null ? null : (COPIES.find(isWhole) ?? null),
    withoutFiles: lacks('list'),
    withoutHashes: lacks('md5sums'),
  };
}

function damageOf(packages: readonly DebianPackage[] | null, lists: readonly string[]): string | null {
  if (packages === null) return `${DPKG_STATUS_FILE} is empty or damaged`;
  const unknown = unknownIn(packages, lists);
  if (unknown.length === 0) return null;
  return `${DPKG_STATUS_FILE} has lost ${unknown.length} of ${lists.length} packages, such as ${unknown.slice(0, 3).join(', ')}`;
}

function isEmpty(
  machine: MachineAccess,
  has: ReadonlySet<string>,
  { name, architecture }: DebianPackage,
  kind: string,
): boolean {
  const file = [`${name}.${kind}`, `${name}:${architecture}.${kind}`].find((each) => has.has(each));
  if (file === undefined) return true;
  const its = machine.stat(`${DPKG_INFO_FOLDER}/${file}`);
  return !its.ok || its.value.bytes === 0;
}

/**
 * Throws `CheckSkippedError` if the data of dpkg is damaged. For checks that ask dpkg for a file's package or whether a file is unchanged.
 */
export function skipIfDpkgDamaged(machine: MachineAccess): void {
  const { damage, withoutFiles } = dpkgState(machine);
  if (damage !== null || withoutFiles.length > 0)
    throw new CheckSkippedError('could not look: dpkg’s data about packages is damaged, see dpkg');
}

/** Direct and indirect dependencies. Of alternatives, the installed ones. */
export function packageWithDependencies(packages: readonly DebianPackage[], root: string): readonly DebianPackage[] {
  const installed = packages.filter(isInstalledAtLeastInPart);
  const givers = new Map<string, DebianPackage[]>();
  for (const each of installed)
    for (const name of [each.name, ...each.provides]) givers.set(name, [...(givers.get(name) ?? []), each]);
  const closure = new Set<DebianPackage>(installed.filter(({ name }) => name === root));
  // The set grows during this loop.
  for (const { needs } of closure)
    for (const name of needs.flat()) for (const giver of givers.get(name) ?? []) closure.add(giver);
  return [...closure];
}

/** Dependencies that no installed package satisfies; the first alternative is named. */
export function unmetDependencies(
  packages: readonly DebianPackage[],
): readonly { readonly by: string; readonly name: string }[] {
  const installed = packages.filter(isInstalledAtLeastInPart);
  const there = new Set(installed.flatMap(({ name, provides }) => [name, ...provides]));
  return installed.flatMap(({ name: by, needs }) =>
    needs.filter((names) => !names.some((name) => there.has(name))).map(([name = '']) => ({ by, name })),
  );
}
