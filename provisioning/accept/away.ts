import type { LinkTrouble } from '../../drivers/link/link.ts';
import type { LinkAddress } from '../command/options.ts';
import { awayWords, linkAdvice, silentAdvice } from '../devices/open-device.ts';
import { type Found, trouble } from './result.ts';

/** A device that is not online: what is found at its place, and what mends this cause. `foreignBytes`: see `silentAdvice`. */
export function away(
  address: LinkAddress,
  why: LinkTrouble | undefined,
  silentCode: Parameters<typeof silentAdvice>[0],
  foreignBytes: number,
): Found {
  const fix = why ? linkAdvice(address, why) : silentAdvice(silentCode, foreignBytes, address);
  return trouble(why?.code ?? silentCode, awayWords(address, why, silentCode), fix);
}
