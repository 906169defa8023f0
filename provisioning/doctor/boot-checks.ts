import { GRUB_CFG, PI_KERNEL_PARAMETERS_FILE, UPDATE_GRUB, USB_KERNEL_PARAMETER } from '../lockdown/boot.ts';
import { rootDiskBus } from '../lockdown/root-disk.ts';
import { bad, type CheckFinding, type CheckSpec, good, listShort, skipped, warning, worstOf } from './check.ts';
import {
  CLOSE_GRUB_COMMAND,
  describeHarmfulParameters,
  isHarmfulKernelParameter,
  otherParametersText,
  removeFromGrubCommand,
} from './kernel-words.ts';
import { type MachineAccess, type MachineContext, namesIn, readFileStatus, textOf } from './machine-port.ts';

const NO_LOADER = 'this machine starts neither with GRUB nor as a Raspberry Pi';

const loaderOf = (machine: MachineAccess): 'grub' | 'raspberry' | null =>
  readFileStatus(machine, UPDATE_GRUB) !== null
    ? 'grub'
    : readFileStatus(machine, PI_KERNEL_PARAMETERS_FILE) !== null
      ? 'raspberry'
      : null;

/** Kernel parameters of each boot entry [GRUB manual, linux]. */
function nextLines(machine: MachineAccess, loader: 'grub' | 'raspberry'): readonly (readonly string[])[] {
  const text = textOf(machine, loader === 'grub' ? GRUB_CFG : PI_KERNEL_PARAMETERS_FILE) ?? '';
  const lines =
    loader === 'grub' ? [...text.matchAll(/^\s*linux(?:efi|16)?\s+\S+(.*)$/gm)].map(([, words = '']) => words) : [text];
  return lines.map(wordsIn);
}

const wordsIn = (line: string): readonly string[] => line.replace(/["']/g, '').trim().split(/\s+/);

/** To the kernel, `-` and `_` in a parameter are the same. */
const isUsbWord = (word: string): boolean => /^usbcore\.authorized[-_]default=/.test(word);

/** In an entry, the last such parameter counts. */
function nextIsClosed(machine: MachineAccess, loader: 'grub' | 'raspberry'): boolean {
  const lines = nextLines(machine, loader);
  return lines.length > 0 && lines.every((words) => words.findLast(isUsbWord)?.endsWith('=0') === true);
}

const GRUB_SETTINGS = '/etc/default/grub';

/** Input of update-grub: the folder's files last, by name. */
function settingsOfGrub(machine: MachineAccess): readonly WordsOfFile[] {
  const files = [
    GRUB_SETTINGS,
    ...namesIn(machine, `${GRUB_SETTINGS}.d`)
      .filter((name) => name.endsWith('.cfg'))
      .map((name) => `${GRUB_SETTINGS}.d/${name}`),
  ];
  return files.map((file) => {
    const lines = (textOf(machine, file) ?? '').matchAll(/^\s*(?:export\s+)?GRUB_CMDLINE_LINUX\w*\+?=(.*)$/gm);
    return { file, words: [...lines].flatMap(([, words = '']) => wordsIn(words)) };
  });
}

interface WordsOfFile {
  readonly file: string;
  readonly words: readonly string[];
}

function nextWordsFinding({ machine }: MachineContext): CheckFinding {
  const loader = loaderOf(machine);
  if (loader === null) return skipped(NO_LOADER);
  const read = loader === 'grub' ? GRUB_CFG : PI_KERNEL_PARAMETERS_FILE;
  const settings = loader === 'grub' ? settingsOfGrub(machine) : [];
  const next = [...settings, ...nextLines(machine, loader).map((words) => ({ file: read, words }))];
  const harms = next.flatMap(({ file, words }) => {
    const harmful = [...new Set(words.filter(isHarmfulKernelParameter))];
    return harmful.length > 0 ? [{ file, harmful, found: `${file} has ${describeHarmfulParameters(harmful)}` }] : [];
  });
  if (harms.length === 0)
    return good(`nothing that opens the machine${otherParametersText(next.flatMap(({ words }) => words))}`);
  const files = [...new Set(harms.map(({ file }) => file))].filter((file) => file !== read);
  const words = [...new Set(harms.flatMap(({ harmful }) => harmful))];
  const found = listShort([...new Set(harms.map((its) => its.found))]);
  if (loader === 'raspberry') return bad(found, `delete it from ${read}, then: sudo asan-kiosk provision`);
  if (files.length > 0) return bad(found, removeFromGrubCommand(words, files));
  return bad(
    found,
    `find the file that sets it: grep -rn CMDLINE ${GRUB_SETTINGS}* /etc/grub.d, then: ${CLOSE_GRUB_COMMAND}`,
  );
}

function usbAtStartFinding({ machine }: MachineContext): CheckFinding {
  const now = textOf(machine, '/sys/module/usbcore/parameters/authorized_default')?.trim();
  if (now === undefined) return skipped('this kernel has no USB');
  const disk = rootDiskBus(textOf(machine, '/proc/self/mountinfo') ?? '', (path) => machine.place(path));
  if (disk === 'usb')
    return warning(
      'every device, because the system disk is a USB disk',
      'install the system on a disk that is not a USB disk, then: sudo asan-kiosk provision',
    );
  const loader = loaderOf(machine);
  if (loader === null)
    return warning(
      `perhaps every device: ${NO_LOADER}`,
      `if the kernel parameters of its boot loader lack ${USB_KERNEL_PARAMETER}, add it`,
    );
  const isClosed = nextIsClosed(machine, loader);
  if (!isClosed && disk === 'unknown')
    return warning(
      'every device, because the kernel does not show whether the system disk is a USB disk',
      `if the disk is not a USB disk, add ${USB_KERNEL_PARAMETER} to the kernel parameters of the boot loader`,
    );
  if (!isClosed)
    return bad('every device at the next start', loader === 'grub' ? CLOSE_GRUB_COMMAND : 'sudo asan-kiosk provision');
  return now === '0' ? good('none') : bad('every device at this start, none at the next', 'sudo reboot');
}

/**
 * Only the first entry starts without a password. A choice for one start (`next_entry`) has its own check [GRUB manual, default, timeout].
 */
function otherStart(menu: string): string | null {
  const defaults = [...menu.matchAll(/^\s*set default="?(?!\$\{next_entry\})([^"\n]*)"?$/gm)].map(
    ([, entry = '']) => entry,
  );
  const other = defaults.find((entry) => entry !== '0');
  if (other !== undefined) return `it starts the entry ${JSON.stringify(other)}, which waits for a password`;
  return /^\s*set timeout=-1$/m.test(menu) ? 'it waits for a key without end (timeout -1)' : null;
}

/** [GRUB manual, Authentication and authorisation] */
function bootMenuFinding({ machine }: MachineContext): CheckFinding {
  const loader = loaderOf(machine);
  if (loader === 'raspberry') return skipped('a Raspberry Pi has no boot menu');
  if (loader === null)
    return warning(NO_LOADER, 'give its boot loader a password, so that the kernel parameters cannot be changed');
  const text = textOf(machine, GRUB_CFG);
  if (text === null) return bad(`there is no ${GRUB_CFG}`, 'sudo update-grub');
  if (!/^\s*menuentry /m.test(text))
    return bad(
      `${GRUB_CFG} ${text.trim() === '' ? 'is empty' : 'has no entry'}: the machine does not start again`,
      CLOSE_GRUB_COMMAND,
    );
  if (!/^set superusers="\S+"$/m.test(text)) return bad('it opens without a password', CLOSE_GRUB_COMMAND);
  const first = /^menuentry .*$/m.exec(text)?.[0] ?? '';
  if (!first.includes('--unrestricted')) return bad('the kiosk does not start without a password', CLOSE_GRUB_COMMAND);
  const other = otherStart(text);
  if (other !== null)
    return bad(
      other,
      `grep -rn -e GRUB_DEFAULT -e GRUB_TIMEOUT ${GRUB_SETTINGS}* names the line: delete it; then: ${CLOSE_GRUB_COMMAND}`,
    );
  const hasPassword = /^password_pbkdf2 /m.test(text);
  if (hasPassword && ((readFileStatus(machine, GRUB_CFG)?.mode ?? 0) & 0o077) !== 0)
    return bad('users other than root may read the hash of its password', `sudo chmod 600 ${GRUB_CFG}`);
  return hasPassword
    ? good('it asks for the password of the order')
    : good('it stays locked, because no order gave a password');
}

/** Network cards with an antenna [sysfs-class-net; Linux, cfg80211]. */
function wifiFindings(machine: MachineAccess): readonly CheckFinding[] {
  const cards = namesIn(machine, '/sys/class/net').filter(
    (name) => readFileStatus(machine, `/sys/class/net/${name}/phy80211`) !== null,
  );
  return cards.map((name) => {
    if (textOf(machine, `/sys/class/net/${name}/operstate`)?.trim() === 'up')
      return good(`${name} is the network of this kiosk`);
    return warning(
      `${name} is switched on and not connected`,
      'if the kiosk uses this Wi-Fi, connect it. If not: sudo asan-kiosk provision, then restart (provision blocks the driver if no Wi-Fi is connected)',
    );
  });
}

function radioFinding({ machine }: MachineContext): CheckFinding {
  const bluetooth = namesIn(machine, '/sys/class/bluetooth').map((name) =>
    bad(`${name} is Bluetooth: a keyboard may pair with it`, 'sudo modprobe -r btusb hci_uart bluetooth, or restart'),
  );
  const findings = [...bluetooth, ...wifiFindings(machine)];
  return findings.length === 0 ? good('none') : worstOf(findings, 'none');
}

const closed = (check: Omit<CheckSpec, 'group' | 'onlyInstalled'>): CheckSpec => ({
  ...check,
  group: 'closed',
  onlyInstalled: true,
});

export const BOOT_CHECKS: readonly CheckSpec[] = [
  closed({
    id: 'boot-menu',
    title: 'Access to the boot menu',
    expected: 'only with the password of the boot menu, or not at all',
    look: bootMenuFinding,
  }),
  {
    id: 'next-command-line',
    group: 'files',
    title: 'The command line of the kernel at the next start',
    expected: 'nothing that opens a shell, skips a unit, blocks a device or allows USB devices',
    onlyInstalled: true,
    look: nextWordsFinding,
  },
  closed({
    id: 'boot-usb',
    title: 'USB devices that work before USBGuard decides',
    expected: 'none',
    look: usbAtStartFinding,
  }),
  closed({
    id: 'radio',
    title: 'Wi-Fi and Bluetooth of the board',
    expected: 'none, or the Wi-Fi that the kiosk uses',
    look: radioFinding,
  }),
];
