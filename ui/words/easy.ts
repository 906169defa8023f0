import type { Words } from './words.ts';

type Text = string | readonly string[] | ((...given: never[]) => string | readonly string[]);
type Easy<T> = T extends Text ? T : { readonly [K in keyof T]?: Easy<T[K]> };

/** Easy texts of a language. If a text has no entry, its ordinary text is easy enough (`device/words/easy.ts`). */
export type EasyWords = Easy<Omit<Words, 'language'>>;

/** All texts of a language. An easy text replaces its ordinary text. */
export const withEasy = (words: Words, easy: EasyWords): Words => merged(words, easy) as Words;

function merged(ordinary: unknown, easy: unknown): unknown {
  if (!isTable(ordinary) || !isTable(easy)) return easy ?? ordinary;
  return Object.fromEntries(Object.entries(ordinary).map(([key, text]) => [key, merged(text, easy[key])]));
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
