import type { Profile } from '../../device/config/profile.ts';
import type { RunningKioskStatus } from '../command/running-kiosk.ts';
import { adviceOf } from '../devices/open-device.ts';
import { USERS } from '../machine/installed.ts';
import { groupsOf } from './accounts.ts';
import { bad, type CheckContext, type CheckFinding, good, skipped, warning } from './check.ts';
import { SIMULATED_FINDING } from './device-checks.ts';
import { linesOf, type MachineAccess, namesIn, outputOf, textOf } from './machine-port.ts';
import { foreignDeviceUser } from './serial-ports.ts';

interface GpioChip {
  readonly label: string;
  readonly lines: number;
  readonly file: string | null;
}

/** Takes no line: a running kiosk has the lines. */
async function gpioChips(machine: MachineAccess, adapter: 'sysfs' | 'libgpiod'): Promise<readonly GpioChip[]> {
  if (adapter === 'sysfs') {
    // [Linux, Documentation/admin-guide/gpio/sysfs: label, ngpio]
    return namesIn(machine, '/sys/class/gpio').flatMap((name) => {
      const label = name.startsWith('gpiochip') ? textOf(machine, `/sys/class/gpio/${name}/label`) : null;
      return label === null
        ? []
        : [{ label: label.trim(), lines: Number(textOf(machine, `/sys/class/gpio/${name}/ngpio`)), file: null }];
    });
  }
  // [gpiodetect(1), libgpiod 2: `gpiochip0 [pinctrl-rp1] (54 lines)`]
  return linesOf(await outputOf(machine, 'gpiodetect')).flatMap((line) => {
    const [, name, label, lines] = /^(\S+) \[(.*)\] \((\d+) lines?\)/.exec(line) ?? [];
    return label === undefined ? [] : [{ label, lines: Number(lines), file: `/dev/${name}` }];
  });
}

type LinesContext = Pick<CheckContext, 'machine' | 'installed' | 'kiosk'>;

export async function linesFinding(
  { lines }: Profile,
  { machine, installed, kiosk }: LinesContext,
): Promise<CheckFinding> {
  if (!lines) return skipped('the profile has none');
  if (lines.adapter === 'simulated') return SIMULATED_FINDING;
  const chips = await gpioChips(machine, lines.adapter);
  for (const [name, { chip, offset }] of Object.entries(lines.map)) {
    const its = chips.filter(({ label }) => label === chip);
    const there = chips.map(({ label }) => label).join(', ') || 'none';
    if (its.length === 0)
      return bad(
        `${name}: there is no chip ${chip}; there are ${there}`,
        `plug this chip in, or correct lines.map.${name}.chip in the profile: gpiodetect shows the chips`,
      );
    if (its.length > 1)
      return bad(
        `${name}: ${its.length} chips are called ${chip}`,
        'unplug the chip that does not belong to this cabinet',
      );
    if (offset >= (its[0]?.lines ?? 0))
      return bad(
        `${name}: ${chip} has ${its[0]?.lines} lines, but no line ${offset}`,
        `correct lines.map.${name}.offset in the profile: gpioinfo shows the lines`,
      );
    const file = its[0]?.file ?? null;
    if (installed && file !== null && !mayOpen(machine, file))
      return bad(
        `${name}: ${USERS.kiosk} may not open ${file} of ${chip}`,
        'sudo udevadm control --reload && sudo udevadm trigger --subsystem-match=gpio; if this does not help: sudo asan-kiosk provision',
      );
    const stranger = installed && file !== null ? foreignDeviceUser(machine, machine.place(file), 'gpio') : null;
    if (stranger) return bad(`${name}: ${stranger.found}`, stranger.fix);
  }
  return (
    lostFinding((await kiosk())?.lines ?? {}) ?? good(`${Object.keys(lines.map).join(', ')}: their chips are there`)
  );
}

function lostFinding(lost: RunningKioskStatus['lines']): CheckFinding | null {
  const { door } = lost;
  if (door)
    return bad(`door: the running kiosk cannot read it (${door}), so an open door stays unseen`, adviceOf(door));
  const [first] = Object.entries(lost);
  return first ? warning(`${first[0]}: the running kiosk cannot use it (${first[1]})`, adviceOf(first[1])) : null;
}

const GROUP_RW = 0o060;

function mayOpen(machine: MachineAccess, file: string): boolean {
  const its = machine.stat(file);
  if (!its.ok) return true;
  const byGroup = [...groupsOf(machine, USERS.kiosk).values()].includes(its.value.gid);
  return byGroup && (its.value.mode & GROUP_RW) === GROUP_RW;
}
