import { serialLinks } from '../../device/config/device-links.ts';
import type { SerialProfile } from '../../device/config/link.ts';
import type { Profile } from '../../device/config/profile.ts';
import { hexDigits } from '../../drivers/bytes.ts';
import { DEVICE_KINDS, type DeviceKind } from '../../drivers/device-kinds.ts';
import { findKnownRow, KNOWN_PORTS } from '../find/known-usb.ts';
import { INSTALLED } from '../machine/installed.ts';
import type { InstalledFile } from '../machine/installed-file.ts';
import { hidIdsOf, knownHidDevices, SERIAL_ADAPTERS } from '../udev/rules.ts';
import { type ConnectedUsb, connectedUsb } from './connected-usb.ts';

/**
 * USBGuard rules for this cabinet. They allow hubs and touch screens that are plugged in now, the system disk, the devices of the profile,
 * and known scanners and keypads. All other devices are blocked, also keyboards. They are not rejected: the kernel would remove a rejected
 * device from its list, and no report could name it.
 */
export const usbguardRuleFiles = (
  profile: Profile,
  pluggedIn: readonly ConnectedUsb[] = connectedUsb(),
): readonly InstalledFile[] => [
  { path: INSTALLED.usbRules, owner: 'root', group: 'root', mode: 0o600, text: usbguardRules(profile, pluggedIn) },
];

export function usbguardRules(profile: Profile, connected: readonly ConnectedUsb[]): string {
  const { hubs, system, touch, hid, chips } = letIn(profile, connected);
  const named = serialLinks(profile.devices).flatMap(([kind, link]) => allowLink(kind, link, connected));
  return [
    `# USB devices of this cabinet. Made of ${INSTALLED.profile} by \`asan-kiosk provision\`, with what was plugged in then; do not edit by hand.`,
    '',
    '# Hubs, in the sockets they are in.',
    ...hubs.map((hub) => allowRule(hub)),
    ...systemDiskRules(system),
    '# The touch screen.',
    ...touch.map((panel) => allowRule(panel)),
    '# Known scanners and keypads. udev keeps keyboard input of such a device from the screen.',
    ...hid.map((device) => allowRule(device)),
    '# Chip readers, by their class (CCID): pcscd has them.',
    ...chips.map((reader) => allowRule(reader)),
    '# Devices of the profile.',
    ...new Set(named),
    '# All other devices are blocked, keyboards too: they stay visible and are reported, but do nothing.',
    'block',
    '',
  ].join('\n');
}

/** Without a rule, the daemon would block the disk that the system runs from. */
export const systemDiskRules = (disks: readonly ConnectedUsb[]): readonly string[] =>
  disks.length === 0 ? [] : ['# The disk that the system is on.', ...disks.map(allowRule)];

/** Plugged-in devices that the rules allow, besides the profile's serial ports. */
const letIn = ({ devices }: Profile, connected: readonly ConnectedUsb[]) => ({
  hubs: connected.filter(({ interfaces }) => interfaces.length > 0 && interfaces.every(isHub)),
  system: connected.filter(({ isSystemDisk }) => isSystemDisk),
  touch: connected.filter((its) => its.isTouchScreen && its.actsAs === null && !isTyping(its) && !isStorage(its)),
  hid: connected.filter((its) => isKnownHid(its, devices)),
  chips: devices.reader.chip?.driver === 'pcsc' ? connected.filter(isCcid) : [],
});

/** Devices that stop working when these rules are in force. */
export function devicesWithoutRule(
  profile: Profile,
  connected: readonly ConnectedUsb[] = connectedUsb(),
): readonly ConnectedUsb[] {
  const stays = Object.values(letIn(profile, connected)).flat();
  const links = serialLinks(profile.devices).map(([, link]) => link);
  return connected.filter((its) => !stays.includes(its) && !links.some((link) => isUsbDeviceAtLink(link, its)));
}

/** Interfaces that neither type nor store: serial port, chip reader, touch panel, hub. */
const HARMLESS = /^(02:02:0[01]|0a:00:00|0b:..:..|03:00:00|09:..:..)$/;

/**
 * Whether a blocked device may be allowed for a search, and may stay allowed after the kernel shows its use. Strict, because the cabinet is
 * open during a search. A vendor-specific interface proves nothing: it needs the ids of a known serial port.
 */
export function isSafeToProbe(device: ConnectedUsb, profile: Profile | null): boolean {
  if (isKnownHid(device, profile?.devices)) return device.actsAs === null || device.actsAs === 'keyboard';
  const { interfaces, actsAs } = device;
  const isPort = isKnownPort(device, profile);
  return (
    actsAs === null &&
    interfaces.length > 0 &&
    interfaces.every((its) => HARMLESS.test(its) || (isPort && its.startsWith('ff:')))
  );
}

const isKnownPort = (device: ConnectedUsb, profile: Profile | null): boolean =>
  SERIAL_ADAPTERS.some((adapter) => hasIds(device, adapter)) ||
  findKnownRow(KNOWN_PORTS, device)?.only === true ||
  (profile !== null &&
    serialLinks(profile.devices).some(([, link]) => 'usb' in link && isUsbDeviceAtLink(link, device)));

export function usbWords(device: ConnectedUsb): string {
  const { product, vendorId, productId, socket } = device;
  const kind = isTyping(device)
    ? ' (a keyboard)'
    : isStorage(device)
      ? ' (a stick or disk)'
      : device.actsAs === 'network'
        ? ' (a network)'
        : '';
  return `${product || 'a nameless device'}${kind} ${vendorId}:${productId} in socket ${socket}`;
}

const isHub = (its: string): boolean => its.startsWith('09:');
/** Keyboard protocol with and without the boot subclass [HID 1.11, 4.2 and 4.3]. */
const isKeyboard = (its: string): boolean => /^03:0[01]:01$/.test(its);
const isTyping = ({ interfaces, actsAs }: ConnectedUsb): boolean =>
  actsAs === 'keyboard' || interfaces.some(isKeyboard);
const isStorage = ({ interfaces, actsAs }: ConnectedUsb): boolean =>
  actsAs === 'disk' || interfaces.some((its) => its.startsWith('08:'));
const isCcid = ({ interfaces }: ConnectedUsb): boolean => interfaces.some((its) => its.startsWith('0b:'));

const isHid = (its: string): boolean => its.startsWith('03:');

/** Ids prove little, so all interfaces must be HID. */
const isKnownHid = (device: ConnectedUsb, devices?: Profile['devices']): boolean =>
  device.interfaces.length > 0 &&
  device.interfaces.every(isHid) &&
  [...knownHidDevices(), ...(devices ? hidIdsOf(devices) : [])].some((known) => hasIds(device, known));

const hasIds = (device: ConnectedUsb, its: { readonly vendorId: number; readonly productId: number }): boolean =>
  hexDigits(its.vendorId, 4) === device.vendorId && hexDigits(its.productId, 4) === device.productId;

export type UsbIdentity = Pick<ConnectedUsb, 'vendorId' | 'productId' | 'serialNumber' | 'interfaces' | 'socket'>;

/** Rule with all properties of a device: a device with one more interface is another device. */
export const allowRule = ({ vendorId, productId, serialNumber, interfaces, socket }: UsbIdentity): string =>
  [
    `allow id ${vendorId}:${productId} serial ${quoted(serialNumber)}`,
    // Root hubs have no socket.
    ...(/^\d/.test(socket) && serialNumber === '' ? [`via-port "${socket}"`] : []),
    `with-interface equals { ${interfaces.join(' ')} }`,
  ].join(' ');

/**
 * Interfaces of an adapter that was not plugged in: vendor-specific, or a modem's (CDC ACM). Any device can claim its ids, which alone
 * would allow a keyboard, a disk, or a network that takes over the route to the office.
 */
const AS_SERIAL_PORT = 'with-interface match-all { ff:*:* 02:02:00 02:02:01 0a:00:00 }';

/** The rule of an absent device has only what the profile says. */
function allowLink(kind: DeviceKind, link: SerialProfile, connected: readonly ConnectedUsb[]): readonly string[] {
  const there = connected.filter((its) => isUsbDeviceAtLink(link, its));
  if (there.length > 0) return there.map(allowRule);
  if ('usb' in link) {
    const { vendorId, productId, serialNumber } = link.usb;
    const serial = serialNumber === undefined ? '' : ` serial ${quoted(serialNumber)}`;
    return [`allow id ${vendorId.toLowerCase()}:${productId.toLowerCase()}${serial} ${AS_SERIAL_PORT}`];
  }
  return [
    `# The ${DEVICE_KINDS[kind].name.en}: not plugged in when this was made, so only its place is known; run provision again.`,
  ];
}

/** Devices of the profile without their serial port, in words. `isThere` checks a path that no USB device has. */
export const unpluggedProfileDevices = (
  { devices }: Profile,
  connected: readonly ConnectedUsb[],
  isThere: (path: string) => boolean,
): readonly string[] =>
  serialLinks(devices)
    .filter(
      ([, link]) => !connected.some((its) => isUsbDeviceAtLink(link, its)) && !('path' in link && isThere(link.path)),
    )
    .map(([kind, link]) => `the ${DEVICE_KINDS[kind].name.en} (${linkWords(link)})`);

function linkWords(link: SerialProfile): string {
  if ('path' in link) return link.path;
  if ('socket' in link) return `USB socket ${link.socket}`;
  const { vendorId, productId, serialNumber } = link.usb;
  return `USB ${vendorId}:${productId}${serialNumber === undefined ? '' : ` ${serialNumber}`}`;
}

export function isUsbDeviceAtLink(
  link: SerialProfile,
  { vendorId, productId, serialNumber, socket, ports }: ConnectedUsb,
): boolean {
  if ('path' in link) return ports.includes(link.path);
  if ('socket' in link) return link.socket.replace(/:.*$/, '') === socket;
  const { usb } = link;
  return (
    usb.vendorId.toLowerCase() === vendorId &&
    usb.productId.toLowerCase() === productId &&
    (usb.serialNumber === undefined || usb.serialNumber === serialNumber)
  );
}

/** In USBGuard's quotes. A device chooses its serial number: a line break in it would end the rule. */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replaceAll(/\p{Cc}/gu, asBytes)}"`;
const asBytes = (letter: string): string => [...Buffer.from(letter)].map((its) => `\\x${hexDigits(its, 2)}`).join('');
