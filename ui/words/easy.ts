import type { Words } from './words.ts';

type Text = string | readonly string[] | ((...given: never[]) => string | readonly string[]);
type Easy<T> = T extends Text ? T : { readonly [K in keyof T]?: Easy<T[K]> };

/** Easy texts beside the ordinary texts of a language. A text without an entry is easy already (`device/words/easy.ts`). */
export type EasyWords = Easy<Omit<Words, 'language'>>;

/** All texts of a language, easy where an easy text differs. */
export const withEasy = (words: Words, easy: EasyWords): Words => merged(words, easy) as Words;

function merged(ordinary: unknown, easy: unknown): unknown {
  if (!isTable(ordinary) || !isTable(easy)) return easy ?? ordinary;
  return Object.fromEntries(Object.entries(ordinary).map(([key, text]) => [key, merged(text, easy[key])]));
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
