import { UNITS } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort } from './check.ts';
import { type ConfigSetting, iniSettings, managerSettings } from './config-files.ts';
import { type MachineAccess, type MachineContext, outputOf, textOf } from './machine-port.ts';
import { removeLineCommand } from './setting-checks.ts';
import { SLICES } from './unit-file-checks.ts';
import { type SystemdUnits, withUnits } from './units.ts';

/* [systemd.resource-control(5)] */

const SERVICES = [UNITS.kiosk, UNITS.glass, 'seatd.service', 'usbguard.service'];

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
  LimitCPU: /^infinity$/,
  LimitFSIZE: /^infinity$/,
  LimitDATA: /^infinity$/,
  LimitAS: /^infinity$/,
};
const OF_SLICE: Readonly<Record<string, RegExp>> = { ...LIMITS, MemoryMax: /^infinity$/, TasksMax: /^infinity$/ };

/** systemd's default: 1024 open files. */
const FEWEST: Readonly<Record<string, number>> = { LimitNOFILESoft: 1_024, LimitNPROCSoft: 512 };

/** [proc_pid_oom_score_adj(5): -1000 is never, 1000 first] */
const END = { pid: 'MainPID', order: 'OOMScoreAdjust' } as const;

const PROPERTIES = [...Object.keys(OF_SLICE), ...Object.keys(FEWEST), ...Object.values(END)];

/** `value`: as systemd shows it, or as in its files: `4K:512K` is soft and hard [systemd.exec(5), LimitNOFILE=]. */
function isTooFew(key: string, value: string): boolean {
  const [, digits, unit = ''] = /^(\d+)([KMGT]?)(:|$)/.exec(value) ?? [];
  return Number(digits) * 1_024 ** ' KMGT'.indexOf(unit || ' ') < (FEWEST[key] ?? 0);
}

/** An empty value is harmless: it resets earlier lines. */
const isSmallDefault = ({ key, value }: ConfigSetting): boolean => {
  const property = key.replace(/^Default/, '');
  const free = LIMITS[property];
  return free === undefined
    ? isTooFew(`${property}Soft`, value)
    : value !== '' && !free.test(value.split(':')[0] ?? '');
};

function smallDefaults(machine: MachineAccess): readonly ConfigSetting[] {
  const limits = managerSettings(machine).filter(({ key }) => /^DefaultLimit/.test(key));
  return [...new Map(limits.map((its) => [its.key, its])).values()].filter(isSmallDefault);
}

function defaultsFinding(wrong: readonly ConfigSetting[]): CheckFinding {
  return bad(
    `${listShort(wrong.map(({ path, key, value }) => `${path} has ${key}=${value}`).sort())}: from the next start on the kiosk gets too little to run`,
    [...wrong.map(removeLineCommand).sort(), 'sudo reboot'].join(' && '),
  );
}

async function limitsOf(machine: MachineAccess, unit: string) {
  const out = await outputOf(machine, 'systemctl', 'show', `--property=${PROPERTIES.join(',')}`, '--', unit);
  const free = SLICES.includes(unit) ? OF_SLICE : LIMITS;
  const settings = iniSettings(out, '');
  const wrong = settings.flatMap(({ key, value }) =>
    (free[key]?.test(value) ?? true) && !isTooFew(key, value) ? [] : [`${unit} has ${key}=${value}`],
  );
  return { unit, wrong, changed: changedOrder(machine, unit, new Map(settings.map(({ key, value }) => [key, value]))) };
}

function changedOrder(machine: MachineAccess, unit: string, settings: ReadonlyMap<string, string>) {
  const [order, pid] = [settings.get(END.order), settings.get(END.pid)];
  const path = `/proc/${pid}/oom_score_adj`;
  const now = pid === undefined ? undefined : textOf(machine, path)?.trim();
  return order === undefined || now === undefined || now === order ? [] : [{ unit, path, now, order }];
}

async function limitsFinding(_: SystemdUnits, { machine }: MachineContext): Promise<CheckFinding> {
  const defaults = smallDefaults(machine);
  if (defaults.length > 0) return defaultsFinding(defaults);
  const units = [...SLICES, ...SERVICES];
  const found = await Promise.all(units.map((unit) => limitsOf(machine, unit)));
  const wrong = found.filter((its) => its.wrong.length > 0);
  const changed = found.flatMap((its) => its.changed);
  if (wrong.length === 0 && changed.length > 0)
    return bad(
      listShort(
        changed.map(
          ({ unit, path, now, order }) =>
            `${path} of ${unit} is ${now}, its unit has ${order}: if memory is short, the kernel ends the wrong process`,
        ),
      ),
      changed.map(({ path, order }) => `echo ${order} | sudo tee ${path}`).join(' && '),
    );
  if (wrong.length === 0) return good('only the limits of memory and tasks that the package’s units set');
  const names = wrong.map(({ unit }) => unit).join(' ');
  return bad(
    `${listShort(
      wrong.flatMap((its) => its.wrong),
      8,
    )}: the kiosk may get too little to answer its watchdog`,
    `sudo systemctl revert -- ${names} && sudo systemctl daemon-reload && sudo reboot; if it stays so: systemctl cat -- ${names} names the files`,
  );
}

export const LIMIT_CHECKS: readonly CheckSpec[] = [
  installedCheck('units')({
    id: 'unit-limits',
    title: 'Limits of systemd for the kiosk and the units that it needs: processor, memory, disk, open files',
    expected: 'only the limits of the package',
    look: withUnits(limitsFinding),
  }),
];
