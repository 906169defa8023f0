import { restartCommand } from '../../device/troubles/start-anew.ts';
import { INSTALLED, PORT_UNITS, RENEWAL, UNITS } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, warning } from './check.ts';
import { configText, filesBelow, iniSettings, UNIT_FOLDERS_BY_STRENGTH } from './config-files.ts';
import { filesOfNoPackage } from './debian-files.ts';
import { type MachineAccess, type MachineContext, namesIn, outputOf, textOf } from './machine-port.ts';
import { removeFilesFix } from './take-away.ts';

export const PACKAGE_UNITS = [
  ...Object.values(UNITS),
  ...Object.values(PORT_UNITS),
  ...Object.values(RENEWAL),
  'asan-usb-open.service',
  'asan-console.service',
  'asan-firewall.service',
  'asan-hosts.service',
  'asan-hosts.timer',
];
const RESTS_ON = [
  'usbguard.service',
  'seatd.service',
  'systemd-udevd.service',
  'systemd-logind.service',
  'systemd-journald.service',
];

export const SLICES = ['-.slice', 'system.slice', 'user.slice'];

/** systemd reads a changed file at once, and uses it from the next start on. */
export const REREAD_UNITS_COMMAND = 'sudo systemctl daemon-reload && sudo reboot';

/** A unit's drop-ins go by its name, the name's beginning, and its kind [systemd.unit(5)]. */
function dropInFolders(unit: string): readonly string[] {
  const kind = unit.slice(unit.lastIndexOf('.'));
  const parts = unit.slice(0, -kind.length).split('-');
  const beginnings = parts.slice(0, -1).map((_, index) => `${parts.slice(0, index + 1).join('-')}-${kind}`);
  return [unit, ...beginnings, kind.slice(1)].map((name) => `${name}.d`);
}

export const isInspectedDropIn = (file: string): boolean =>
  [...PACKAGE_UNITS, ...RESTS_ON, ...SLICES]
    .flatMap(dropInFolders)
    .some((folder) => file.includes(`/${folder}/`) && file.endsWith('.conf'));

const OF_OURS: readonly string[] = [
  INSTALLED.kioskDropIn,
  INSTALLED.socketDropIn,
  '/usr/lib/systemd/system/usbguard.service.d/asan-kiosk.conf',
];

async function dropInsFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const units = [...PACKAGE_UNITS, ...RESTS_ON, ...SLICES];
  const folders = new Set(units.flatMap(dropInFolders));
  const files = UNIT_FOLDERS_BY_STRENGTH.flatMap((place) =>
    namesIn(machine, place)
      .filter((name) => folders.has(name))
      .flatMap((name) => filesBelow(machine, `${place}/${name}`)),
  ).filter((file) => file.endsWith('.conf') && !OF_OURS.includes(file));
  const strange = await filesOfNoPackage(machine, files);
  if (strange.length === 0) return good('only from provision and the package');
  return bad(
    listShort(strange.map((file) => `${file} ${setsWords(machine, file)}`)),
    removeFilesFix(strange, unitsAnew(strange)),
  );
}

/** Keys without values, which may be secret. */
function setsWords(machine: MachineAccess, file: string): string {
  const keys = new Set(iniSettings(configText(machine, file), file).map(({ key }) => key));
  return keys.size === 0 ? 'sets nothing' : `sets ${[...keys].join(', ')}`;
}

function unitsAnew(files: readonly string[]): string {
  const units = files.map((file) => /\/([^/]+)\.d\/[^/]+$/.exec(file)?.[1] ?? '');
  const isOne = units.every((unit) => [...PACKAGE_UNITS, ...RESTS_ON].includes(unit) && !unit.startsWith('systemd-'));
  return isOne ? `sudo systemctl daemon-reload && ${restartCommand(...new Set(units))}` : REREAD_UNITS_COMMAND;
}

/** [systemctl(1), show; systemd.exec(5)] */
const HELD: Readonly<Record<string, readonly string[]>> = {
  [UNITS.kiosk]: ['DevicePolicy', 'PrivateMounts'],
  [UNITS.glass]: [],
};
const HELD_BY_BOTH = [
  'User',
  'Group',
  'NoNewPrivileges',
  'ProtectSystem',
  'ProtectHome',
  'PrivateTmp',
  'ProtectKernelModules',
  'ProtectKernelLogs',
  'ProtectClock',
  'ProtectHostname',
  'RestrictRealtime',
  'RestrictSUIDSGID',
  'LockPersonality',
];

async function heldFinding(machine: MachineAccess): Promise<CheckFinding> {
  const units = await Promise.all(Object.keys(HELD).map((unit) => heldOf(machine, unit)));
  const wrong = units.flatMap((its) => its.wrong);
  const fix = `sudo systemctl daemon-reload && ${restartCommand(...Object.keys(HELD))}`;
  if (wrong.length > 0)
    return bad(listShort(wrong), `${fix}; if this does not help, unit-drop-ins and package-hidden name the file`);
  if (units.some(({ isStale }) => isStale))
    return warning('a file of these units was changed after systemd read it', fix);
  return good('as in the files of the package');
}

async function heldOf(
  machine: MachineAccess,
  unit: string,
): Promise<{ readonly wrong: readonly string[]; readonly isStale: boolean }> {
  const properties = [...HELD_BY_BOTH, ...(HELD[unit] ?? [])];
  const asked = `--property=${['NeedDaemonReload', ...properties].join(',')}`;
  const held = valuesOf(await outputOf(machine, 'systemctl', 'show', unit, asked));
  const lines = valuesOf(textOf(machine, `/usr/lib/systemd/system/${unit}`) ?? '');
  const wrong = properties.flatMap((property) => {
    const [now, wanted] = [held.get(property), lines.get(property)];
    return now === undefined || wanted === undefined || now === wanted
      ? []
      : [`${unit} has ${property}=${now}, not ${wanted}`];
  });
  return { wrong, isStale: held.get('NeedDaemonReload') === 'yes' };
}

const valuesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(iniSettings(text, '').map(({ key, value }) => [key, value]));

export const UNIT_FILE_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'unit-drop-ins',
    title: 'Files that change the units of the kiosk',
    expected: 'only from provision and the package',
    look: dropInsFinding,
  }),
  installedCheck('closed')({
    id: 'unit-rights',
    title: 'What systemd lets kiosk and browser do',
    expected: 'no more than in the files of the package',
    look: ({ machine }) => heldFinding(machine),
  }),
];
