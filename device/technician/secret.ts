import { createHash, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: each symbol has five bits. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 130 bits: too many to guess. */
const SECRET_SYMBOLS = 26;

export const makeSecret = (randomBytes: (count: number) => Uint8Array, symbols = SECRET_SYMBOLS): string =>
  [...randomBytes(symbols)].map((byte) => SYMBOLS.charAt(byte % SYMBOLS.length)).join('');

/** A typed secret in its original form: capitals, without separators, and letters that look like digits as digits. */
export const normaliseSecret = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** Digests have one length, so the comparison takes the same time for every secret. */
const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether two secrets are equal. The comparison takes the same time for a nearly right secret as for any other. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(digestOf(one)), Buffer.from(digestOf(other)));
}
