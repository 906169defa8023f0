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

/** Digits for letters that Crockford's base 32 does not have. */
const LOOKS_LIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

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
  const tail = symbols.slice(-6).replaceAll(/[OIL]/g, (letter) => LOOKS_LIKE[letter] ?? letter);
  const parts = REFERENCE.exec(symbols.slice(0, -6) + tail);
  if (!parts) return certificate ?? 'mistyped';
  const [, kiosk = '', four = '', check = ''] = parts;
  const fits = (remainder(kiosk + four) * 100 + Number(check)) % 97 === 1;
  return fits ? { reference: `${kiosk}-${four}-${check}` } : (certificate ?? 'mistyped');
}

function remainder(symbols: string): number {
  let rest = 0;
  for (const symbol of symbols) rest = (rest * 100 + Number.parseInt(symbol, 36)) % 97;
  return rest;
}
