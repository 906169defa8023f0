import { realpath } from 'node:fs/promises';
import type { LinkProfile } from '../../device/config/link.ts';
import type { ProfileKind } from '../../drivers/device-kinds.ts';
import type { SystemPlaces } from '../../drivers/link/usb-serial.ts';
import { nullIfRejected } from '../../drivers/result.ts';
import type { NamedDevice } from './compare-ports.ts';
import type { DeviceRole, FoundDevice } from './found.ts';
import { kernelFileOfPort } from './serial-file.ts';

interface Settings {
  readonly driver?: string;
  readonly link?: LinkProfile;
  readonly chip?: Settings;
}

/** Devices at serial ports in a profile or a part of it. The chip reader beside the reader counts as a separate device. */
export function serialDevicesNamedIn(
  devices: Readonly<Partial<Record<ProfileKind, object | null>>>,
): readonly NamedDevice[] {
  const reader = devices.reader as Settings | undefined;
  return [...Object.entries(devices), ['chipReader', reader?.chip] as const].flatMap(([role, its]) => {
    const { link, driver }: Settings = its ?? {};
    if (link === undefined || link === 'simulated' || !('serial' in link)) return [];
    return [{ role: role as DeviceRole, serial: link.serial, driver }];
  });
}

/** Drops the use of a PN532 that its port is not named for. The first name counts. */
export async function dropUnnamedRoles(
  found: readonly FoundDevice[],
  named: readonly NamedDevice[],
  places?: SystemPlaces,
): Promise<readonly FoundDevice[]> {
  const roles = new Map<string, DeviceRole>();
  for (const { role, serial } of named) {
    const file = await kernelFileOfPort(serial, places);
    if (file !== null && !roles.has(file)) roles.set(file, role);
  }
  return Promise.all(
    found.map(async (device) => {
      const { at, proposals } = device;
      const role = at.kind === 'serial' ? roles.get((await nullIfRejected(realpath(at.path))) ?? at.path) : undefined;
      const its = proposals.filter((each) => each.role === role && each.certainty === 'answered');
      return its.length > 0 ? { ...device, proposals: its } : device;
    }),
  );
}
