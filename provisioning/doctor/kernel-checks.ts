import { restartCommand } from '../../device/troubles/start-anew.ts';
import { UNITS } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, skipped, warning } from './check.ts';
import {
  describeHarmfulParameters,
  isHarmfulKernelParameter,
  otherParametersText,
  removeFromGrubCommand,
} from './kernel-words.ts';
import { linesOf, type MachineContext, outputOf, textOf } from './machine-port.ts';
import { unescapeMountField } from './mounts.ts';
import { OTHER_SETTING_FIX } from './package-cure.ts';
import { quotePath } from './take-away.ts';
import { type SystemdUnits, withUnits } from './units.ts';

/** Memory may hold citizens' data, which must not reach a disk; `zram` stays in memory [proc_swaps(5)]. */
function swapFinding({ machine }: MachineContext): CheckFinding {
  const [, ...lines] = linesOf(textOf(machine, '/proc/swaps') ?? '');
  const areas = lines
    .map((line) => line.split(/\s+/))
    .map(([place = '', type]) => ({ place: unescapeMountField(place), isFile: type === 'file' }))
    .filter(({ place }) => !place.startsWith('/dev/zram'));
  const places = areas.map(({ place }) => place);
  if (places.length === 0) return good(lines.length === 0 ? 'off' : 'in memory only (zram)');
  const files = areas.flatMap(({ place, isFile }) => (isFile ? [quotePath(place)] : [])).join(' ');
  return bad(
    `on: ${places.join(', ')}`,
    `sudo swapoff ${places.map(quotePath).join(' ')}${files === '' ? '' : ` && sudo shred -u ${files}`}; then delete its line in /etc/fstab, or run systemctl mask for the unit in systemctl list-units --type=swap`,
  );
}

/**
 * A dump holds memory. The kernel passes it to a program even with a limit of 0 [core(5)]; systemd-coredump then keeps none
 * [systemd-coredump(8)].
 */
function coreFinding(units: SystemdUnits, { machine }: MachineContext): CheckFinding {
  const open = Object.values(UNITS).filter((name) => units.of(name).core !== '0');
  if (open.length > 0)
    return bad(
      `${open.join(' and ')} may write a core dump`,
      `${open.map((name) => `sudo systemctl revert ${name}`).join(' && ')} && sudo asan-kiosk provision && ${restartCommand(...open)}`,
    );
  const pattern = textOf(machine, '/proc/sys/kernel/core_pattern')?.trim() ?? '';
  if (pattern.startsWith('|') && !/systemd-coredump|^\|\/bin\/false$/.test(pattern))
    return bad(
      `the kernel hands core dumps to ${pattern.slice(1).split(' ')[0]}`,
      `sudo systemctl restart systemd-sysctl.service; ${OTHER_SETTING_FIX}`,
    );
  return good('off for the kiosk and its browser');
}

function commandLineFinding({ machine }: MachineContext): CheckFinding {
  const words = (textOf(machine, '/proc/cmdline') ?? '').trim().split(/\s+/);
  const harmful = [...new Set(words.filter(isHarmfulKernelParameter))];
  if (harmful.length === 0) return good(`nothing that opens a shell${otherParametersText(words)}`);
  return bad(
    describeHarmfulParameters(harmful),
    `${removeFromGrubCommand(harmful, ['/etc/default/grub', '/etc/default/grub.d/*.cfg'])} (Raspberry Pi: delete it in /boot/firmware/cmdline.txt), then restart`,
  );
}

/** 0: all off [Linux, Documentation/admin-guide/sysrq]. */
function sysrqFinding({ machine }: MachineContext): CheckFinding {
  const mask = textOf(machine, '/proc/sys/kernel/sysrq')?.trim();
  if (mask === undefined) return skipped('not measured: this kernel has no SysRq');
  if (mask === '0') return good('off');
  return bad(
    `on (${mask}): a keyboard can restart or crash the machine`,
    `sudo systemctl restart systemd-sysctl.service; ${OTHER_SETTING_FIX}`,
  );
}

/** Masked: the keys do nothing [systemd.special(7), ctrl-alt-del.target]. */
function ctrlAltDelFinding(units: SystemdUnits): CheckFinding {
  const { load } = units.of('ctrl-alt-del.target');
  if (load === 'masked') return good('does nothing');
  return bad('restarts the machine', 'sudo systemctl mask ctrl-alt-del.target && sudo systemctl daemon-reload');
}

async function consolesFinding(units: SystemdUnits, { machine }: MachineContext): Promise<CheckFinding> {
  if (units.of('debug-shell.service').active === 'active')
    return bad('a shell of root without a password is on tty9', 'sudo systemctl mask --now debug-shell.service');
  const out = await outputOf(
    machine,
    'systemctl',
    'list-units',
    '--state=active',
    '--plain',
    '--no-legend',
    'getty@*',
    'serial-getty@*',
  );
  const names = linesOf(out).map((line) => line.trim().split(/\s+/)[0] ?? '');
  if (names.length === 0) return good('none');
  const serial = names.every((name) => name.startsWith('serial-'));
  const fix = `sudo systemctl mask --now ${names.join(' ')}`;
  // A serial console needs an open cabinet.
  return serial ? warning(`a login on ${names.join(', ')}`, fix) : bad(`a login on ${names.join(', ')}`, fix);
}

const closed = installedCheck('closed');

export const KERNEL_CHECKS: readonly CheckSpec[] = [
  {
    id: 'swap',
    group: 'machine',
    title: 'Memory that is written to a disk',
    expected: 'off',
    onlyInstalled: true,
    look: swapFinding,
  },
  {
    id: 'core-dumps',
    group: 'machine',
    title: 'Core dumps of the kiosk and its browser',
    expected: 'off',
    onlyInstalled: true,
    look: withUnits(coreFinding),
  },
  closed({
    id: 'kernel-command-line',
    title: 'The command line of the kernel',
    expected: 'nothing that opens a shell or blocks a device',
    look: commandLineFinding,
  }),
  closed({ id: 'sysrq', title: 'The SysRq keys', expected: 'off', look: sysrqFinding }),
  closed({
    id: 'ctrl-alt-del',
    title: 'Ctrl-Alt-Del',
    expected: 'does nothing',
    look: withUnits(ctrlAltDelFinding),
  }),
  closed({
    id: 'consoles',
    title: 'Consoles with a login',
    expected: 'none',
    look: withUnits(consolesFinding),
  }),
];
