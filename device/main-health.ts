import { DEVICE_KIND_IDS, DEVICE_KINDS, type DeviceKind } from '../drivers/device-kinds.ts';
import type { DeviceState } from '../drivers/device-status.ts';
import type { FindLinkTrouble } from './main-watchers.ts';
import type { KioskSnapshot } from './screen/to-screen.ts';
import { DEVICE_TROUBLE, type Devices } from './session/visit/devices.ts';
import { TERMINAL_UNCOUNTED_CODE } from './troubles/troubles-start.ts';
import type { KioskHealth } from './web/server.ts';

type ChipStatus = { readonly device: DeviceState } | undefined;

/** State of the devices and the back office for `/healthz` and the technician's page. */
export function healthOf(
  kiosk: KioskSnapshot,
  chips: ChipStatus,
  linkTrouble: FindLinkTrouble,
  backOffice: KioskHealth['backOffice'] = null,
): KioskHealth {
  const { devices } = kiosk.context;
  return {
    ready: !kiosk.matches('booting') && !kiosk.matches('recovering'),
    // A full disk leaves the kiosk ready: a running visit ends normally.
    storage: devices.roomOnDisk ? 'enough' : 'DSK-101',
    devices: byKind((kind) => stateOf(kind, devices, chips)),
    troubles: troublesOf(devices, chips, linkTrouble),
    backOffice,
  };
}

/** Trouble code of each kind: why its link does not open, or what is wrong behind it. */
export function troublesOf(
  devices: Devices,
  chips: ChipStatus,
  linkTrouble: FindLinkTrouble,
): Readonly<Partial<Record<DeviceKind, string>>> {
  return byKind((kind) => {
    if (kind === 'terminal' && devices.terminal.refused !== undefined) return 'TRM-103';
    if (kind === 'scanner' && devices.scanner?.trouble) return devices.scanner.trouble.code;
    if (kind === 'keypad' && devices.keypad?.trouble) return devices.keypad.trouble.code;
    const isAway = stateOf(kind, devices, chips) === 'noDevice';
    const link = isAway ? linkTrouble(kind)?.code : undefined;
    // Ports and addresses of LNK-101 do not apply to a USB scanner or keypad.
    if ((kind === 'scanner' || kind === 'keypad') && link === 'LNK-101') return DEVICE_KINDS[kind].absent;
    return link ?? deviceTrouble(kind, devices, chips) ?? undefined;
  });
}

const stateOf = (kind: DeviceKind, devices: Devices, chips: ChipStatus): DeviceState | undefined =>
  (kind === 'chipReader' ? chips : devices[kind])?.device;

function deviceTrouble(kind: DeviceKind, devices: Devices, chips: ChipStatus): string | null {
  if (kind === 'chipReader')
    return chips === undefined || chips.device === 'online' ? null : DEVICE_KINDS.chipReader.silent;
  // An open door is no fault of a device.
  const trouble = DEVICE_TROUBLE[kind]({ ...devices, doorOpen: false });
  return kind === 'terminal' && trouble === null && devices.terminal.uncounted ? TERMINAL_UNCOUNTED_CODE : trouble;
}

const byKind = <T>(of: (kind: DeviceKind) => T | undefined): Readonly<Partial<Record<DeviceKind, T>>> =>
  Object.fromEntries(DEVICE_KIND_IDS.map((kind) => [kind, of(kind)] as const).filter(([, said]) => said !== undefined));
