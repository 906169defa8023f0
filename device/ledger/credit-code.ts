import { createHash } from 'node:crypto';
import { checkDigits, crockfordSymbols, digitsForLookAlikes } from '../../drivers/crockford.ts';

/*
 * Anyone who knows a code gets its money, and receipts and logs show application ids. So a code is eight Crockford symbols, 40 bits, of the
 * kiosk's signature of the id. If the disk loses the record, the kiosk issues the same code again, and the slip stays valid: Ed25519 is
 * deterministic (RFC 8032, 5.1.6). Check digits as in references find every wrong symbol and every swap of neighbours.
 */

const LENGTH = 8;

/** The code of the nth credit of an application, such as `K5-7QF2-9XKD-62`. `sign`: with a key that only this kiosk has. */
export function makeCreditCode(
  kiosk: string,
  applicationId: string,
  nth: number,
  sign: (text: string) => Uint8Array,
): string {
  const signature = sign(`asan-kiosk/credit/v2\n${applicationId}\n${nth}`);
  const hash = createHash('sha256').update(signature).digest();
  const symbols = crockfordSymbols(hash.subarray(0, LENGTH));
  return `${kiosk}-${symbols.slice(0, 4)}-${symbols.slice(4)}-${checkDigits(kiosk + symbols)}`;
}

/** Whether the check digits match; `code` in its printed form. */
export function isCreditCode(code: string): boolean {
  const parts = /^([A-Z][A-Z0-9]{0,5})-([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z]{4})-([0-9]{2})$/.exec(code);
  if (!parts) return false;
  const [, kiosk = '', first = '', second = '', check] = parts;
  return checkDigits(kiosk + first + second) === check;
}

/**
 * The printed form of a typed code. `mistyped`: the check digits do not match. O, I and L after the kiosk's id are read as the digits that
 * they look like.
 */
export function readCreditCode(typed: string): { readonly code: string } | 'incomplete' | 'mistyped' {
  const symbols = typed.replaceAll(/[-\s]/g, '');
  const tail = digitsForLookAlikes(symbols.slice(-LENGTH - 2));
  if (symbols.length < LENGTH + 3) return 'incomplete';
  const kiosk = symbols.slice(0, -LENGTH - 2);
  const code = [kiosk, tail.slice(0, 4), tail.slice(4, LENGTH), tail.slice(LENGTH)].join('-');
  return isCreditCode(code) ? { code } : 'mistyped';
}
