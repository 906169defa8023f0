import { existsSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { kernelNames, kernelText } from '../../device/files/kernel-files.ts';

/** One USB device that is plugged in, as the kernel has it. */
export interface ConnectedUsb {
  /** The USB socket it is in, such as `1-1.4`; of a root hub `usb1`. */
  readonly socket: string;
  /** Four hex digits, lower case. */
  readonly vendorId: string;
  readonly productId: string;
  /** What it calls itself; empty where it says nothing. */
  readonly product: string;
  /** Empty where it has none, as USBGuard has it. */
  readonly serialNumber: string;
  /** Class, subclass and protocol of each interface, such as `03:01:01`. */
  readonly interfaces: readonly string[];
  /** One of its input devices is a touch screen: direct, and not a keyboard. */
  readonly isTouchScreen: boolean;
  /** Names of its serial ports in /dev/serial/by-id and by-path. */
  readonly ports: readonly string[];
}

/** Where the kernel and udev show them; replaced in tests. */
interface UsbPlaces {
  readonly devices: string;
  readonly inputs: string;
  readonly ttys: string;
  readonly serial: string;
}

const PLACES: UsbPlaces = {
  devices: '/sys/bus/usb/devices',
  inputs: '/sys/class/input',
  ttys: '/sys/class/tty',
  serial: '/dev/serial',
};

/** Every USB device of this machine, hubs among them. */
export function connectedUsb(places: UsbPlaces = PLACES): readonly ConnectedUsb[] {
  const touched = touchSockets(places);
  const ports = portsBySocket(places);
  return kernelNames(places.devices)
    .filter((name) => existsSync(join(places.devices, name, 'idVendor')))
    .map((socket) => {
      const read = (file: string) => kernelText(join(places.devices, socket, file));
      return {
        socket,
        vendorId: read('idVendor'),
        productId: read('idProduct'),
        product: read('product'),
        serialNumber: read('serial'),
        interfaces: interfacesOf(places.devices, socket),
        isTouchScreen: touched.has(socket),
        ports: ports.get(socket) ?? [],
      };
    });
}

function interfacesOf(devices: string, socket: string): readonly string[] {
  // Of `1-1.4` they are `1-1.4:1.0` and so on, of the root hub `usb1` they are `1-0:1.0`.
  const prefix = `${socket.replace(/^usb(\d+)$/, '$1-0')}:`;
  return kernelNames(devices)
    .filter((name) => name.startsWith(prefix))
    .map((name) =>
      ['bInterfaceClass', 'bInterfaceSubClass', 'bInterfaceProtocol']
        .map((file) => kernelText(join(devices, name, file)))
        .join(':'),
    );
}

/** INPUT_PROP_DIRECT of linux/input-event-codes.h: what is touched is what is shown. */
const DIRECT = 1n << 1n;

function touchSockets({ inputs }: UsbPlaces): ReadonlySet<string> {
  const direct = kernelNames(inputs).filter(
    (name) => /^input\d+$/.test(name) && (bitsOf(kernelText(join(inputs, name, 'properties'))) & DIRECT) !== 0n,
  );
  return new Set(direct.flatMap((name) => socketsIn(join(inputs, name))));
}

function portsBySocket({ serial, ttys }: UsbPlaces): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const kind of ['by-id', 'by-path']) {
    for (const name of kernelNames(join(serial, kind))) {
      const tty = basename(real(join(serial, kind, name)));
      for (const socket of socketsIn(join(ttys, tty))) {
        found.set(socket, [...(found.get(socket) ?? []), `${serial}/${kind}/${name}`]);
      }
    }
  }
  return found;
}

/** The USB device that a file of the kernel belongs to: the innermost one on its path. */
function socketsIn(path: string): readonly string[] {
  const parts = real(path)
    .split('/')
    .filter((part) => /^\d+-\d+(\.\d+)*$/.test(part));
  return parts.slice(-1);
}

/** A bitmap of the kernel: hexadecimal words, the highest first. */
const bitsOf = (text: string): bigint =>
  text
    .split(' ')
    .filter((word) => /^[0-9a-f]+$/i.test(word))
    .reduce((bits, word) => (bits << 64n) | BigInt(`0x${word}`), 0n);

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return '';
  }
}
