import { join } from 'node:path';
import type { Clock } from '../../drivers/clock.ts';
import { kernelNames, kernelText } from '../files/kernel-files.ts';

export interface RefusedUsb {
  /** Port of the device, such as `1-1.4`. */
  readonly socket: string;
  /** Vendor and product, such as `046d:c31c`. */
  readonly ids: string;
}

/** Interval of polls: the kernel tells no unprivileged program of refusals. */
export const USB_POLL_MS = 5_000;

const DEVICES = '/sys/bus/usb/devices';

/**
 * Reports each unauthorised USB device once, as long as it is plugged in [Documentation/usb/authorization.rst of Linux]. USBGuard decides
 * just after the plug, so a device counts as refused only after two polls.
 */
export function watchRefusedUsb(
  clock: Clock,
  onRefused: (device: RefusedUsb) => void,
  folder: string = DEVICES,
): () => void {
  let seen = new Set<string>();
  const told = new Set<string>();
  let timer: unknown;

  function look(): void {
    timer = clock.setTimeout(look, USB_POLL_MS);
    const refused = new Map(refusedIn(folder).map((its) => [`${its.socket} ${its.ids}`, its]));
    for (const key of told) if (!refused.has(key)) told.delete(key);
    for (const [key, its] of refused) {
      if (!seen.has(key) || told.has(key)) continue;
      told.add(key);
      onRefused(its);
    }
    seen = new Set(refused.keys());
  }

  look();
  return () => clock.clearTimeout(timer);
}

function refusedIn(folder: string): readonly RefusedUsb[] {
  return kernelNames(folder)
    .filter((name) => /^\d+-\d+(\.\d+)*$/.test(name) && kernelText(join(folder, name, 'authorized')) === '0')
    .map((socket) => {
      const of = (file: string) => kernelText(join(folder, socket, file));
      return { socket, ids: `${of('idVendor')}:${of('idProduct')}` };
    });
}
