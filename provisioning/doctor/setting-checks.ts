import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped, warning } from './check.ts';
import {
  type ConfigSetting,
  configText,
  effectiveConfigFiles,
  filesHidingPackageFile,
  iniSettings,
  sysctlSettings,
} from './config-files.ts';
import { unsafeNetworkSettings } from './interface-checks.ts';
import { type MachineAccess, type MachineContext, textOf } from './machine-port.ts';
import { OTHER_SETTING_FIX, REINSTALL_KIOSK_FIX } from './package-cure.ts';
import { harmfulSysctlLines, harmfulSysctlValues } from './sysctl-harms.ts';
import { removeFilesFix } from './take-away.ts';
import { PACKAGE_UNITS, REREAD_UNITS_COMMAND } from './unit-file-checks.ts';

/** Another file of the same name can hide these files. */
export const SHIPPED_FILES: readonly (readonly [folder: string, names: readonly string[]])[] = [
  ['systemd/system', PACKAGE_UNITS],
  ['systemd/system/usbguard.service.d', ['asan-kiosk.conf']],
  ['systemd/system/seatd.service.d', ['asan-kiosk.conf']],
  ['systemd/system/multi-user.target.d', ['asan-kiosk.conf']],
  ['modprobe.d', ['asan-kiosk.conf']],
  ['systemd/coredump.conf.d', ['asan-kiosk.conf']],
  ['systemd/journald.conf.d', ['asan-kiosk.conf']],
  ['systemd/logind.conf.d', ['asan-kiosk.conf']],
  ['systemd/system.conf.d', ['asan-kiosk.conf']],
  ['systemd/system-preset', ['70-asan-kiosk.preset']],
  ['modules-load.d', ['asan-kiosk.conf']],
  ['sysctl.d', ['70-asan-kiosk.conf']],
  ['sysusers.d', ['asan-kiosk.conf']],
  ['tmpfiles.d', ['asan-kiosk.conf']],
  ['udev/rules.d', ['70-asan-kiosk.rules', '90-asan-kiosk-input.rules']],
];

function hiddenFinding({ machine }: MachineContext): CheckFinding {
  const files = SHIPPED_FILES.flatMap(([folder, names]) =>
    names.flatMap((name) =>
      filesHidingPackageFile(machine, folder, name)
        .filter((file) => folder !== 'systemd/system' || !isMask(machine, file))
        .map((file) => [file, `/usr/lib/${folder}/${name}`] as const),
    ),
  );
  if (files.length === 0) return good('none');
  return bad(
    listShort(files.map(([file, ours]) => `${file} is read instead of ${ours}`)),
    removeFilesFix(
      files.map(([file]) => file),
      REREAD_UNITS_COMMAND,
    ),
  );
}

const isMask = (machine: MachineAccess, file: string): boolean => {
  const link = machine.link(file);
  return link.ok && link.value === '/dev/null';
};

interface Family {
  readonly folder: string;
  readonly main: readonly string[];
  readonly ours: string;
  readonly settings: (text: string, path: string) => readonly ConfigSetting[];
  readonly hold: string;
  /** Another value does not open the kiosk. */
  readonly mild?: true;
}

const systemd = (name: string, hold: string): Family => ({
  folder: `systemd/${name}.conf.d`,
  main: [`/etc/systemd/${name}.conf`],
  ours: 'asan-kiosk.conf',
  settings: iniSettings,
  hold,
});

const FAMILIES: readonly Family[] = [
  {
    folder: 'sysctl.d',
    main: [],
    ours: '70-asan-kiosk.conf',
    settings: sysctlSettings,
    hold: 'sudo systemctl restart systemd-sysctl.service',
  },
  systemd('logind', 'sudo systemctl restart systemd-logind.service'),
  systemd('system', 'sudo systemctl daemon-reexec'),
  systemd('coredump', 'true'),
  { ...systemd('journald', 'sudo systemctl restart systemd-journald.service'), mild: true },
];

/** The last file with a value decides, even against the package. */
function keptFinding({ machine }: MachineContext): CheckFinding {
  const findings = [harmFinding(machine), ...FAMILIES.map((family) => familyFinding(machine, family))];
  const [worst] = [...findings].sort((one, other) => RANK.indexOf(one.state) - RANK.indexOf(other.state));
  const alike = findings.filter(({ state }) => state === worst?.state && state !== 'ok');
  if (!worst || alike.length === 0) return good('each of them');
  return { ...worst, found: alike.map(({ found }) => found).join('; '), fix: alike.map(({ fix }) => fix).join(' && ') };
}

function harmFinding(machine: MachineAccess): CheckFinding {
  const wrong = harmfulSysctlLines(machine);
  if (wrong.length === 0) return good('nothing that stops the kiosk');
  return bad(
    listShort(wrong.map(({ path, key, value, deed }) => `${path} sets ${key} to ${value}: ${deed}`)),
    `${wrong.map(removeLineCommand).join(' && ')} && sudo reboot (if your staff wrote it to harden the machine, ask them to leave out this line)`,
  );
}

const RANK: readonly CheckFinding['state'][] = ['fail', 'warn', 'ok', 'skip'];

function familyFinding(machine: MachineAccess, { folder, main, ours, settings, hold, mild }: Family): CheckFinding {
  const path = `/usr/lib/${folder}/${ours}`;
  const text = textOf(machine, path);
  if (text === null) return bad(`there is no ${path}`, REINSTALL_KIOSK_FIX);
  if (filesHidingPackageFile(machine, folder, ours).length > 0) return good('another check names what hides it');
  const files = [
    ...main,
    ...effectiveConfigFiles(machine, folder)
      .filter(({ name }) => name.endsWith('.conf'))
      .map((its) => its.path),
  ];
  const last = new Map(files.flatMap((file) => settings(configText(machine, file), file)).map((its) => [its.key, its]));
  const wrong = settings(text, path).flatMap(({ key, value }) => {
    const its = last.get(key);
    return its && its.value !== value ? [{ ...its, wanted: value }] : [];
  });
  if (wrong.length === 0) return good(folder);
  const found = listShort(
    wrong.map((its) => `${its.path} sets ${its.key} to ${its.value || 'nothing'}, not ${its.wanted}`),
  );
  const fix = [...wrong.map(removeLineCommand), hold].filter((each) => each !== 'true').join(' && ');
  return mild ? warning(found, fix) : bad(found, fix);
}

/** Removes only the line: the rest of the file may be needed. */
export const removeLineCommand = ({ path, written }: ConfigSetting): string =>
  `sudo sed -i -E '/^[ \\t]*-?${written.replace(/[.*/]/g, (sign) => `\\${sign}`)}[ \\t]*=/d' ${path}`;

/** The package's settings as the kernel has them now [sysctl.d(5), proc_sys(5)]. */
function kernelFinding({ machine }: MachineContext): CheckFinding {
  const path = '/usr/lib/sysctl.d/70-asan-kiosk.conf';
  const text = textOf(machine, path);
  if (text === null) return skipped('settings-next-start says what is missing');
  const wrong = sysctlSettings(text, path).flatMap(({ key, value }) => {
    const now = textOf(machine, `/proc/sys/${key.replaceAll('.', '/')}`)?.trim();
    return now === undefined || now === value ? [] : [`${key} is ${now}, not ${value}`];
  });
  const harms = harmfulSysctlValues(machine);
  if (harms.length > 0)
    return bad(
      listShort(harms.map(({ found }) => found)),
      `${harms.map(({ fix }) => fix).join(' && ')}; if a file sets it, settings-next-start names the file`,
    );
  const opened = unsafeNetworkSettings(machine);
  if (opened.length > 0) {
    const found = opened.map((key) => `${key} is 1, not 0`);
    return bad(
      listShort([...found, ...wrong], found.length + wrong.length),
      [
        `sudo sysctl -w ${opened.map((key) => `${key}=0`).join(' ')}`,
        ...(wrong.length > 0 ? ['sudo systemctl restart systemd-sysctl.service'] : []),
        'grep -rn -e forward -e redirects /etc/sysctl.d /etc/systemd/network names the file that sets them at the next start',
      ].join('; '),
    );
  }
  if (wrong.length === 0) return good('as the package sets it');
  return bad(listShort(wrong, wrong.length), `sudo systemctl restart systemd-sysctl.service; ${OTHER_SETTING_FIX}`);
}

const ofFiles = installedCheck('files');

export const SETTING_CHECKS: readonly CheckSpec[] = [
  ofFiles({
    id: 'package-hidden',
    title: 'Files that replace the package’s files',
    expected: 'none',
    look: hiddenFinding,
  }),
  ofFiles({
    id: 'settings-next-start',
    title: 'Settings of the package after the next start',
    expected: 'no later file has another value',
    look: keptFinding,
  }),
  installedCheck('closed')({
    id: 'kernel-settings',
    title: 'Settings of the kernel',
    expected: 'as the package sets them',
    look: kernelFinding,
  }),
];
