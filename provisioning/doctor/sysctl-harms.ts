import type { FoundTrouble } from './check.ts';
import { type ConfigSetting, configText, effectiveConfigFiles, sysctlSettings } from './config-files.ts';
import { type MachineAccess, textOf } from './machine-port.ts';

/* Kernel settings that stop the kiosk. Debian's values are right, so the package sets none. */

/** Chromium's sandbox makes user, PID and network namespaces [namespaces(7)]. */
const NO_SANDBOX = 'the sandbox of the browser does not start, and the screen stays dark';

interface Harm {
  readonly harms: (value: number) => boolean;
  readonly deed: string;
  readonly well: number;
}

const few = (deed: string, least: number, well: number): Harm => ({ harms: (value) => value < least, deed, well });
const is = (wrong: number, deed: string, well: number): Harm => ({ harms: (value) => value === wrong, deed, well });

/** [proc_sys_user(5), proc_sys_kernel(5), proc_sys_vm(5), proc_sys_fs(5)] */
const HARMS: Readonly<Record<string, Harm>> = {
  'user.max_user_namespaces': few(NO_SANDBOX, 16, 15_000),
  'user.max_pid_namespaces': few(NO_SANDBOX, 16, 15_000),
  'user.max_net_namespaces': few(NO_SANDBOX, 16, 15_000),
  'kernel.unprivileged_userns_clone': is(0, NO_SANDBOX, 1),
  'kernel.apparmor_restrict_unprivileged_userns': is(1, NO_SANDBOX, 0),
  'kernel.modules_disabled': is(1, 'no further driver is loaded: no USB device, no network', 0),
  'vm.overcommit_memory': is(2, 'kiosk and browser get no memory', 0),
  'kernel.pid_max': few('new programs may not start', 4_096, 4_194_304),
  'fs.file-max': few('programs may open no further file', 65_536, 1_000_000),
};

const harmOf = (key: string, value: string): Harm | null => {
  const harm = HARMS[key];
  return value !== '' && harm?.harms(Number(value)) === true ? harm : null;
};

/** Harmful lines at the next start. The last line of a key counts. */
export function harmfulSysctlLines(machine: MachineAccess): readonly (ConfigSetting & { readonly deed: string })[] {
  const files = effectiveConfigFiles(machine, 'sysctl.d')
    .filter(({ name }) => name.endsWith('.conf'))
    .map(({ path }) => path);
  const last = new Map(
    files.flatMap((file) => sysctlSettings(configText(machine, file), file)).map((its) => [its.key, its]),
  );
  return [...last.values()].flatMap((its) => {
    const harm = harmOf(its.key, its.value);
    return harm === null ? [] : [{ ...its, deed: harm.deed }];
  });
}

export const harmfulSysctlValues = (machine: MachineAccess): readonly FoundTrouble[] =>
  Object.entries(HARMS).flatMap(([key, { deed, well }]) => {
    const now = textOf(machine, `/proc/sys/${key.replaceAll('.', '/')}`)?.trim() ?? '';
    if (harmOf(key, now) === null) return [];
    // Only a restart resets this setting.
    const fix = key === 'kernel.modules_disabled' ? 'sudo reboot' : `sudo sysctl -w ${key}=${well}`;
    return [{ found: `${key} is ${now}: ${deed}`, fix }];
  });
