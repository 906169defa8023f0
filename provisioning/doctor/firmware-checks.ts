import { basename } from 'node:path';
import { kernelNames } from '../../device/files/kernel-files.ts';
import { connectedUsb } from '../lockdown/connected-usb.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped } from './check.ts';
import {
  type BootEntry,
  bootEntryOf,
  bootNumbersOf,
  EFI_FOLDER,
  EFI_GLOBAL_GUID,
  EFI_VARIABLES_FOLDER,
} from './efi-entries.ts';
import { linkTarget, type MachineAccess, type MachineContext, namesIn, readFileStatus } from './machine-port.ts';
import { mountsNow } from './mounts.ts';

/** Debian's loader, or the path that every firmware tries (see boot-loader). */
const OF_DEBIAN = /^\\EFI\\(debian\\(shim|grub)\w*|BOOT\\BOOT\w+)\.EFI$/i;

interface SystemDisk {
  readonly isUsb: boolean;
  /** `null`: unknown. */
  readonly partition: string | null;
}

function systemDisk(machine: MachineAccess): SystemDisk {
  const device = basename(mountsNow(machine).findLast(({ where }) => where === '/boot/efi')?.what ?? '');
  const names = namesIn(machine, BY_PARTITION);
  return {
    isUsb: connectedUsb(machine.place).some(({ isSystemDisk }) => isSystemDisk),
    partition:
      names.find(
        (name) => device !== '' && basename(linkTarget(machine, `${BY_PARTITION}/${name}`) ?? '') === device,
      ) ?? null,
  };
}

const BY_PARTITION = '/dev/disk/by-partuuid';

function isOfDebian({ way, program, partition }: BootEntry, system: SystemDisk): boolean {
  if (way === 'network' || (way === 'usb' && !system.isUsb)) return false;
  if (partition !== null && system.partition !== null && partition !== system.partition) return false;
  return program === null ? way !== 'other' : OF_DEBIAN.test(program);
}

const WAYS = {
  disk: 'of a disk',
  usb: 'of a USB device',
  network: 'of the network',
  other: 'of the firmware',
} as const;
const wordsOf = ({ description, way, program }: BootEntry): string =>
  `${JSON.stringify(description)} (${program ?? WAYS[way]})`;

/** Attributes and numbers in one write, or the kernel refuses [efivarfs]. */
function setOrder(numbers: readonly string[]): string {
  const bytes = numbers.flatMap((number) => [number.slice(2), number.slice(0, 2)]);
  return `printf '${['07', '00', '00', '00', ...bytes].map((hex) => `\\x${hex.toLowerCase()}`).join('')}' | sudo tee ${EFI_VARIABLES_FOLDER}/BootOrder-${EFI_GLOBAL_GUID} > /dev/null`;
}

function firmwareFinding({ machine }: MachineContext): CheckFinding {
  if (readFileStatus(machine, EFI_FOLDER) === null) return skipped('this machine starts without EFI');
  if (kernelNames(machine.place(EFI_VARIABLES_FOLDER)).length === 0)
    return skipped(
      `not measured: ${EFI_VARIABLES_FOLDER} is empty. Mount it, then run doctor again: sudo mount -t efivarfs efivarfs ${EFI_VARIABLES_FOLDER}`,
    );
  const system = systemDisk(machine);
  const [next] = bootNumbersOf(machine, 'BootNext');
  const once = next === undefined ? null : bootEntryOf(machine, next);
  if (once && !isOfDebian(once, system))
    return bad(
      `at the next start only, the firmware starts ${wordsOf(once)}`,
      `sudo rm ${EFI_VARIABLES_FOLDER}/BootNext-${EFI_GLOBAL_GUID}`,
    );
  const order = bootNumbersOf(machine, 'BootOrder');
  const entries = order.flatMap((number) => bootEntryOf(machine, number) ?? []).filter(({ isStarted }) => isStarted);
  const first = entries.findIndex((entry) => isOfDebian(entry, system));
  const own = entries[first];
  if (entries.length === 0)
    return skipped('not measured: the firmware has no entries, and uses the usual path of each disk');
  if (!own)
    return bad(
      `the firmware has no entry of Debian, and starts ${listShort(entries.map(wordsOf))}`,
      'sudo grub-install, which writes the entry and puts it first; then run doctor again',
    );
  const before = entries.slice(0, first);
  if (before.length === 0) return good(wordsOf(own));
  return bad(
    `the firmware tries ${listShort(before.map(wordsOf))} before ${wordsOf(own)}`,
    `${setOrder([own.number, ...order.filter((number) => number !== own.number)])}; if it comes back: put the disk first in the setup of the firmware, which has its own password`,
  );
}

export const FIRMWARE_CHECKS: readonly CheckSpec[] = [
  installedCheck('closed')({
    id: 'firmware-boot',
    title: 'What the firmware starts first (EFI)',
    expected: 'Debian’s loader, also at the next start',
    look: firmwareFinding,
  }),
];
