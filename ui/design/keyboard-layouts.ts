import { everyLanguage, LANGUAGE_CODES, type Language, languageIn, type Texts } from '../../device/words/language.ts';

/** Rows of small letters, top to bottom. */
export type Rows = readonly (readonly string[])[];

const rows = (...lines: readonly string[]): Rows => lines.map((line) => [...line]);

/** Layouts: az is AZS 495-2010, with its own places for some letters, then w, which only addresses need; ru is ЙЦУКЕН, en QWERTY. */
const OWN: Texts<Rows> = {
  az: rows('qüertyuiopöğ', 'asdfghjklıə', 'zxcvbnmçşw'),
  ru: rows('йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбюё'),
  en: rows('qwertyuiop', 'asdfghjkl', 'zxcvbnm'),
};

/** Layouts by language: a language without a layout uses its fallback's. */
export const LAYOUTS = everyLanguage(OWN);

export const DIGITS: readonly string[] = [...'1234567890'];

/** Pad of digits like a telephone; erase completes the last row. */
export const PAD: Rows = rows('123', '456', '789');

const ORDER = LANGUAGE_CODES.filter((code) => OWN[code]);

/** Signs at both sides of the space bar. */
export const SIGNS = { before: ['-', '/'], after: ['.', ',', '№'] } as const;

/** Keys of the last rows for e-mail: signs and common endings. */
export const EMAIL = { beside: ['-', '_'], below: ['@', '.', '.az', '.com'] } as const;

export function layoutAfter(layout: Language): Language {
  return ORDER[(ORDER.indexOf(languageIn(OWN, layout)) + 1) % ORDER.length]!;
}

/** Capitals by the rules of the layout's language: in Azerbaijani i becomes İ and ı becomes I. */
export function capital(letter: string, layout: Language): string {
  return letter.toLocaleUpperCase(languageIn(OWN, layout));
}
