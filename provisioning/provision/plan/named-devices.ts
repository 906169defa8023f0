import type { LinkProfile } from '../../../device/config/link.ts';
import type { NamedDevice } from '../../find/compare-ports.ts';
import type { DeviceRole } from '../../find/found.ts';
import type { ChosenDevices } from './devices.ts';

interface Settings {
  readonly driver?: string;
  readonly link?: LinkProfile;
  readonly chip?: Settings;
}

/** The devices of a profile, or of a part of one, that are at serial ports. The chip reader beside the reader is a separate device. */
export function namedDevices(devices: ChosenDevices['devices']): readonly NamedDevice[] {
  const reader: Settings | undefined = devices.reader;
  return [...Object.entries(devices), ['chipReader', reader?.chip] as const].flatMap(([role, its]) => {
    const { link, driver }: Settings = its ?? {};
    if (link === undefined || link === 'simulated' || !('serial' in link)) return [];
    return [{ role: role as DeviceRole, serial: link.serial, driver }];
  });
}
