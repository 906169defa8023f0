import { arch, release } from 'node:os';
import { kernelText } from '../../device/files/kernel-files.ts';
import { ownVersion } from '../../device/files/own-version.ts';
import type { AcceptanceReport } from './report.ts';

export const softwareFacts = (): AcceptanceReport['software'] => ({
  version: ownVersion,
  node: process.versions.node,
  kernel: release(),
});

/** What the board says about itself: device tree on a Raspberry Pi, DMI on a PC. On a PC only root can read the serial number. */
export const machineFacts = (): AcceptanceReport['machine'] => ({
  model: firstOf('/proc/device-tree/model', '/sys/class/dmi/id/product_name'),
  serial: firstOf('/proc/device-tree/serial-number', '/sys/class/dmi/id/product_serial'),
  architecture: arch(),
});

/** Text of the first file; `null`: no file exists, or this user cannot read it. */
const firstOf = (...files: readonly string[]): string | null =>
  files.map((file) => kernelText(file).replaceAll('\0', '').trim()).find((text) => text !== '') ?? null;
