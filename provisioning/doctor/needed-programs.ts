import type { Profile } from '../../device/config/profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, withProfile } from './check.ts';
import { type MachineAccess, type MachineContext, readFileStatus } from './machine-port.ts';
import { reinstallDebianFix } from './package-cure.ts';
import { type SystemdUnit, unitFinding, withUnits } from './units.ts';

interface Program {
  readonly package: string;
  readonly path: string;
  readonly use: string;
}

export const USBGUARD: Program = {
  package: 'usbguard',
  path: '/usr/sbin/usbguard-daemon',
  use: 'every USB device gets in',
};
export const SEATD: Program = { package: 'seatd', path: '/usr/sbin/seatd', use: 'the screen stays dark' };

const ALWAYS: readonly Program[] = [
  USBGUARD,
  SEATD,
  { package: 'nftables', path: '/usr/sbin/nft', use: 'no firewall is loaded' },
  { package: 'cage', path: '/usr/bin/cage', use: 'the screen stays dark' },
  { package: 'chromium', path: INSTALLED.browser, use: 'the screen stays dark' },
  { package: 'socat', path: '/usr/bin/socat', use: 'systemd does not hear that the kiosk is ready' },
];

const PCSCD: Program = { package: 'pcscd', path: '/usr/sbin/pcscd', use: 'no chip is read' };
const GPIOD: Program = { package: 'gpiod', path: '/usr/bin/gpiomon', use: 'no line of the cabinet is read' };

const programsFor = ({ devices, lines }: Profile): readonly Program[] => [
  ...ALWAYS,
  ...(devices.reader.chip?.driver === 'pcsc' ? [PCSCD] : []),
  ...(lines ? [GPIOD] : []),
];

const isGone = (machine: MachineAccess, { path }: Program): boolean =>
  (readFileStatus(machine, path)?.bytes ?? 0) === 0;

const goneWords = ({ path, package: name, use }: Program): string =>
  `the program ${path} of the package ${name} is missing or empty, so ${use}`;

/** `provision` only enables units and installs no program. */
function programsFinding(profile: Profile, { machine }: MachineContext): CheckFinding {
  const wanted = programsFor(profile);
  const gone = wanted.filter((each) => isGone(machine, each));
  if (gone.length === 0) return good(`${wanted.length} programs, all there`);
  return bad(
    listShort(gone.map(goneWords), 8),
    reinstallDebianFix([...new Set(gone.map((its) => its.package))], 'sudo reboot'),
  );
}

/**
 * The unit of a daemon. If the package is gone but its script in /etc/init.d stays, systemd makes a unit of this script. Such a unit starts
 * nothing, and is `active (exited)` [systemd-sysv-generator(8)].
 */
export const daemonCheck = (name: string, program: Program): CheckSpec['look'] =>
  withUnits((units, { machine }) => daemonFinding(machine, name, units.of(name), program));

function daemonFinding(machine: MachineAccess, name: string, unit: SystemdUnit, program: Program): CheckFinding {
  const install = reinstallDebianFix(
    [program.package],
    `sudo systemctl daemon-reload && sudo systemctl enable --now ${name}`,
  );
  if (isGone(machine, program)) return bad(goneWords(program), install);
  const finding = unitFinding(name, unit, install);
  if (finding.state !== 'ok' || unit.sub === 'running') return finding;
  return bad(
    `${name} is active (${unit.sub}), but its program does not run`,
    `sudo systemctl daemon-reload && sudo systemctl restart ${name}; if it stays so: ${install}`,
  );
}

export const NEEDED_PROGRAM_CHECKS: readonly CheckSpec[] = [
  installedCheck('program')({
    id: 'programs',
    title: 'The programs of Debian that the kiosk needs',
    expected: 'each is installed',
    look: withProfile(programsFinding),
  }),
];
