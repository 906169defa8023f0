import { deviceSettingsOf } from '../../device/config/device-links.ts';
import type { Profile } from '../../device/config/profile.ts';
import {
  KNOWN_DEVICES_FILE,
  type KnownDevice,
  knownDevicesText,
  readKnownDevices,
} from '../../device/maintenance/devices/known-devices.ts';
import { DEVICE_KIND_IDS, type DeviceKind } from '../../drivers/device-kinds.ts';
import { USERS } from '../machine/installed.ts';
import type { InstalledFile } from '../machine/installed-file.ts';
import { type ConnectedUsb, connectedUsb } from './connected-usb.ts';
import { isUsbDeviceAtLink } from './usbguard.ts';

type Devices = Profile['devices'];

/** `undefined`: not on USB, or not plugged in. */
function deviceOf(devices: Devices, kind: DeviceKind, connected: readonly ConnectedUsb[]): ConnectedUsb | undefined {
  const { link } = (deviceSettingsOf(devices, kind) ?? {}) as { readonly link?: unknown };
  if (typeof link !== 'object' || link === null) return undefined;
  const serial = 'hid' in link ? { usb: link.hid, baudRate: 9600 } : 'serial' in link ? link.serial : null;
  if (serial === null) return undefined;
  const there = connected.filter((its) => isUsbDeviceAtLink(serial as Parameters<typeof isUsbDeviceAtLink>[0], its));
  return there.length === 1 ? there[0] : undefined;
}

/** A device that is away now keeps its place of `before`. */
function knownDevicesOf(
  { devices }: Pick<Profile, 'devices'>,
  connected: readonly ConnectedUsb[],
  before: readonly KnownDevice[],
): readonly KnownDevice[] {
  return DEVICE_KIND_IDS.flatMap((kind) => {
    if (!deviceSettingsOf(devices, kind)) return [];
    const there = deviceOf(devices, kind, connected);
    if (!there) return before.filter((its) => its.kind === kind);
    const { socket, vendorId, productId, serialNumber, interfaces } = there;
    return [{ kind, socket, vendorId, productId, serialNumber, interfaces: [...interfaces] }];
  });
}

/** The file to install with the record of the profile's USB devices. The steward reads it when a device is exchanged. */
export const makeKnownDevicesFiles = (
  profile: Profile,
  connected: readonly ConnectedUsb[] = connectedUsb(),
  before: readonly KnownDevice[] = readKnownDevices(),
): readonly InstalledFile[] => [knownDevicesFile(knownDevicesOf(profile, connected, before))];

export const knownDevicesFile = (known: readonly KnownDevice[]): InstalledFile => ({
  path: KNOWN_DEVICES_FILE,
  owner: 'root',
  group: USERS.kiosk,
  mode: 0o640,
  text: knownDevicesText(known),
});
