import { UNITS } from '../machine/installed.ts';
import {
  bad,
  type CheckContext,
  type CheckSpec,
  type Finding,
  good,
  installedCheck,
  named,
  skipped,
  warning,
} from './check.ts';
import { iniSettings, UNIT_PLACES } from './config-files.ts';
import { linesOf, type Machine, namesIn, outputOf } from './machine-port.ts';
import { OWN_UNITS, SLICES } from './unit-file-checks.ts';
import { NO_SYSTEMD } from './units.ts';

/* What takes processor, memory or disk from the kiosk, and units that end it [systemd.resource-control(5), systemd.unit(5)]. */

const SERVICES = [UNITS.kiosk, UNITS.glass, 'seatd.service', 'usbguard.service'];

/** Limits with the values that limit nothing. Memory and tasks of a service may have a limit in its own file. */
const LIMITS: Readonly<Record<string, RegExp>> = {
  CPUQuotaPerSecUSec: /^infinity$/,
  AllowedCPUs: /^$/,
  MemoryHigh: /^infinity$/,
  CPUWeight: /^(\[not set\]|18446744073709551615|100)$/,
  IOWeight: /^(\[not set\]|18446744073709551615|100)$/,
  IOReadBandwidthMax: /^$/,
  IOWriteBandwidthMax: /^$/,
  IOReadIOPSMax: /^$/,
  IOWriteIOPSMax: /^$/,
};
const OF_SLICE: Readonly<Record<string, RegExp>> = { ...LIMITS, MemoryMax: /^infinity$/, TasksMax: /^infinity$/ };

const PROPERTIES = Object.keys(OF_SLICE);

async function limitsOf(machine: Machine, unit: string): Promise<readonly string[]> {
  const out = await outputOf(machine, 'systemctl', 'show', `--property=${PROPERTIES.join(',')}`, '--', unit);
  const free = SLICES.includes(unit) ? OF_SLICE : LIMITS;
  return iniSettings(out, '').flatMap(({ key, value }) =>
    free[key] === undefined || free[key].test(value) ? [] : [`${unit} has ${key}=${value}`],
  );
}

async function limitsFinding(machine: Machine): Promise<Finding> {
  const units = [...SLICES, ...SERVICES];
  const found = await Promise.all(units.map(async (unit) => ({ unit, wrong: await limitsOf(machine, unit) })));
  const wrong = found.filter((its) => its.wrong.length > 0);
  if (wrong.length === 0) return good('none but memory and tasks of the units of the package');
  const names = wrong.map(({ unit }) => unit).join(' ');
  return bad(
    `${named(
      wrong.flatMap((its) => its.wrong),
      8,
    )}: the kiosk may get too little to answer its watchdog`,
    `sudo systemctl revert -- ${names} && sudo systemctl daemon-reload && sudo reboot; if it stays so: systemctl cat -- ${names} names the files`,
  );
}

/** The kiosk does not run without these. */
const WANTED = [...OWN_UNITS, 'seatd.service', 'usbguard.service', 'multi-user.target'];

/** Units of the package that exclude each other, and the end of the machine. */
const MAY_CONFLICT = [
  ...OWN_UNITS,
  'shutdown.target',
  'rescue.service',
  'rescue.target',
  'emergency.service',
  'emergency.target',
];

/** A unit with this line ends the kiosk when it starts. Each file is read, because a unit that is not loaded yet may come with the next start. */
function conflictingIn(
  machine: Machine,
): readonly { readonly unit: string; readonly path: string; readonly ends: string }[] {
  return UNIT_PLACES.flatMap((place) =>
    namesIn(machine, place).flatMap((name) => {
      const files = name.endsWith('.d')
        ? namesIn(machine, `${place}/${name}`).map((its) => `${place}/${name}/${its}`)
        : [`${place}/${name}`];
      const unit = name.replace(/\.d$/, '');
      if (!/\.(service|target|socket|path|timer|mount|slice)$/.test(unit) || MAY_CONFLICT.includes(unit)) return [];
      return files.flatMap((path) => {
        const read = machine.read(path);
        const ends = linesOf(read.ok ? read.value : '')
          .flatMap((line) => /^\s*Conflicts\s*=(.*)$/.exec(line)?.[1]?.trim().split(/\s+/) ?? [])
          .filter((each) => WANTED.includes(each));
        return ends.length === 0 ? [] : [{ unit, path, ends: ends.join(', ') }];
      });
    }),
  );
}

async function conflictsFinding({ machine, units }: CheckContext): Promise<Finding> {
  if (!(await units())) return skipped(NO_SYSTEMD);
  const wrong = conflictingIn(machine);
  if (wrong.length === 0) return good('none');
  const names = [...new Set(wrong.map(({ unit }) => unit))];
  const found = named(wrong.map(({ unit, path, ends }) => `${unit} (${path}) ends ${ends}`));
  const fix = `sudo systemctl disable --now ${names.join(' ')} && sudo reboot; dpkg -S ${wrong.map(({ path }) => path).join(' ')} names its package, which does not belong on a kiosk`;
  return wrong.some(({ unit }) => isEnabled(machine, unit))
    ? bad(found, fix)
    : warning(`${found}, if it is started`, fix);
}

const isEnabled = (machine: Machine, unit: string): boolean =>
  ['/etc/systemd/system', '/run/systemd/system'].some((place) =>
    namesIn(machine, place)
      .filter((name) => /\.(wants|requires|upholds)$/.test(name))
      .some((name) => namesIn(machine, `${place}/${name}`).includes(unit)),
  );

export const LIMIT_CHECKS: readonly CheckSpec[] = [
  installedCheck('units')({
    id: 'unit-limits',
    title: 'Limits of processor, memory and disk for the kiosk and what it rests on',
    expected: 'those of the package alone',
    async look({ machine, units }) {
      return (await units()) ? limitsFinding(machine) : skipped(NO_SYSTEMD);
    },
  }),
  installedCheck('units')({
    id: 'unit-conflicts',
    title: 'Units that end the kiosk when they start (Conflicts=)',
    expected: 'none',
    look: conflictsFinding,
  }),
];
