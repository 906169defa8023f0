import { existsSync } from 'node:fs';
import type { Profile } from '../../device/config/profile.ts';
import { listSerialPorts, type SerialPlace } from '../../drivers/link/serial.ts';
import { findUsbSerial, identityWords } from '../../drivers/link/usb-serial.ts';
import { accessRefusal, NAME_A_PORT, noSerialPort } from '../devices/port-access.ts';
import { bad, type Check, good, warning } from './check.ts';

/** What is plugged in, and whether this user may open the ports of the profile. */
export async function serialChecks({ devices }: Profile): Promise<readonly Check[]> {
  const { chip } = devices.reader;
  const { documentPrinter: _, ...wired } = devices;
  const links = Object.entries(wired).map(([kind, { link }]) => ({ kind, link }));
  if (chip?.driver === 'pn532') links.push({ kind: 'chip reader', link: chip.link });
  const ports = links.flatMap(({ kind, link }) =>
    link !== 'simulated' && 'serial' in link ? [placeCheck(`${kind} port`, link.serial)] : [],
  );
  return Promise.all([presentCheck(), ...ports]);
}

/** A device that is named by what it is must be there, once, before its file can be looked at. */
async function placeCheck(name: string, place: SerialPlace): Promise<Check> {
  if ('path' in place) return portFileCheck(name, place.path);
  const found = await findUsbSerial(place);
  if (!found.ok) return bad(name, found.error.detail, 'plug the device in, or write what is there into the profile');
  const check = portFileCheck(name, found.value);
  return check.state === 'warn' ? good(name, `${identityWords(place)} is ${found.value} now`) : check;
}

async function presentCheck(): Promise<Check> {
  const listed = await listSerialPorts();
  if (!listed.ok)
    return warning('serial ports', listed.error.detail, 'apt-get install udev; the kiosk itself works without it');
  // Built-in UARTs that lead nowhere have no ids and are dozens.
  const plugged = listed.value.filter(({ vendorId }) => vendorId !== undefined);
  if (plugged.length === 0) return good('serial ports', 'no USB serial adapter is plugged in');
  const words = plugged.map(({ path, vendorId, productId, manufacturer }) =>
    [path, `${vendorId}:${productId ?? '?'}`, manufacturer].filter((each) => each !== undefined).join(' '),
  );
  return good('serial ports', words.join('; '));
}

/** `/dev/ttyUSB0` is whichever adapter came first: after the next start another device may have that name. */
const PASSING_NAME = /^\/dev\/tty(USB|ACM)\d+$/;

export function portFileCheck(name: string, path: string): Check {
  if (!existsSync(path)) {
    return bad(
      name,
      `there is no ${path}`,
      'plug the device in; ls -l /dev/serial/by-id shows what there is; then write that into the profile',
    );
  }
  const other = noSerialPort(path);
  if (other !== null) return bad(name, `${path} is ${other}, no serial port`, NAME_A_PORT);
  const refusal = accessRefusal(path);
  if (refusal) return bad(name, refusal.found, refusal.fix);
  if (!PASSING_NAME.test(path)) return good(name, path);
  return warning(
    name,
    `${path} is a name that changes with the order of plugging in`,
    'use the one in /dev/serial/by-id or by-path',
  );
}
