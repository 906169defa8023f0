import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SerialPlace } from '../../drivers/link/serial.ts';
import { listUsbSerial, type SystemPlaces, type UsbSerialPort } from '../../drivers/link/usb-serial.ts';
import { nullIfRejected } from '../../drivers/result.ts';
import { SERIAL_ADAPTERS } from '../udev/rules.ts';
import type { FoundUsb } from './found.ts';
import { findKnownRow, isSerialNumber, KNOWN_PORTS } from './known-usb.ts';

export const LINUX_PLACES: SystemPlaces = { sys: '/sys', dev: '/dev' };

export interface SerialPortHere {
  /** Such as `/dev/ttyUSB0`. */
  readonly device: string;
  /** Stable name for a person and a profile: by-id, by-path, or `device` if udev made none. */
  readonly name: string;
  readonly place: SerialPlace;
  readonly usb?: FoundUsb;
  /** Whether the kernel or a login shell uses the port. */
  readonly isConsole: boolean;
}

/** Lists serial ports: first on USB in the order of their sockets, then on the board. Opens no port. */
export async function listSerialPortsHere(places: SystemPlaces = LINUX_PLACES): Promise<readonly SerialPortHere[]> {
  const [usb, board, byId, byPath, consoles] = await Promise.all([
    listUsbSerial(places),
    boardPorts(places),
    namesIn('by-id', places),
    namesIn('by-path', places),
    consolesOf(places),
  ]);
  const nameOf = (device: string) => byId.get(device) ?? byPath.get(device) ?? device;
  return [
    ...usb.map((port) => {
      const place = placeAmong(port, usb);
      // Equal devices share one by-id name, which leads to the last that came.
      const name = ('socket' in place ? byPath.get(port.path) : undefined) ?? nameOf(port.path);
      return { device: port.path, name, place, usb: usbOf(port), isConsole: consoles.has(basename(port.path)) };
    }),
    ...board.map((device) => ({
      device,
      name: nameOf(device),
      place: { path: nameOf(device) },
      isConsole: consoles.has(basename(device)),
    })),
  ];
}

/**
 * Names a port by a unique serial number, or by ids that no other device has. Otherwise it names the socket, and for an adapter with
 * several ports the interface.
 */
function placeAmong(port: UsbSerialPort, all: readonly UsbSerialPort[]): SerialPlace {
  const { vendorId, productId, serialNumber, socket } = port;
  const alike = all.filter((other) => other.vendorId === vendorId && other.productId === productId);
  const inSocket = alike.filter((other) => other.socket === socket);
  if (inSocket.length > 1) return { socket: port.interface };
  if (alike.length === 1)
    return { usb: { vendorId, productId, ...(isSerialNumber(serialNumber) && { serialNumber }) } };
  const sameNumber = alike.filter((other) => other.serialNumber === serialNumber);
  if (isSerialNumber(serialNumber) && sameNumber.length === 1) return { usb: { vendorId, productId, serialNumber } };
  return { socket };
}

function usbOf({ vendorId, productId, serialNumber, product, socket }: UsbSerialPort): FoundUsb {
  const ids = `${vendorId}:${productId}`;
  const adapter = SERIAL_ADAPTERS.find(
    (each) => each.vendorId === Number.parseInt(vendorId, 16) && each.productId === Number.parseInt(productId, 16),
  );
  const words = product ?? adapter?.words ?? findKnownRow(KNOWN_PORTS, { vendorId, productId })?.words;
  return {
    vendorId,
    productId,
    serialNumber,
    socket,
    words: words === undefined ? ids : `${words} (${ids})`,
  };
}

async function namesIn(folder: 'by-id' | 'by-path', { dev }: SystemPlaces): Promise<ReadonlyMap<string, string>> {
  const names = (await nullIfRejected(readdir(join(dev, 'serial', folder)))) ?? [];
  const links = names.map((name) => join(dev, 'serial', folder, name));
  const found = await Promise.all(
    links.map(async (link): Promise<[string, string][]> => {
      const target = await nullIfRejected(readlink(link));
      return target === null ? [] : [[join(dev, basename(target)), link]];
    }),
  );
  return new Map(found.flat());
}

/** The kernel names dozens, with type 0 if there is no UART. */
async function boardPorts({ sys, dev }: SystemPlaces): Promise<readonly string[]> {
  const names = (await nullIfRejected(readdir(join(sys, 'class/tty')))) ?? [];
  const found = await Promise.all(
    names
      .filter((name) => BOARD_PORT.test(name))
      .map(async (name) => {
        const type = await nullIfRejected(readFile(join(sys, 'class/tty', name, 'type'), 'utf8'));
        const device = await nullIfRejected(realpath(join(sys, 'class/tty', name, 'device')));
        return type !== null && Number(type) !== 0 && device !== null ? join(dev, name) : null;
      }),
  );
  return found.filter((device) => device !== null).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

const BOARD_PORT = /^tty(S|AMA|mxc|STM|O|HS)\d+$/;

/** Names of consoles, such as `ttyS0` [kernel: Documentation/ABI/testing/sysfs-tty]. */
async function consolesOf({ sys }: SystemPlaces): Promise<ReadonlySet<string>> {
  const active = await nullIfRejected(readFile(join(sys, 'class/tty/console/active'), 'utf8'));
  return new Set(active?.trim().split(/\s+/) ?? []);
}
