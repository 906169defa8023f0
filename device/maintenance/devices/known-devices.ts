import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DEVICE_KIND_IDS, type DeviceKind } from '../../../drivers/device-kinds.ts';
import { nullIfMissing } from '../../files/if-there.ts';
import { kernelNames, kernelText } from '../../files/kernel-files.ts';
import { parseJson } from '../../words/json.ts';

/** Record of root, written by `provision` and by the steward: which device was in which USB socket. */
export const KNOWN_DEVICES_FILE = '/etc/asan-kiosk/devices.json';

const knownDevice = z.strictObject({
  kind: z.enum(DEVICE_KIND_IDS),
  /** USB socket, such as `1-1.4`. */
  socket: z.string().regex(/^\d+-\d+(\.\d+)*$/),
  /** Four hex digits, lower case. */
  vendorId: z.string().regex(/^[0-9a-f]{4}$/),
  productId: z.string().regex(/^[0-9a-f]{4}$/),
  /** Empty: the device has no serial number. */
  serialNumber: z.string(),
  /** Class, subclass and protocol of each interface, such as `ff:ff:ff`, in the order of the descriptors. */
  interfaces: z.array(z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){2}$/)),
});

/** Device of the profile, as `provision` or the steward saw it. */
export type KnownDevice = Readonly<z.infer<typeof knownDevice>>;

const shape = z.strictObject({ devices: z.array(knownDevice) });

/** Reads the record; a missing or malformed record has no devices, so nothing is let in by it. */
export function readKnownDevices(file: string = KNOWN_DEVICES_FILE): readonly KnownDevice[] {
  const text = nullIfMissing(() => readFileSync(file, 'utf8'));
  const parsed = shape.safeParse(parseJson(text ?? ''));
  return parsed.success ? parsed.data.devices : [];
}

export const knownDevicesText = (devices: readonly KnownDevice[]): string =>
  `${JSON.stringify({ devices }, null, 2)}\n`;

/** A refused USB device in the socket of a known device, with the same ids: the page offers to let it in. */
export interface ReplacementDevice {
  readonly kind: DeviceKind;
  readonly socket: string;
  /** Vendor and product, such as `0403:6001`. */
  readonly ids: string;
}

/** Devices that staff may let in now. Only a proposal: root checks interfaces and the rest again. */
export function findReplacementDevices(
  known: readonly KnownDevice[],
  folder = '/sys/bus/usb/devices',
): readonly ReplacementDevice[] {
  const names = new Set(kernelNames(folder));
  return known.flatMap(({ kind, socket, vendorId, productId }) => {
    const of = (file: string) => kernelText(join(folder, socket, file));
    const fits =
      names.has(socket) && of('authorized') === '0' && of('idVendor') === vendorId && of('idProduct') === productId;
    return fits ? [{ kind, socket, ids: `${vendorId}:${productId}` }] : [];
  });
}
