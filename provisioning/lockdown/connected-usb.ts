import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { kernelBytes, kernelNames, kernelText } from '../../device/files/kernel-files.ts';
import { hexDigits } from '../../drivers/bytes.ts';
import { hasKeys } from '../../drivers/hid/keys.ts';
import { type PathMapper, systemDiskUsbSockets, USB_SOCKET } from './root-disk.ts';

export interface ConnectedUsb {
  /** USB socket such as `1-1.4`; `usb1`: a root hub. */
  readonly socket: string;
  readonly vendorId: string;
  readonly productId: string;
  /** Without control characters. Empty: the device has no name. */
  readonly product: string;
  /** Empty: no serial number, as in USBGuard. */
  readonly serialNumber: string;
  readonly isLetIn: boolean;
  /**
   * Class, subclass and protocol, such as `03:01:01`, in all configurations and alternate settings; also of blocked devices. USBGuard
   * compares this list.
   */
  readonly interfaces: readonly string[];
  /** What the kernel uses it as, whatever its descriptors say. `null`: none of these, or blocked. */
  readonly actsAs: 'keyboard' | 'network' | 'disk' | null;
  /** The touch panel may be a keyboard too. */
  readonly isTouchScreen: boolean;
  readonly isSystemDisk: boolean;
  readonly ports: readonly string[];
}

const DEVICES = '/sys/bus/usb/devices';
const HERE: PathMapper = (path) => path;

/** Includes hubs. */
export function connectedUsb(at: PathMapper = HERE): readonly ConnectedUsb[] {
  const touched = touchSockets(at);
  const ports = portsBySocket(at);
  const system = systemDiskUsbSockets(kernelText(at('/proc/self/mountinfo')), at);
  const devices = at(DEVICES);
  return kernelNames(devices)
    .filter((name) => existsSync(join(devices, name, 'idVendor')))
    .map((socket) => {
      const read = (file: string) => kernelText(join(devices, socket, file));
      return {
        socket,
        vendorId: read('idVendor'),
        productId: read('idProduct'),
        product: read('product').replaceAll(/\p{Cc}/gu, '?'),
        serialNumber: read('serial'),
        isLetIn: isLetIn(devices, socket),
        interfaces: describedInterfaces(join(devices, socket, 'descriptors')),
        actsAs: actsAs(interfaceFolders(devices, socket)),
        isTouchScreen: touched.has(socket),
        isSystemDisk: system.has(socket),
        ports: ports.get(socket) ?? [],
      };
    });
}

function interfaceFolders(devices: string, socket: string): readonly string[] {
  // Names of interfaces: `1-1.4:1.0` … for `1-1.4`; `1-0:1.0` … for the root hub `usb1`.
  const prefix = `${socket.replace(/^usb(\d+)$/, '$1-0')}:`;
  return kernelNames(devices)
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(devices, name));
}

function actsAs(folders: readonly string[]): ConnectedUsb['actsAs'] {
  const parts = folders.flatMap((folder) => kernelNames(folder).map((name) => join(folder, name)));
  if (parts.some((part) => hasKeys(kernelBytes(join(part, 'report_descriptor'))))) return 'keyboard';
  if (parts.some((part) => /\/(net|ieee80211|bluetooth)$/.test(part))) return 'network';
  return parts.some((part) => /\/host\d+$/.test(part)) ? 'disk' : null;
}

/** Without the file `authorized` the kernel allows all devices [Documentation/usb/authorization.rst of Linux]. */
const isLetIn = (devices: string, socket: string): boolean => kernelText(join(devices, socket, 'authorized')) !== '0';

/** Allows or blocks a device until USBGuard decides or the device is plugged in again. Throws the system's error. */
export const setUsbAllowed = (socket: string, letIn: boolean, at: PathMapper = HERE): void =>
  writeFileSync(join(at(DEVICES), socket, 'authorized'), letIn ? '1' : '0');

/** Type of an interface descriptor [USB 2.0, table 9-5]. */
const INTERFACE = 4;

/** The kernel shows a device's interfaces before it allows the device. */
function describedInterfaces(file: string): readonly string[] {
  const found: string[] = [];
  const bytes = kernelBytes(file);
  for (let at = 0; at + 2 <= bytes.length; ) {
    const [length = 0, type] = bytes.subarray(at, at + 2);
    // Shorter than its header: the rest is not a descriptor.
    if (length < 2) break;
    const [kind = 0, subclass = 0, protocol = 0] = bytes.subarray(at + 5, at + 8);
    if (type === INTERFACE) found.push([kind, subclass, protocol].map((each) => hexDigits(each, 2)).join(':'));
    at += length;
  }
  return found;
}

/** INPUT_PROP_DIRECT of linux/input-event-codes.h. */
const DIRECT = 1n << 1n;

function touchSockets(at: PathMapper): ReadonlySet<string> {
  const inputs = at('/sys/class/input');
  const direct = kernelNames(inputs).filter(
    (name) => /^input\d+$/.test(name) && (bitsOf(kernelText(join(inputs, name, 'properties'))) & DIRECT) !== 0n,
  );
  return new Set(direct.flatMap((name) => socketsIn(join(inputs, name))));
}

function portsBySocket(at: PathMapper): ReadonlyMap<string, readonly string[]> {
  const [serial, ttys] = [at('/dev/serial'), at('/sys/class/tty')];
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

/** The innermost socket counts. */
function socketsIn(path: string): readonly string[] {
  const parts = real(path)
    .split('/')
    .filter((part) => USB_SOCKET.test(part));
  return parts.slice(-1);
}

/** Hexadecimal words, the highest first. */
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
