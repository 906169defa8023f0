import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, warning } from './check.ts';
import { UNIT_FOLDERS_BY_STRENGTH } from './config-files.ts';
import { filesOfNoPackage, packagesOwningFiles } from './debian-files.ts';
import { linesOf, linkTarget, type MachineAccess, type MachineContext, namesIn, outputOf } from './machine-port.ts';
import { removeFilesFix } from './take-away.ts';
import { PACKAGE_UNITS, REREAD_UNITS_COMMAND } from './unit-file-checks.ts';
import { type SystemdUnits, withUnits } from './units.ts';

/* Units that stop a unit of the kiosk or prevent its start [systemd.unit(5)]. */

const WANTED = [...PACKAGE_UNITS, 'seatd.service', 'usbguard.service', 'multi-user.target'];

const MAY_CONFLICT = [
  ...PACKAGE_UNITS,
  'shutdown.target',
  'rescue.service',
  'rescue.target',
  'emergency.service',
  'emergency.target',
];

const UNIT_FILE = /\.(service|target|socket|path|timer|mount|slice)$/;

interface Harm {
  readonly unit: string;
  readonly path: string | null;
  readonly does: string;
}

/** Commands count: a unit may run `systemctl stop`. */
function deedsIn(text: string): readonly string[] {
  const lines = linesOf(text.replace(/\\\n/g, ' '));
  return lines.flatMap((line) => {
    const [, key = '', value = ''] = /^\s*(Conflicts|PropagatesStopTo|Exec\w+)\s*=(.*)$/.exec(line) ?? [];
    const wanted = value.split(/[\s'";&|]+/).flatMap((word) => wantedOf(word) ?? []);
    if (wanted.length === 0) return [];
    if (key === 'Conflicts') return [`stops ${wanted.join(', ')} when it starts`];
    if (key === 'PropagatesStopTo') return [`stops ${wanted.join(', ')} when it ends`];
    return STOPS.test(value) ? [`stops ${wanted.join(', ')} by a command`] : [];
  });
}

const STOPS = /\bsystemctl\b.*\b(stop|kill|mask|disable|restart|try-restart|isolate)\b/;

const wantedOf = (word: string): string | undefined =>
  WANTED.find((unit) => unit === word || unit === `${word}.service`);

/** A unit that is not loaded may come with the next start. */
function harmsInFiles(machine: MachineAccess): readonly Harm[] {
  return UNIT_FOLDERS_BY_STRENGTH.flatMap((place) =>
    namesIn(machine, place).flatMap((name) => {
      const unit = name.replace(/\.(d|requires)$/, '');
      if (!UNIT_FILE.test(unit)) return [];
      const folder = `${place}/${name}`;
      if (name.endsWith('.requires')) return WANTED.includes(unit) ? needsOf(machine, unit, folder) : [];
      if (MAY_CONFLICT.includes(unit)) return [];
      const files = name.endsWith('.d') ? namesIn(machine, folder).map((its) => `${folder}/${its}`) : [folder];
      return files.flatMap((path) => {
        const read = machine.read(path);
        return deedsIn(read.ok ? read.value : '').map((does) => ({ unit, path, does }));
      });
    }),
  );
}

const needsOf = (machine: MachineAccess, unit: string, folder: string): readonly Harm[] =>
  namesIn(machine, folder)
    .filter((name) => !WANTED.includes(name))
    .map((name) => ({ unit: name, path: `${folder}/${name}`, does: `keeps ${unit} from starting if it fails` }));

/** Only systemd resolves the aliases and specifiers in unit files. */
async function harmsNow(machine: MachineAccess): Promise<readonly Harm[]> {
  const out = await outputOf(
    machine,
    'systemctl',
    ...['show', '--property=Id,ConflictedBy,StopPropagatedFrom', '--', ...WANTED],
  );
  return out.split(/\n\s*\n/).flatMap((block) => {
    const of = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(block)?.[1]?.trim() ?? '';
    const harms = (key: string, when: string): readonly Harm[] =>
      of(key)
        .split(/\s+/)
        .filter((unit) => unit !== '' && !MAY_CONFLICT.includes(unit))
        .map((unit) => ({ unit, path: null, does: `stops ${of('Id')} ${when}` }));
    return [...harms('ConflictedBy', 'when it starts'), ...harms('StopPropagatedFrom', 'when it ends')];
  });
}

const isMaskedNow = (machine: MachineAccess, unit: string): boolean =>
  linkTarget(machine, `/etc/systemd/system/${unit}`) === '/dev/null';

async function conflictsFinding(_: SystemdUnits, { machine }: MachineContext): Promise<CheckFinding> {
  const inFiles = harmsInFiles(machine).filter(({ unit }) => !isMaskedNow(machine, unit));
  const now = (await harmsNow(machine)).filter(({ unit }) => !isMaskedNow(machine, unit));
  const only = now.filter(({ unit }) => !inFiles.some((its) => its.unit === unit));
  const harms = [...inFiles, ...only];
  if (harms.length === 0) return good('none');
  const found = listShort(harms.map(({ unit, path, does }) => `${unit}${path === null ? '' : ` (${path})`} ${does}`));
  const fix = await conflictsFix(machine, harms);
  return now.length > 0 || harms.some(({ unit, path }) => path?.includes('.requires/') || isEnabled(machine, unit))
    ? bad(found, fix)
    : warning(`${found}; it is not enabled, so it harms only if a person or a program starts it`, fix);
}

/** A package's unit is masked, because its file would come back. */
async function conflictsFix(machine: MachineAccess, harms: readonly Harm[]): Promise<string> {
  const paths = [...new Set(harms.flatMap(({ path }) => path ?? []))];
  const strange = await filesOfNoPackage(machine, paths);
  const ofPackages = paths.filter((path) => !strange.includes(path));
  const isStrange = ({ path }: Harm) => path !== null && strange.includes(path);
  const toMask = [...new Set(harms.filter((harm) => !isStrange(harm)).map(({ unit }) => unit))];
  const stopped = harms.filter(isStrange).map(({ unit }) => unit);
  const starters = stopped.flatMap((unit) => startersOf(machine, unit));
  const toStop = [...new Set([...starters.map(({ unit }) => unit), ...stopped])].filter(
    (unit) => !WANTED.includes(unit),
  );
  const strangeStarters = await filesOfNoPackage(machine, [...new Set(starters.map(({ path }) => path))]);
  const toRemove = [...new Set([...strange, ...strangeStarters])];
  const packages = await packagesOwningFiles(machine, ofPackages);
  return [
    [
      ...(toMask.length > 0 ? [`sudo systemctl mask --now ${toMask.join(' ')}`] : []),
      ...(toStop.length > 0 ? [`sudo systemctl disable --now ${toStop.join(' ')}`] : []),
      ...(toRemove.length > 0 ? [removeFilesFix(toRemove)] : []),
      REREAD_UNITS_COMMAND,
    ].join(' && '),
    ...(packages.length > 0
      ? [
          `it came with the package ${packages.join(', ')}. If nothing else on this kiosk needs the package: sudo apt-get purge ${packages.join(' ')}`,
        ]
      : []),
  ].join('; ');
}

const starterNames = (unit: string): readonly string[] =>
  ['.timer', '.socket', '.path'].map((kind) => `${unit.slice(0, unit.lastIndexOf('.'))}${kind}`);

/** Such as a timer. */
const startersOf = (
  machine: MachineAccess,
  unit: string,
): readonly { readonly unit: string; readonly path: string }[] =>
  UNIT_FOLDERS_BY_STRENGTH.flatMap((place) => {
    const names = namesIn(machine, place);
    return starterNames(unit).flatMap((name) =>
      name !== unit && names.includes(name) && !isMaskedNow(machine, name)
        ? [{ unit: name, path: `${place}/${name}` }]
        : [],
    );
  });

function isEnabled(machine: MachineAccess, unit: string): boolean {
  const starters = starterNames(unit);
  return UNIT_FOLDERS_BY_STRENGTH.some((place) =>
    namesIn(machine, place)
      .filter((folder) => /\.(wants|requires|upholds)$/.test(folder))
      .some((folder) => namesIn(machine, `${place}/${folder}`).some((its) => [unit, ...starters].includes(its))),
  );
}

/** Whether a unit harms the kiosk when this unit starts. Such a unit may stay masked. */
export const unitHarmsKiosk = (machine: MachineAccess, unit: string): boolean =>
  UNIT_FOLDERS_BY_STRENGTH.some((place) => {
    const path = `${place}/${unit}`;
    const read = linkTarget(machine, path) === null ? machine.read(path) : null;
    return read?.ok === true && deedsIn(read.value).length > 0;
  });

export const UNIT_CONFLICT_CHECKS: readonly CheckSpec[] = [
  installedCheck('units')({
    id: 'unit-conflicts',
    title: 'Other units that stop a unit of the kiosk or prevent its start',
    expected: 'none',
    look: withUnits(conflictsFinding),
  }),
];
