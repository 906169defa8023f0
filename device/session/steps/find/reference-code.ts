import { checkDigits, digitsForLookAlikes } from '../../../../drivers/crockford.ts';
import { plainLetters } from '../../../words/plain-letters.ts';

/*
 * A reference such as `K5-7QF2-62`: kiosk, four symbols of Crockford's base 32, two check digits (ISO/IEC 7064, MOD 97-10, two digits a
 * symbol). The kiosk refuses a mistyped reference before any request. It accepts a certificate number such as `AÜ-2026-000005` in plain
 * letters: this has no check digits, so only the office can check it.
 */

/** Longest code, in characters with separators. */
export const MAX_REFERENCE_LETTERS = 14;

const REFERENCE = /^([A-Z][A-Z0-9]{0,5})([0-9A-HJKMNP-TV-Z]{4})([0-9]{2})$/;

const CERTIFICATE = /^[A-Z]{1,4}[0-9]{8,12}$/;

/**
 * The character that a pressed key adds to a code, or `null`. An Azerbaijani letter gives its plain letter, as on the keyboard of the page.
 */
export function codeCharacterOf(key: string): string | null {
  const plain = plainLetters(key);
  return /^[A-Z0-9-]$/.test(plain) ? plain : null;
}

/** The reference as printed, or a certificate's number in plain letters. `mistyped`: the check digits do not match. */
export function readReference(typed: string): { readonly reference: string } | 'incomplete' | 'mistyped' {
  const symbols = typed.replaceAll(/[-\s]/g, '');
  if (symbols.length < 7) return 'incomplete';
  const certificate = CERTIFICATE.test(symbols) ? { reference: symbols } : null;
  const tail = digitsForLookAlikes(symbols.slice(-6));
  const parts = REFERENCE.exec(symbols.slice(0, -6) + tail);
  if (!parts) return certificate ?? 'mistyped';
  const [, kiosk = '', four = '', check = ''] = parts;
  return checkDigits(kiosk + four) === check ? { reference: `${kiosk}-${four}-${check}` } : (certificate ?? 'mistyped');
}
