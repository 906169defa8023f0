import { access, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { nullIfRejected } from '../result.ts';

const nodeOf = (path: string) => `/sys/class/hidraw/${basename(path)}`;

/** Reads the raw report descriptor of `/dev/hidraw…`, which every user may read. node-hid has no call for it. */
export async function readReportDescriptor(path: string): Promise<Uint8Array | null> {
  const bytes = await nullIfRejected(readFile(`${nodeOf(path)}/device/report_descriptor`));
  return bytes && Uint8Array.from(bytes);
}

/** The USB socket of a device, as Linux names it. `1-1.4`: socket 4 of the hub in socket 1 of bus 1. */
export async function readUsbSocket(path: string): Promise<string | null> {
  const link = await nullIfRejected(readlink(nodeOf(path)));
  return link === null ? null : usbSocketIn(link);
}

/** `…/usb1/1-1/1-1.4/1-1.4:1.0/0003:05E0:1300.0001/hidraw/hidraw0` is in socket `1-1.4`. */
export function usbSocketIn(link: string): string | null {
  return /\/(\d+-[\d.]+):\d+\.\d+\//.exec(link)?.[1] ?? null;
}

export async function doesPathExist(path: string): Promise<boolean> {
  return (await nullIfRejected(access(path).then(() => true))) ?? false;
}
