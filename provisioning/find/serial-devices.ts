import { listUsbSerial } from '../../drivers/link/usb-serial.ts';
import type { FindIo, FindOptions, FoundDevice } from './found.ts';

/** Every serial port that is on USB. */
export async function serialDevices({ places }: FindOptions, _io: FindIo): Promise<readonly FoundDevice[]> {
  const ports = await listUsbSerial(places);
  return ports.map(({ path, vendorId, productId, serialNumber, socket }) => ({
    at: { kind: 'serial', path },
    usb: {
      vendorId,
      productId,
      ...(serialNumber !== undefined && { serialNumber }),
      socket,
      words: `${vendorId}:${productId}`,
    },
    proposals: [],
  }));
}
