import type { Clock } from '../../drivers/clock.ts';
import { tapLinkFactory } from '../../drivers/link/tap.ts';
import type { LinkAddress } from '../command/options.ts';
import { describeLinkAddress } from '../command/options.ts';
import { createLinkWithTrouble, type LinkWithLastTrouble } from '../devices/open-device.ts';
import { MOST_HEARD_BYTES } from './heard.ts';

export interface DeviceLinkProbe {
  readonly address: LinkAddress;
  readonly where: string;
  readonly link: Pick<LinkWithLastTrouble, 'trouble'>;
  readonly clock: Clock;
  readonly heard: () => Uint8Array;
  readonly foreignBytes: () => number;
  readonly driver: {
    readonly clock: Clock;
    readonly random: () => number;
    readonly onDiscarded: (discarded: { readonly bytes: Uint8Array }) => void;
    readonly link: LinkWithLastTrouble['factory'];
  };
}

export function openDeviceLinkProbe(address: LinkAddress, clock: Clock, stopBits: 1 | 2 = 1): DeviceLinkProbe {
  const link = createLinkWithTrouble(address, stopBits);
  const chunks: Uint8Array[] = [];
  let count = 0;
  let foreign = 0;
  const factory = tapLinkFactory(link.factory, ({ direction, bytes }) => {
    if (direction === 'out' || count >= MOST_HEARD_BYTES) return;
    chunks.push(bytes.slice());
    count += bytes.length;
  });
  return {
    address,
    where: describeLinkAddress(address),
    link,
    clock,
    heard: () => Uint8Array.from(Buffer.concat(chunks)),
    foreignBytes: () => foreign,
    driver: {
      clock,
      link: factory,
      random: Math.random,
      onDiscarded({ bytes }) {
        foreign += bytes.length;
      },
    },
  };
}

/** Speeds in bit/s, the likelier first. */
const RATES = [9_600, 115_200, 38_400, 19_200] as const;

/**
 * Speed at which a silent device answers. `asks` asks once, and returns whether there was an answer. `null`: at none, or the device is not on a serial line.
 *
 * The question moves nothing. At the wrong speed another device hears noise, as at every start of the kiosk, which asks the same.
 */
export async function rateThatAnswers(
  address: LinkAddress,
  asks: (at: LinkAddress) => Promise<boolean>,
): Promise<number | null> {
  if (!('serial' in address)) return null;
  for (const baudRate of RATES) {
    if (baudRate === address.serial.baudRate) continue;
    if (await asks({ serial: { ...address.serial, baudRate } })) return baudRate;
  }
  return null;
}
