import { createHash, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32, five bits a symbol. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 130 bits: nobody guesses it. */
const SECRET_SYMBOLS = 26;

export const makeSecret = (randomBytes: (count: number) => Uint8Array, symbols = SECRET_SYMBOLS): string =>
  [...randomBytes(symbols)].map((byte) => SYMBOLS.charAt(byte % SYMBOLS.length)).join('');

/** What was typed, as it was made: in capitals, without what parts it, and what looks like a digit of the alphabet is one. */
export const normaliseSecret = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** Digests have one length, so the comparison takes the same time for every secret. */
const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Takes as long for a secret that is nearly right as for any other. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(digestOf(one)), Buffer.from(digestOf(other)));
}
