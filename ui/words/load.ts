import type { Language } from '../../device/words/language.ts';
import type { Words } from './words.ts';

const loaded = new Map<Language, Words>();

/** The words of a language, or `undefined` until `loadWords` has brought them. */
export function wordsNow(language: Language): Words | undefined {
  return loaded.get(language);
}

/** Fetches one dictionary; each is a file of its own, so the first screen waits for one language only. */
export async function loadWords(language: Language): Promise<Words> {
  const known = loaded.get(language);
  if (known) return known;
  const words = await fetchWords(language);
  loaded.set(language, words);
  return words;
}

async function fetchWords(language: Language): Promise<Words> {
  switch (language) {
    case 'az':
      return (await import('./az.ts')).az;
    case 'ru':
      return (await import('./ru.ts')).ru;
    case 'en':
      return (await import('./en.ts')).en;
    default:
      return language satisfies never;
  }
}
