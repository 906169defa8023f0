import type { Language } from '../../device/words/language.ts';
import type { Dictionary, Words } from './words.ts';

const loaded = new Map<Language, Words>();

/** The first page waits for none of these files: it has texts of its own (`first-words.ts`). */
const DICTIONARIES: { readonly [L in Language]: () => Promise<Dictionary<L>> } = {
  az: async () => (await import('./az.ts')).az,
  ru: async () => (await import('./ru.ts')).ru,
  en: async () => (await import('./en.ts')).en,
};

/**
 * The texts of a language, or `undefined` until `loadWords` has fetched them. An incomplete language has only the sections of its pages:
 * for a page, use `languageOfPage`.
 */
export function loadedWords(language: Language): Words | undefined {
  return loaded.get(language);
}

export async function loadWords(language: Language): Promise<Words> {
  const known = loaded.get(language);
  if (known) return known;
  const words = (await DICTIONARIES[language]()) as Words;
  loaded.set(language, words);
  return words;
}
