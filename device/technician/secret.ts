import { createHash, timingSafeEqual } from 'node:crypto';
import { crockfordSymbols } from '../../drivers/crockford.ts';

/** 130 bits: too many to guess. */
const SECRET_SYMBOLS = 26;

export const makeSecret = (randomBytes: (count: number) => Uint8Array, symbols = SECRET_SYMBOLS): string =>
  crockfordSymbols(randomBytes(symbols));

/** Digests have one length, so the comparison takes the same time for every secret. */
const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether two secrets are equal. The comparison takes the same time for a nearly right secret as for any other. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(digestOf(one)), Buffer.from(digestOf(other)));
}
