import type { Language } from '../../device/words/language.ts';
import type { Dictionary, Words } from './words.ts';

const loaded = new Map<Language, Words>();

/** Each is a file of its own, so the first screen waits for one language only. `troubles.ts` comes in all languages: 6 kB more, compressed. */
const DICTIONARIES: { readonly [L in Language]: () => Promise<Dictionary<L>> } = {
  az: async () => (await import('./az.ts')).az,
  ru: async () => (await import('./ru.ts')).ru,
  en: async () => (await import('./en.ts')).en,
};

/**
 * The words of a language, or `undefined` until `loadWords` has brought them. A language that is not whole has only the sections of
 * its pages: for a page, ask in `languageOfPage`.
 */
export function wordsNow(language: Language): Words | undefined {
  return loaded.get(language);
}

/** Fetches one dictionary. */
export async function loadWords(language: Language): Promise<Words> {
  const known = loaded.get(language);
  if (known) return known;
  const words = (await DICTIONARIES[language]()) as Words;
  loaded.set(language, words);
  return words;
}
