import { readFileSync } from 'node:fs';
import { arch, release } from 'node:os';
import { version } from '../../package.json';
import type { Report } from './report.ts';

export const softwareFacts = (): Report['software'] => ({ version, node: process.versions.node, kernel: release() });

/** What the board says of itself: a device tree on a Raspberry Pi, DMI on a PC, where a serial number is for root alone. */
export const machineFacts = (): Report['machine'] => ({
  model: firstOf('/proc/device-tree/model', '/sys/class/dmi/id/product_name'),
  serial: firstOf('/proc/device-tree/serial-number', '/sys/class/dmi/id/product_serial'),
  architecture: arch(),
});

function firstOf(...files: readonly string[]): string | null {
  for (const file of files) {
    const text = textIn(file);
    if (text) return text;
  }
  return null;
}

function textIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').replaceAll('\0', '').trim();
  } catch {
    // Another board, or not for this user: then it is not known.
    return null;
  }
}
