import { DEVICE_KINDS, type DeviceKind, KIND_IDS, type ProfileKind } from '../../drivers/device-kinds.ts';
import type { LinkProfile, SerialProfile } from './link.ts';
import type { Profile } from './profile.ts';
import type { ChipProfile } from './reader.ts';

type Devices = Profile['devices'];

/** The settings of each kind of device in a profile. */
export type DeviceSettings = { readonly [K in ProfileKind]: NonNullable<Devices[K]> } & {
  readonly chipReader: ChipProfile;
};

/** The settings of a kind; `undefined`: the profile has none. */
export const settingsOf = <K extends DeviceKind>(devices: Devices, kind: K): DeviceSettings[K] | undefined =>
  ({ ...devices, chipReader: devices.reader.chip })[kind] as DeviceSettings[K] | undefined;

/** Where a profile has the settings of a kind, such as `devices.printer`. */
export function sectionOf(kind: DeviceKind): string {
  const row = DEVICE_KINDS[kind];
  return `devices.${'path' in row ? row.path : kind}`;
}

/** Each link of a profile with the kind of its device. A chip reader at PC/SC and a document printer have none. */
export const deviceLinks = (devices: Devices): readonly (readonly [kind: DeviceKind, link: LinkProfile])[] =>
  KIND_IDS.flatMap((kind) => {
    const settings = settingsOf(devices, kind);
    return settings && 'link' in settings ? [[kind, settings.link] as const] : [];
  });

/** Those on serial lines. */
export const serialLinks = (devices: Devices): readonly (readonly [kind: DeviceKind, serial: SerialProfile])[] =>
  deviceLinks(devices).flatMap(([kind, link]) =>
    link !== 'simulated' && 'serial' in link ? [[kind, link.serial] as const] : [],
  );
