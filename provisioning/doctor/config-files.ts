import {
  CheckSkippedError,
  DENIED_ERRNOS,
  linesOf,
  linkTarget,
  type MachineAccess,
  namesIn,
  textOf,
} from './machine-port.ts';

/** Strongest first: of files with one name the first counts [systemd-system.conf(5), udev(7), sysctl.d(5)]. */
const PLACES = ['/etc', '/run', '/usr/local/lib', '/usr/lib'];
/** Folders of unit files, strongest first [systemd.unit(5), table 1]. */
export const UNIT_FOLDERS_BY_STRENGTH = [
  '/etc/systemd/system.control',
  '/run/systemd/system.control',
  '/run/systemd/transient',
  '/run/systemd/generator.early',
  '/etc/systemd/system',
  '/etc/systemd/system.attached',
  '/run/systemd/system',
  '/run/systemd/system.attached',
  '/run/systemd/generator',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/run/systemd/generator.late',
];

const placesOf = (folder: string): readonly string[] =>
  folder === 'systemd/system' ? UNIT_FOLDERS_BY_STRENGTH : PLACES.map((place) => `${place}/${folder}`);

interface ConfigFile {
  readonly name: string;
  readonly path: string;
}

/** Files of a folder such as `sysctl.d`, in the order in which they take effect: the last value counts. */
export function effectiveConfigFiles(machine: MachineAccess, folderName: string): readonly ConfigFile[] {
  const byName = new Map<string, ConfigFile>();
  for (const place of placesOf(folderName))
    for (const name of namesIn(machine, place))
      if (!byName.has(name)) byName.set(name, { name, path: `${place}/${name}` });
  return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Files that hide a package's file in `/usr/lib`. */
export const filesHidingPackageFile = (machine: MachineAccess, folder: string, name: string): readonly string[] =>
  placesOf(folder)
    .filter((place) => !place.startsWith('/usr/lib/'))
    .filter((place) => namesIn(machine, place).includes(name))
    .map((place) => `${place}/${name}`);

export interface ConfigSetting {
  readonly key: string;
  readonly value: string;
  readonly path: string;
  readonly written: string;
}

/** `Key=Value` below `[Section]` [systemd.syntax(7)]. */
export const iniSettings = (text: string, path: string): readonly ConfigSetting[] =>
  settingsIn(text, path, /^([A-Za-z]+)\s*=\s*(.*)$/);

const MANAGER_FILES = ['/usr/lib', '/usr/local/lib', '/run', '/etc'].map((place) => `${place}/systemd/system.conf`);

/** Settings of the systemd manager, in the order in which they take effect [systemd-system.conf(5)]. */
export const managerSettings = (machine: MachineAccess): readonly ConfigSetting[] =>
  [...MANAGER_FILES, ...effectiveConfigFiles(machine, 'systemd/system.conf.d').map(({ path }) => path)].flatMap(
    (path) => iniSettings(configText(machine, path), path),
  );

/** `key = value`. A dash before the key ignores the kernel's refusal; `/` counts as `.` [sysctl.d(5)]. */
export const sysctlSettings = (text: string, path: string): readonly ConfigSetting[] =>
  settingsIn(text, path, /^-?([\w./*-]+?)\s*=\s*(.*)$/).map((its) => ({ ...its, key: its.key.replaceAll('/', '.') }));

const settingsIn = (text: string, path: string, form: RegExp): readonly ConfigSetting[] =>
  linesOf(text).flatMap((line) => {
    const [, written, value] = form.exec(line.trim()) ?? [];
    return written === undefined || value === undefined ? [] : [{ key: written, value: value.trim(), path, written }];
  });

/** Text of a file; empty if missing or linked to `/dev/null`. */
export const configText = (machine: MachineAccess, path: string): string =>
  linkTarget(machine, path) === '/dev/null' ? '' : (textOf(machine, path) ?? '');

/** Files and links of a folder and its subfolders; `[]` if the folder does not exist. */
export function filesBelow(machine: MachineAccess, folder: string): readonly string[] {
  return namesIn(machine, folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (linkTarget(machine, path) !== null) return [path];
    const its = machine.stat(path);
    if (!its.ok) {
      if (DENIED_ERRNOS.includes(its.error))
        throw new CheckSkippedError(`only root may read ${path}: run this with sudo`);
      return [];
    }
    return its.value.is === 'folder' ? filesBelow(machine, path) : [path];
  });
}
