import { realpath } from 'node:fs/promises';
import type { SerialPlace } from '../../drivers/link/serial.ts';
import { findUsbSerial, type SystemPlaces } from '../../drivers/link/usb-serial.ts';
import { nullIfRejected } from '../../drivers/result.ts';

/**
 * Kernel file of a serial port, such as `/dev/ttyUSB0`, under any name of the port. A missing path is returned as it is. `null`: no device
 * has these ids or this socket, or several have.
 */
export async function kernelFileOfPort(place: SerialPlace, places?: SystemPlaces): Promise<string | null> {
  if ('path' in place) return (await nullIfRejected(realpath(place.path))) ?? place.path;
  const found = await findUsbSerial(place, places);
  return found.ok ? ((await nullIfRejected(realpath(found.value))) ?? found.value) : null;
}
