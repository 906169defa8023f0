import {
  bestLanguageIn,
  fillLanguages,
  LANGUAGE_CODES,
  type Language,
  type TextsByLanguage,
} from '../../device/words/language.ts';

/** Rows of small letters, top to bottom. */
export type KeyRows = readonly (readonly string[])[];

const rows = (...lines: readonly string[]): KeyRows => lines.map((line) => [...line]);

/** Layouts: az is AZS 495-2010, with its own places for some letters, then w, which only addresses need; ru is ЙЦУКЕН, en QWERTY. */
const OWN: TextsByLanguage<KeyRows> = {
  az: rows('qüertyuiopöğ', 'asdfghjklıə', 'zxcvbnmçşw'),
  ru: rows('йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбюё'),
  en: rows('qwertyuiop', 'asdfghjkl', 'zxcvbnm'),
};

/** Layouts by language: a language without a layout uses its fallback's. */
export const KEYBOARD_LAYOUTS = fillLanguages(OWN);

export const DIGITS: readonly string[] = [...'1234567890'];

/** Pad of digits like a telephone; erase completes the last row. */
export const DIGIT_PAD: KeyRows = rows('123', '456', '789');

const ORDER = LANGUAGE_CODES.filter((code) => OWN[code]);

export const KEYBOARD_SIGNS = { before: ['-', '/'], after: ['.', ',', '№'] } as const;

export const EMAIL_KEYS = { beside: ['-', '_'], below: ['@', '.', '.az', '.com'] } as const;

export function nextKeyboardLayout(layout: Language): Language {
  return ORDER[(ORDER.indexOf(bestLanguageIn(OWN, layout)) + 1) % ORDER.length]!;
}

/** Capitals by the rules of the layout's language: in Azerbaijani i becomes İ and ı becomes I. */
export function capitalOf(letter: string, layout: Language): string {
  return letter.toLocaleUpperCase(bestLanguageIn(OWN, layout));
}
