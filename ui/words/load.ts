import { LANGUAGE_CODES, type Language } from '../../device/words/language.ts';
import { type EasyWords, withEasy } from './easy.ts';
import { FIRST_WORDS } from './first-words.ts';
import type { Dictionary, FirstWords, Words } from './words.ts';

const ordinary = new Map<Language, Words>();
const easy = new Map<Language, Words>();

/** The first page waits for none of these files: it has texts of its own (`first-words.ts`). */
const DICTIONARIES: { readonly [L in Language]: () => Promise<Dictionary<L>> } = {
  az: async () => (await import('./az.ts')).az,
  ru: async () => (await import('./ru.ts')).ru,
  en: async () => (await import('./en.ts')).en,
};

/** Loaders of easy texts, for citizens who choose easy words. A language without a loader has only its ordinary texts. */
const EASY: { readonly [L in Language]?: () => Promise<EasyWords> } = {
  az: async () => (await import('./easy-az.ts')).easy,
  ru: async () => (await import('./easy-ru.ts')).easy,
  en: async () => (await import('./easy-en.ts')).easy,
};

interface Wording {
  /** The citizen's setting. */
  readonly easyWords: boolean;
}

/**
 * The texts of a language, or `undefined` until they are fetched. An incomplete language has only the sections of its pages: for a page, use
 * `languageOfPage`.
 */
export function loadedWords(language: Language, { easyWords }: Wording): Words | undefined {
  return (easyWords ? easy : ordinary).get(language);
}

/** The texts of the first page. */
export const firstWords = (language: Language, wording: Wording): FirstWords =>
  (wording.easyWords && loadedWords(language, wording)) || FIRST_WORDS[language];

/** Whether the texts that the citizen chose are loaded. */
export const areWordsLoaded = ({ easyWords }: Wording): boolean => !easyWords || easy.size === LANGUAGE_CODES.length;

export async function loadWords(language: Language): Promise<Words> {
  const known = ordinary.get(language);
  if (known) return known;
  const words = (await DICTIONARIES[language]()) as Words;
  ordinary.set(language, words);
  return words;
}

/** Fetches all texts of a language with its easy texts: the ordinary texts fill the gaps. */
export async function loadEasyWords(language: Language): Promise<Words> {
  const known = easy.get(language);
  if (known) return known;
  const [words, its] = await Promise.all([loadWords(language), EASY[language]?.()]);
  const all = withEasy(words, its ?? {});
  easy.set(language, all);
  return all;
}
