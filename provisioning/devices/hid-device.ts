import { formatUsbIds, type HidListing } from '../../drivers/hid/identity.ts';
import { describeUsage } from '../../drivers/hid/usages.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import type { Io } from '../command/io.ts';
import { printJson } from '../command/output.ts';
import { adviceOf, untilInterrupt } from './open-device.ts';

/** `05e0:1300`, with a serial number if two of a kind are plugged in. */
export interface HidAddress {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string;
}

export interface HidWatchOptions {
  readonly hid?: HidAddress;
  readonly model?: string;
  readonly json?: true;
}

/** Connected HID devices in words, `05e0:1300 Acme (8C:02 bar code scanner)`, each device once. */
export function describeHidDevices(listed: readonly HidListing[]): string {
  if (listed.length === 0) return 'no HID device at all';
  const words = listed.map((each) =>
    `${formatUsbIds(each)} ${each.product ?? ''} (${describeUsage(each.usage)})`.replace('  ', ' '),
  );
  return [...new Set(words)].join('; ');
}

/** Why a device is away, with the fix if it may not be opened. */
export function whyDeviceAway(trouble: LinkTrouble | undefined): string {
  if (!trouble) return 'gone';
  const fix = trouble.code === 'LNK-102' ? `: ${adviceOf('LNK-102')}` : '';
  return `${trouble.detail} (${trouble.code})${fix}`;
}

export function createWatchOutput(json: boolean, io: Io) {
  return {
    say(event: string, fields: Readonly<Record<string, unknown>>, words: string): void {
      if (json) printJson(io, { event, ...fields });
      else io.out(`${words}\n`);
    },
    ended: () => untilInterrupt(io),
  };
}
