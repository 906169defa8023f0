import { UNITS } from '../machine/installed.ts';
import { bad, type CheckSpec, type Finding, good, installedCheck, named, skipped } from './check.ts';
import { iniSettings } from './config-files.ts';
import { type Machine, outputOf } from './machine-port.ts';
import { SLICES } from './unit-file-checks.ts';
import { NO_SYSTEMD } from './units.ts';

/* What takes processor, memory or disk from the kiosk [systemd.resource-control(5)]. */

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

export const LIMIT_CHECKS: readonly CheckSpec[] = [
  installedCheck('units')({
    id: 'unit-limits',
    title: 'Limits that systemd sets for processor, memory and disk of the kiosk and the units it needs',
    expected: 'those of the package alone',
    async look({ machine, units }) {
      return (await units()) ? limitsFinding(machine) : skipped(NO_SYSTEMD);
    },
  }),
];
