import type { Fixture } from './fixture.ts';
import {
  comparisonsOfTextOnly,
  type DoctorSheet,
  makeSymlink,
  roundingWithBound,
  rowsOf,
  skippedCheck,
} from './row.ts';
import { putRootOnUsb } from './rows-boot.ts';

/* Firmware variables in efivarfs: 4 bytes of attributes, then data [UEFI 2.10, 3.1.3 and 10.3]. */

const EFIVARS = '/sys/firmware/efi/efivars';
const GUID = '8be4df61-93ca-11d2-aa0d-00e098032b8c';

const u16 = (value: number): readonly number[] => [value & 0xff, value >> 8];
const utf16 = (text: string): readonly number[] => [...text, '\0'].flatMap((letter) => u16(letter.charCodeAt(0)));
const node = (type: number, subtype: number, data: readonly number[] = []): readonly number[] => [
  type,
  subtype,
  ...u16(4 + data.length),
  ...data,
];

const END = node(0x7f, 0xff);
const FIRMWARE = node(4, 7, Array(16).fill(1));
const PXE = [...node(2, 1, Array(8).fill(0)), ...node(3, 11, Array(33).fill(0))];
const STICK = node(3, 5, [1, 0]);
const NVME = node(3, 23, Array(12).fill(0));
const program = (path: string) => node(4, 4, utf16(path));
/** A partition with GUID 3c1e4f5a-0102-0304-0506-0708090a0b0c. `last`: another last byte of the GUID. */
const partition = (last = 0x0c) =>
  node(4, 1, [
    1,
    0,
    0,
    0,
    ...Array(16).fill(0),
    0x5a,
    0x4f,
    0x1e,
    0x3c,
    0x02,
    0x01,
    0x04,
    0x03,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    last,
    2,
    2,
  ]);

const DEBIAN = [...partition(), ...program('\\EFI\\debian\\shimx64.efi')];
const WINDOWS = [...partition(), ...program('\\EFI\\Microsoft\\Boot\\bootmgfw.efi')];

type Entry = readonly [description: string, path: readonly number[], attributes?: number];

const firmware =
  (entries: readonly Entry[], next?: number) =>
  ({ write }: Fixture): void => {
    const put = (name: string, data: readonly number[]) =>
      write(`${EFIVARS}/${name}-${GUID}`, Uint8Array.from([7, 0, 0, 0, ...data]));
    for (const [number, [description, path, attributes = 1]] of entries.entries()) {
      const whole = [...path, ...END];
      const option = [...u16(attributes), 0, 0, ...u16(whole.length), ...utf16(description), ...whole];
      put(`Boot${number.toString(16).padStart(4, '0').toUpperCase()}`, option);
    }
    put(
      'BootOrder',
      entries.flatMap((_, number) => u16(number)),
    );
    if (next !== undefined) put('BootNext', u16(next));
  };

const onDisk = (fixture: Fixture): void => {
  fixture.write('/proc/self/mounts', '/dev/nvme0n1p2 / ext4 rw 0 0\n/dev/nvme0n1p1 /boot/efi vfat rw 0 0\n');
  makeSymlink(fixture, '/dev/disk/by-partuuid/3c1e4f5a-0102-0304-0506-0708090a0b0c', '../../nvme0n1p1');
};

/** Boot entries that OVMF of Debian 13 wrote: menu, virtio disk, shell. */
const OVMF = {
  Boot0000:
    '090100002c0055006900410070007000000004071400c9bdb87cebf8344faaea3ee4af6516a10406140021aa2c4614760345836e8ab6f46623317fff0400',
  Boot0001:
    '010000001600550045004600490020004d006900730063002000440065007600690063006500000002010c00d041030a000000000101060000037fff04004eac0881119f594d850ee21a522c59b2',
  Boot0002:
    '010000002c00450046004900200049006e007400650072006e0061006c0020005300680065006c006c00000004071400c9bdb87cebf8344faaea3ee4af6516a10406140083a5047c3e9e1c4fad65e05268d0b4d17fff0400',
  BootOrder: '010000000200',
};

const MENU: Entry = ['UiApp', FIRMWARE, 0x109];
const ORDER = (bytes: string) =>
  `printf '\\x07\\x00\\x00\\x00${bytes}' | sudo tee ${EFIVARS}/BootOrder-${GUID} > /dev/null; if it comes back: put the disk first in the setup of the firmware, which has its own password`;

export const FIRMWARE_ROWS: DoctorSheet = [
  ...rowsOf('firmware-boot', [
    ['it has no EFI', () => undefined, 'skip', 'this machine starts without EFI', null],
    [
      'nobody mounted the variables',
      ({ write }) => write('/sys/firmware/efi/fw_platform_size', '64\n'),
      'skip',
      `not measured: ${EFIVARS} is empty. Mount it, then run doctor again: sudo mount -t efivarfs efivarfs ${EFIVARS}`,
      null,
    ],
    [
      'it is the firmware of an emulated machine (OVMF), byte for byte',
      ({ write }) => {
        for (const [name, hex] of Object.entries(OVMF))
          write(`${EFIVARS}/${name}-${GUID}`, Buffer.from(`07000000${hex}`, 'hex'));
      },
      'ok',
      '"UEFI Misc Device" (of a disk)',
      null,
    ],
    ['it has no entry', firmware([]), 'skip', /^not measured: the firmware has no entries/, null],
    [
      'Debian comes first, behind the menu of the firmware and an entry that is off',
      firmware([MENU, ['USB', STICK, 0], ['debian', DEBIAN], ['PXE', PXE]]),
      'ok',
      '"debian" (\\EFI\\debian\\shimx64.efi)',
      null,
    ],
    [
      'the disk comes first, by its usual path',
      firmware([['Samsung SSD', NVME]]),
      'ok',
      '"Samsung SSD" (of a disk)',
      null,
    ],
    [
      'the network and Windows come before Debian',
      firmware([
        ['UEFI: PXE IPv4 Realtek', PXE],
        ['Windows Boot Manager', WINDOWS],
        ['debian', DEBIAN],
      ]),
      'fail',
      'the firmware tries "UEFI: PXE IPv4 Realtek" (of the network); "Windows Boot Manager" (\\EFI\\Microsoft\\Boot\\bootmgfw.efi) before "debian" (\\EFI\\debian\\shimx64.efi)',
      ORDER('\\x02\\x00\\x00\\x00\\x01\\x00'),
    ],
    [
      'a stick with a loader like that of Debian comes first',
      firmware([
        ['Stick', [...STICK, ...program('\\EFI\\BOOT\\BOOTX64.EFI')]],
        ['debian', DEBIAN],
      ]),
      'fail',
      /^the firmware tries "Stick" \(\\EFI\\BOOT\\BOOTX64\.EFI\) before "debian"/,
      ORDER('\\x01\\x00\\x00\\x00'),
    ],
    [
      'the system itself is on a stick',
      (fixture) => {
        putRootOnUsb(fixture);
        fixture.write('/sys/bus/usb/devices/1-1/idVendor', '0781\n');
        firmware([['Stick', [...STICK, ...program('\\EFI\\BOOT\\BOOTX64.EFI')]]])(fixture);
      },
      'ok',
      /^"Stick"/,
      null,
    ],
    [
      'the Debian of another disk comes first',
      (fixture) => {
        onDisk(fixture);
        firmware([
          ['debian', [...partition(0x0d), ...program('\\EFI\\debian\\shimx64.efi')]],
          ['debian', DEBIAN],
        ])(fixture);
      },
      'fail',
      /^the firmware tries "debian" .* before "debian"/,
      ORDER('\\x01\\x00\\x00\\x00'),
    ],
    [
      'Debian has no entry',
      firmware([MENU, ['Windows Boot Manager', WINDOWS]]),
      'fail',
      'the firmware has no entry of Debian, and starts "Windows Boot Manager" (\\EFI\\Microsoft\\Boot\\bootmgfw.efi)',
      /^sudo grub-install, /,
    ],
    [
      'somebody chose the network for one start',
      firmware(
        [
          ['debian', DEBIAN],
          ['PXE', PXE],
        ],
        1,
      ),
      'fail',
      'at the next start only, the firmware starts "PXE" (of the network)',
      `sudo rm ${EFIVARS}/BootNext-${GUID}`,
    ],
    ['somebody chose Debian for one start', firmware([['debian', DEBIAN]], 0), 'ok', /^"debian"/, null],
  ]),
  skippedCheck('firmware-boot', 'this machine starts without EFI'),
  ...comparisonsOfTextOnly(
    'efi-entries.ts: at + 1 < bytes.length',
    'efi-entries.ts: at + 4 <= path.length',
    'efi-entries.ts: bytes.length < 6',
    'efi-entries.ts: length < 4',
  ),
  // Two bytes are one letter (UTF-16).
  roundingWithBound('efi-entries.ts: Math.floor(bytes.length / 2)', null),
];
