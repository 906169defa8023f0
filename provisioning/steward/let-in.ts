import { isDeepStrictEqual } from 'node:util';
import type { Profile } from '../../device/config/profile.ts';
import type { KnownDevice } from '../../device/maintenance/devices/known-devices.ts';
import type { DeviceKind } from '../../drivers/device-kinds.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { type ConnectedUsb, connectedUsb, setUsbAllowed } from '../lockdown/connected-usb.ts';
import type { PathMapper } from '../lockdown/root-disk.ts';
import { allowRule, isSafeToProbe, usbWords } from '../lockdown/usbguard.ts';
import type { RunProgram } from '../provision/plan/target.ts';

export type LetInCode =
  /** No record of this kind: `provision` did not see its device. */
  | 'SVC-108'
  /** No refused device in the socket, or the former device is still plugged in. */
  | 'SVC-109'
  /** The device in the socket is not of the recorded model. */
  | 'SVC-110';

export interface LetInTrouble {
  readonly code: LetInCode;
  readonly found: string;
}

export interface LetInPorts {
  readonly run: RunProgram;
  readonly at?: PathMapper;
}

const SETTLE = ['settle', '--timeout=10'] as const;

function lookAt(
  kind: DeviceKind,
  known: readonly KnownDevice[],
  at?: PathMapper,
): Result<{ readonly entry: KnownDevice; readonly device: ConnectedUsb }, LetInTrouble> {
  const entry = known.find((its) => its.kind === kind);
  if (!entry) return err({ code: 'SVC-108', found: `no record of a USB device for ${kind}` });
  const connected = connectedUsb(at);
  const device = connected.find(({ socket }) => socket === entry.socket);
  if (!device) return err({ code: 'SVC-109', found: `nothing is in socket ${entry.socket}` });
  const former = connected.find(
    (its) =>
      entry.serialNumber !== '' &&
      its.socket !== entry.socket &&
      isSame(its, entry) &&
      its.serialNumber === entry.serialNumber,
  );
  if (former) return err({ code: 'SVC-109', found: `the former device is in socket ${former.socket}` });
  if (!isSame(device, entry))
    return err({ code: 'SVC-110', found: `${usbWords(device)}, not ${entry.vendorId}:${entry.productId} as before` });
  return ok({ entry, device });
}

/** Ids and all interfaces: an adapter with a keyboard beside its port is another device. */
const isSame = (device: ConnectedUsb, entry: KnownDevice): boolean =>
  device.vendorId === entry.vendorId &&
  device.productId === entry.productId &&
  isDeepStrictEqual([...device.interfaces], [...entry.interfaces]);

/**
 * Allows the device for a test, until it is unplugged or the machine restarts: no rule is written. The kernel may use a device as keyboard,
 * network or disk whatever its descriptors say; such a device is blocked again.
 */
export async function allowDeviceForTest(
  kind: DeviceKind,
  known: readonly KnownDevice[],
  profile: Profile,
  { run, at }: LetInPorts,
): Promise<Result<{ readonly socket: string }, LetInTrouble>> {
  const seen = lookAt(kind, known, at);
  if (!seen.ok) return seen;
  const { device } = seen.value;
  if (device.isLetIn) return ok({ socket: device.socket });
  setUsbAllowed(device.socket, true, at);
  await run('udevadm', SETTLE);
  const after = lookAt(kind, known, at);
  if (after.ok && isSafeToProbe(after.value.device, profile)) return ok({ socket: device.socket });
  setUsbAllowed(device.socket, false, at);
  return after.ok ? err({ code: 'SVC-110', found: `${usbWords(after.value.device)} does more than before` }) : after;
}

/** Blocks a device that was allowed for a test. A device with a rule stays: it is the kiosk's own. */
export function blockTestedDevice(
  kind: DeviceKind,
  known: readonly KnownDevice[],
  rules: string,
  { at }: Pick<LetInPorts, 'at'>,
): Result<{ readonly socket: string }, LetInTrouble> {
  const seen = lookAt(kind, known, at);
  if (!seen.ok) return seen;
  const { device } = seen.value;
  if (!rules.split('\n').includes(allowRule(device))) setUsbAllowed(device.socket, false, at);
  return ok({ socket: device.socket });
}

export interface DeviceAdmission {
  readonly entry: KnownDevice;
  readonly rules: string;
  readonly link: (former: unknown) => unknown;
}

/** Plans the permanent admission of a tried device. Pure, except that it reads the kernel's list. */
export function planDeviceAdmission(
  kind: DeviceKind,
  known: readonly KnownDevice[],
  rules: string,
  { at }: Pick<LetInPorts, 'at'>,
): Result<DeviceAdmission, LetInTrouble> {
  const seen = lookAt(kind, known, at);
  if (!seen.ok) return seen;
  const { entry, device } = seen.value;
  if (!device.isLetIn) return err({ code: 'SVC-109', found: `${usbWords(device)} was not tried` });
  const next: KnownDevice = { ...entry, serialNumber: device.serialNumber };
  return ok({ entry: next, rules: withRule(rules, entry, device), link: (former) => linkTo(device, former) });
}

/** The new rule comes before the last rule, `block`. */
function withRule(rules: string, former: KnownDevice, device: ConnectedUsb): string {
  const [before, after] = [allowRule(former), allowRule(device)];
  if (before === after && rules.split('\n').includes(after)) return rules;
  const lines = rules.split('\n').filter((line) => line !== after);
  const at = lines.indexOf(before);
  if (at >= 0) lines.splice(at, 1, after);
  else lines.splice(lines.indexOf('block'), 0, after);
  return lines.join('\n');
}

/** A link by serial number, or by a name with the serial number, now finds the new device; other links stay. */
function linkTo(device: ConnectedUsb, former: unknown): unknown {
  if (typeof former !== 'object' || former === null) return former;
  if ('hid' in former) return { ...former, hid: numbered(former.hid as Numbered, device) };
  if (!('serial' in former)) return former;
  const serial = former.serial as { readonly usb?: Numbered; readonly path?: string };
  if (serial.usb?.serialNumber !== undefined) return { serial: { ...serial, usb: numbered(serial.usb, device) } };
  if (serial.path === undefined || device.ports.includes(serial.path)) return former;
  const { path, ...speed } = serial;
  const end = /-if\d\d(-port\d+)?$/.exec(path)?.[0] ?? '';
  const named = device.ports.find((port) => port.includes('/by-id/') && port.endsWith(end));
  return { serial: named === undefined ? { socket: device.socket, ...speed } : { path: named, ...speed } };
}

interface Numbered {
  readonly serialNumber?: string;
}

function numbered<T extends Numbered>(its: T, { serialNumber }: ConnectedUsb): Numbered {
  const { serialNumber: former, ...rest } = its;
  return former === undefined || serialNumber === '' ? rest : { ...rest, serialNumber };
}
