import { DEVICE_KIND_IDS, DEVICE_KINDS, type DeviceKind, type ProfileKind } from '../../drivers/device-kinds.ts';
import type { KeypadProfile } from './keypad.ts';
import type { LinkProfile, SerialProfile } from './link.ts';
import type { Profile } from './profile.ts';
import type { ChipProfile } from './reader.ts';
import type { ScannerProfile } from './scanner.ts';

type Devices = Profile['devices'];

export type DeviceSettingsByKind = { readonly [K in ProfileKind]: NonNullable<Devices[K]> } & {
  readonly chipReader: ChipProfile;
};

/** Settings of a kind; `undefined`: not in the profile. */
export const deviceSettingsOf = <K extends DeviceKind>(
  devices: Devices,
  kind: K,
): DeviceSettingsByKind[K] | undefined =>
  ({ ...devices, chipReader: devices.reader.chip })[kind] as DeviceSettingsByKind[K] | undefined;

/** Path of a kind's settings in the profile, such as `devices.printer`. */
export function profilePathOf(kind: DeviceKind): string {
  const row = DEVICE_KINDS[kind];
  return `devices.${'path' in row ? row.path : kind}`;
}

/** Links of a profile with the kinds of their devices. A PC/SC chip reader, a document printer, a scanner and a keypad have no such link. */
export const deviceLinks = (devices: Devices): readonly (readonly [kind: DeviceKind, link: LinkProfile])[] =>
  DEVICE_KIND_IDS.flatMap((kind) => {
    const settings = deviceSettingsOf(devices, kind);
    return settings && 'link' in settings && isLink(settings.link) ? [[kind, settings.link] as const] : [];
  });

const isLink = (link: LinkProfile | KeypadProfile['link'] | ScannerProfile['link']): link is LinkProfile =>
  link === 'simulated' || !('hid' in link);

export const serialLinks = (devices: Devices): readonly (readonly [kind: DeviceKind, serial: SerialProfile])[] =>
  deviceLinks(devices).flatMap(([kind, link]) =>
    link !== 'simulated' && 'serial' in link ? [[kind, link.serial] as const] : [],
  );
