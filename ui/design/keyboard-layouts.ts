import { everyLanguage, LANGUAGE_CODES, type Language, languageIn, type Texts } from '../../device/words/language.ts';

/** Small letters, rows from top to bottom. */
export type Rows = readonly (readonly string[])[];

const rows = (...lines: readonly string[]): Rows => lines.map((line) => [...line]);

/**
 * az: AZS 495-2010, with its own places for letters that Turkish or Latin layouts have elsewhere. After its letters comes a w, which no
 * word of the language has but many addresses do. ru: ЙЦУКЕН. en: QWERTY.
 */
const OWN: Texts<Rows> = {
  az: rows('qüertyuiopöğ', 'asdfghjklıə', 'zxcvbnmçşw'),
  ru: rows('йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбюё'),
  en: rows('qwertyuiop', 'asdfghjkl', 'zxcvbnm'),
};

/** A language without its own layout uses its fallback's. */
export const LAYOUTS = everyLanguage(OWN);

export const DIGITS: readonly string[] = [...'1234567890'];

/** Like a telephone; the erase key completes the last row. */
export const PAD: Rows = rows('123', '456', '789');

const ORDER = LANGUAGE_CODES.filter((code) => OWN[code]);

/** The signs at both sides of the space bar, the same for all letters. */
export const SIGNS = { before: ['-', '/'], after: ['.', ',', '№'] } as const;

/** Last rows of the keyboard for e-mail addresses: their signs and common endings. */
export const EMAIL = { beside: ['-', '_'], below: ['@', '.', '.az', '.com'] } as const;

export function layoutAfter(layout: Language): Language {
  return ORDER[(ORDER.indexOf(languageIn(OWN, layout)) + 1) % ORDER.length]!;
}

/** Capitals by the rules of the layout's language: in Azerbaijani i becomes İ and ı becomes I. */
export function capital(letter: string, layout: Language): string {
  return letter.toLocaleUpperCase(languageIn(OWN, layout));
}
