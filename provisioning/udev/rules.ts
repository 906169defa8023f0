import { serialLinks } from '../../device/config/device-links.ts';
import type { SerialProfile } from '../../device/config/link.ts';
import type { Profile } from '../../device/config/profile.ts';
import { hexDigits } from '../../drivers/bytes.ts';
import { kebabOf } from '../../drivers/device-kinds.ts';
import { KEYPAD_MODELS, type KeypadModel } from '../../drivers/keypad/hid-keys/profile.ts';
import { usbPlaceOf } from '../../drivers/kinds/scanner.ts';
import { SCANNER_MODELS, type ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import { USERS } from '../machine/installed.ts';

/** Members of this group may open the devices below and nothing else. */
export const KIOSK_GROUP = USERS.kiosk;

export const RULES_FILE = '/usr/lib/udev/rules.d/70-asan-kiosk.rules';

interface UsbDevice {
  readonly words: string;
  readonly vendorId: number;
  readonly productId: number;
}

/** USB serial adapters, also virtual ports of printers, readers, terminals and validators (ids as in usb.ids). */
export const SERIAL_ADAPTERS = [
  { words: 'FTDI FT232', vendorId: 0x0403, productId: 0x6001 },
  { words: 'FTDI FT2232', vendorId: 0x0403, productId: 0x6010 },
  { words: 'FTDI FT4232', vendorId: 0x0403, productId: 0x6011 },
  { words: 'FTDI FT232H', vendorId: 0x0403, productId: 0x6014 },
  { words: 'FTDI FT-X', vendorId: 0x0403, productId: 0x6015 },
  { words: 'Prolific PL2303', vendorId: 0x067b, productId: 0x2303 },
  { words: 'Prolific PL2303GC', vendorId: 0x067b, productId: 0x23a3 },
  { words: 'Prolific PL2303GB', vendorId: 0x067b, productId: 0x23b3 },
  { words: 'Prolific PL2303GT', vendorId: 0x067b, productId: 0x23c3 },
  { words: 'Prolific PL2303GL', vendorId: 0x067b, productId: 0x23d3 },
  { words: 'Prolific PL2303GE', vendorId: 0x067b, productId: 0x23e3 },
  { words: 'Prolific PL2303GS', vendorId: 0x067b, productId: 0x23f3 },
  { words: 'WCH CH341', vendorId: 0x1a86, productId: 0x5523 },
  { words: 'WCH CH340K', vendorId: 0x1a86, productId: 0x7522 },
  { words: 'WCH CH340', vendorId: 0x1a86, productId: 0x7523 },
  { words: 'Silicon Labs CP210x', vendorId: 0x10c4, productId: 0xea60 },
  { words: 'Silicon Labs CP2105', vendorId: 0x10c4, productId: 0xea70 },
  { words: 'Silicon Labs CP2108', vendorId: 0x10c4, productId: 0xea71 },
  { words: 'Access-IS module, serial mode', vendorId: 0x0db5, productId: 0x0139 },
] as const;

const ids = ({ vendorId, productId }: Omit<UsbDevice, 'words'>) =>
  `ATTRS{idVendor}=="${hexDigits(vendorId, 4)}", ATTRS{idProduct}=="${hexDigits(productId, 4)}"`;
const GRANT = `MODE="0660", GROUP="${KIOSK_GROUP}"`;

/** HID devices with a driver of ours, in the order of the tables. */
export function knownHidDevices(): readonly UsbDevice[] {
  const scanners: readonly ScannerModel[] = Object.values(SCANNER_MODELS);
  const keypads: readonly KeypadModel[] = Object.values(KEYPAD_MODELS);
  return [
    ...scanners.flatMap((model) => [
      model,
      ...(model.keyboardProductId === undefined
        ? []
        : [{ ...model, productId: model.keyboardProductId, words: `${model.words}, keyboard mode` }]),
    ]),
    ...keypads.flatMap(({ ids: its, words }) => (its === null ? [] : [{ ...its, words }])),
  ];
}

/** USB ids of the profile's scanner and keypad, which may be of no known model; none if simulated. */
export const hidIdsOf = ({ scanner, keypad }: Profile['devices']): readonly Omit<UsbDevice, 'words'>[] =>
  [scanner, keypad].flatMap((its) => (!its || its.link === 'simulated' ? [] : [usbPlaceOf(its.link.hid)]));

/**
 * Rules that open the devices for the kiosk: `hidraw` and tty files by USB ids, for one group. A rule for the subsystem `usb` alone does
 * not reach hidraw. The compositor must ignore the same devices: a scanner in keyboard mode would type into the screen.
 */
export function udevRules(): string {
  const hid = knownHidDevices().flatMap((device) => [
    `# ${device.words}`,
    `SUBSYSTEM=="hidraw", ${ids(device)}, ${GRANT}`,
    `SUBSYSTEM=="input", ${ids(device)}, ENV{LIBINPUT_IGNORE_DEVICE}="1"`,
  ]);
  const tty = SERIAL_ADAPTERS.flatMap((adapter) => [
    `# ${adapter.words}`,
    // ModemManager sends AT commands to new ports, and a printer prints them.
    `SUBSYSTEM=="tty", ${ids(adapter)}, ${GRANT}, ENV{ID_MM_DEVICE_IGNORE}="1"`,
  ]);
  return `${[HEAD, ...hid, '', ...tty, '', 'LABEL="asan_kiosk_end"'].join('\n')}\n`;
}

/**
 * Rules of one cabinet: a name for each serial port by its use (`/dev/kiosk/reader`). The port is found by ids and serial number of its
 * adapter, by its socket, or by its udev name [udev(7)]. Also opens scanner, keypad and the GPIO chips, which Debian leaves to root.
 */
export function cabinetUdevRules({ devices, lines, kiosk }: Profile): string {
  const rules = serialLinks(devices).flatMap(([kind, serial]) => {
    const which = portMatch(serial);
    return which === null
      ? []
      : [`SUBSYSTEM=="tty", ${which}, ${GRANT}, SYMLINK+="kiosk/${kebabOf(kind)}", ENV{ID_MM_DEVICE_IGNORE}="1"`];
  });
  for (const its of hidIdsOf(devices)) {
    rules.push(`SUBSYSTEM=="hidraw", ${ids(its)}, ${GRANT}`);
    rules.push(`SUBSYSTEM=="input", ${ids(its)}, ENV{LIBINPUT_IGNORE_DEVICE}="1"`);
  }
  // All chips: udev does not know their labels.
  if (lines?.adapter === 'libgpiod') rules.push(`SUBSYSTEM=="gpio", KERNEL=="gpiochip*", ${GRANT}`);
  const head = `# The devices of ${kiosk.id}, made from its profile by \`asan-kiosk provision\`; do not edit by hand.`;
  return `${[head, 'ACTION=="remove", GOTO="asan_kiosk_devices_end"', ...rules, 'LABEL="asan_kiosk_devices_end"'].join('\n')}\n`;
}

function portMatch(serial: SerialProfile): string | null {
  if ('usb' in serial) {
    const { vendorId, productId, serialNumber } = serial.usb;
    const which = `ATTRS{idVendor}=="${vendorId.toLowerCase()}", ATTRS{idProduct}=="${productId.toLowerCase()}"`;
    return serialNumber === undefined ? which : `${which}, ATTRS{serial}=="${literally(serialNumber)}"`;
  }
  if ('socket' in serial) return `SUBSYSTEMS=="usb", KERNELS=="${serial.socket}"`;
  const name = /^\/dev\/(serial\/by-(id|path)\/.+)$/.exec(serial.path)?.[1];
  if (name !== undefined) return `SYMLINK=="${literally(name)}"`;
  const port = /^\/dev\/(tty\w+)$/.exec(serial.path)?.[1];
  return port === undefined ? null : `KERNEL=="${port}"`;
}

/** Escapes for udev's quotes: letters with a meaning become `?`, any one letter. */
const literally = (text: string): string => text.replaceAll(/[^\w.:@+/-]/g, '?');

const HEAD = `# Devices of a kiosk, for the group ${KIOSK_GROUP}. Made from the tables of the drivers by provisioning/udev/rules.ts;
# do not edit by hand. For a device that is not listed, copy a line into /etc/udev/rules.d/71-kiosk.rules.
# Once: groupadd --system ${KIOSK_GROUP}. Then: udevadm control --reload && udevadm trigger
ACTION=="remove", GOTO="asan_kiosk_end"
`;
