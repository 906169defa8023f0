import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, nullIfRejected, ok, type Result } from '../result.ts';
import type { LinkTrouble } from './link.ts';

/** By device or socket. The first adapter is always `ttyUSB0`. */
export type UsbSerialIdentity =
  | { readonly usb: { readonly vendorId: string; readonly productId: string; readonly serialNumber?: string } }
  /** As in Linux: `1-1.4`: socket 4 of the hub in socket 1 of bus 1. One of an adapter's ports: `1-1.4:1.0`. */
  | { readonly socket: string };

/** USB serial port. Ids: four hex digits, lower case. */
export interface UsbSerialPort {
  readonly path: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber?: string;
  readonly product?: string;
  readonly socket: string;
  /** `1-1.4:1.0` */
  readonly interface: string;
}

export interface SystemPlaces {
  readonly sys: string;
  readonly dev: string;
}

const LINUX: SystemPlaces = { sys: '/sys', dev: '/dev' };

/**
 * Returns the path of the only port that matches. The link looks the port up at each open, because a new plug gets a new number. Returns
 * LNK-101 if no port or several ports match: the link does not guess.
 */
export async function findUsbSerial(
  identity: UsbSerialIdentity,
  places: SystemPlaces = LINUX,
): Promise<Result<string, LinkTrouble>> {
  const ports = await listUsbSerial(places);
  const fitting = ports.filter((port) => fits(port, identity));
  const [first] = fitting;
  if (first && fitting.length === 1) return ok(first.path);
  const detail = first
    ? `${fitting.length} ports are ${describeSerialIdentity(identity)}: name one by its serial number or its USB socket (${fitting.map((port) => port.interface).join(', ')})`
    : `no serial port is ${describeSerialIdentity(identity)}${ports.length === 0 ? '' : `; there are ${ports.map(portWords).join(', ')}`}`;
  return err({ code: 'LNK-101', kind: 'not-connected', detail });
}

function fits(port: UsbSerialPort, identity: UsbSerialIdentity): boolean {
  if ('socket' in identity) return identity.socket === port.socket || identity.socket === port.interface;
  const { vendorId, productId, serialNumber } = identity.usb;
  return (
    port.vendorId === vendorId.toLowerCase() &&
    port.productId === productId.toLowerCase() &&
    (serialNumber === undefined || serialNumber === port.serialNumber)
  );
}

/** Describes an identity, such as `0403:6001 A50285BI` or `in USB socket 1-1.4`. */
export function describeSerialIdentity(identity: UsbSerialIdentity): string {
  if ('socket' in identity) return `in USB socket ${identity.socket}`;
  const { vendorId, productId, serialNumber } = identity.usb;
  return `${vendorId}:${productId}${serialNumber === undefined ? '' : ` ${serialNumber}`}`;
}

const portWords = ({ vendorId, productId, serialNumber, socket }: UsbSerialPort): string =>
  `${vendorId}:${productId}${serialNumber === undefined ? '' : ` ${serialNumber}`} in ${socket}`;

/**
 * Lists every USB serial port in the order of the sockets. Needs no udev and reads only the file system: `…/usb1/1-1/1-1.4/1-1.4:1.0` is a
 * device folder, with a folder `ttyUSB0` for usb-serial and none for cdc-acm.
 */
export async function listUsbSerial({ sys, dev }: SystemPlaces = LINUX): Promise<readonly UsbSerialPort[]> {
  const names = (await nullIfRejected(readdir(join(sys, 'class/tty')))) ?? [];
  const ports = await Promise.all(names.map((name) => portOf(join(sys, 'class/tty', name, 'device'), join(dev, name))));
  return ports
    .filter((port) => port !== null)
    .sort((a, b) => a.interface.localeCompare(b.interface, 'en', { numeric: true }));
}

async function portOf(device: string, path: string): Promise<UsbSerialPort | null> {
  const place = await nullIfRejected(realpath(device));
  if (place === null) return null;
  const holder = [place, dirname(place)].find((folder) => INTERFACE.test(basename(folder)));
  if (holder === undefined) return null;
  const usb = dirname(holder);
  const read = async (name: string) => (await nullIfRejected(readFile(join(usb, name), 'utf8')))?.trim();
  const [vendorId, productId, serialNumber, product] = await Promise.all(
    ['idVendor', 'idProduct', 'serial', 'product'].map(read),
  );
  if (vendorId === undefined || productId === undefined) return null;
  return {
    path,
    vendorId,
    productId,
    ...(serialNumber === undefined || serialNumber === '' ? {} : { serialNumber }),
    ...(product === undefined || product === '' ? {} : { product }),
    socket: basename(usb),
    interface: basename(holder),
  };
}

/** `1-1.4:1.0`: bus, sockets, configuration, interface. */
const INTERFACE = /^\d+-\d+(\.\d+)*:\d+\.\d+$/;
