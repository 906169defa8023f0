import type { LinkProfile } from '../../../device/config/link.ts';
import type { NamedDevice } from '../../find/compare-ports.ts';
import type { DeviceRole } from '../../find/found.ts';
import type { DeviceChoice } from './devices.ts';

interface Settings {
  readonly driver?: string;
  readonly link?: LinkProfile;
  readonly chip?: Settings;
}

/** Devices at serial ports in a profile or a part of it. The chip reader beside the reader counts as a separate device. */
export function namedDevices(devices: DeviceChoice['devices']): readonly NamedDevice[] {
  const reader: Settings | undefined = devices.reader;
  return [...Object.entries(devices), ['chipReader', reader?.chip] as const].flatMap(([role, its]) => {
    const { link, driver }: Settings = its ?? {};
    if (link === undefined || link === 'simulated' || !('serial' in link)) return [];
    return [{ role: role as DeviceRole, serial: link.serial, driver }];
  });
}
