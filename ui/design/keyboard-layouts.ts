import { everyLanguage, LANGUAGE_CODES, type Language, languageIn, type Texts } from '../../device/words/language.ts';

/** Rows of small letters from top to bottom. */
export type Rows = readonly (readonly string[])[];

const rows = (...lines: readonly string[]): Rows => lines.map((line) => [...line]);

/**
 * az: AZS 495-2010, where the letters that Turkish or Latin habit would look for elsewhere have places of their own; behind its letters
 * is a w, which no word of the language has and many an address does.
 * ru: ЙЦУКЕН. en: QWERTY.
 */
const OWN: Texts<Rows> = {
  az: rows('qüertyuiopöğ', 'asdfghjklıə', 'zxcvbnmçşw'),
  ru: rows('йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбюё'),
  en: rows('qwertyuiop', 'asdfghjkl', 'zxcvbnm'),
};

/** A language without a layout of its own has the one it falls back to. */
export const LAYOUTS = everyLanguage(OWN);

export const DIGITS: readonly string[] = [...'1234567890'];

/** The pad of a telephone; the last row is completed by the erase key. */
export const PAD: Rows = rows('123', '456', '789');

const ORDER = LANGUAGE_CODES.filter((code) => OWN[code]);

/** The signs at both sides of the blank, the same for all letters. */
export const SIGNS = { before: ['-', '/'], after: ['.', ',', '№'] } as const;

/** The last rows of the keyboard of e-mail addresses: what stands in one, and how many of them end. */
export const EMAIL = { beside: ['-', '_'], below: ['@', '.', '.az', '.com'] } as const;

export function layoutAfter(layout: Language): Language {
  return ORDER[(ORDER.indexOf(languageIn(OWN, layout)) + 1) % ORDER.length]!;
}

/** Capitals by the rules of the layout's language: in Azerbaijani i becomes İ and ı becomes I. */
export function capital(letter: string, layout: Language): string {
  return letter.toLocaleUpperCase(languageIn(OWN, layout));
}
