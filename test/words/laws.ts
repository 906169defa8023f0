import { LANGUAGE_CODES, type Language } from '../../device/words/language.ts';

export interface Sentence {
  readonly path: string;
  readonly text: string;
}

const ARGUMENTS: readonly unknown[] = [2, 3];
const argumentsOf = (words: object, given: readonly unknown[]): readonly unknown[] =>
  /^\(\{/.test(String(words)) ? [new Proxy({}, { get: () => given[0] })] : given;

/** Texts of a dictionary with their paths. A function gets the `given` arguments. */
export function sentences(value: unknown, path: string, given = ARGUMENTS): readonly Sentence[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value === 'function') {
    const said: unknown = value(...argumentsOf(value, given));
    return sentences(typeof said === 'object' ? said : String(said), `${path}()`, given);
  }
  return Object.entries(value as object).flatMap(([key, each]) => sentences(each, `${path}.${key}`, given));
}

export type SentenceTable = { readonly [L in Language]?: readonly Sentence[] };

/** Texts that are equal in two languages, as `path: text`. */
export function equalTexts(table: SentenceTable): readonly string[] {
  const all = Object.values(table);
  const alike = all.flatMap((one, at) => {
    const others = all.slice(at + 1).flat();
    return one.filter(({ path, text }) => others.some((other) => other.path === path && other.text === text));
  });
  return alike.filter(({ text }) => /\p{L}/u.test(text)).map(({ path, text }) => `${path}: ${text}`);
}

const FOREIGN_LETTERS: { readonly [L in Language]?: RegExp } = {
  az: /[а-яё]/i,
  ru: /[əığşİ]/,
  en: /[а-яёəığşçöüİ]/i,
};

export const hasForeignLetters = ({ text }: Sentence, language: Language): boolean =>
  FOREIGN_LETTERS[language]?.test(text) ?? false;

export const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];

export type Vocabulary = ReadonlyMap<Language, ReadonlyMap<string, number>>;

export function vocabularyOf(tables: readonly SentenceTable[]): Vocabulary {
  const counts = (language: Language) => {
    const count = new Map<string, number>();
    for (const { text } of tables.flatMap((table) => table[language] ?? []))
      for (const word of new Set(wordsIn(text))) count.set(word, (count.get(word) ?? 0) + 1);
    return count;
  };
  return new Map(LANGUAGE_CODES.map((code) => [code, counts(code)]));
}

/** Words that another language has in more texts than this language. */
export function foreignWords({ text }: Sentence, language: Language, vocabulary: Vocabulary): readonly string[] {
  const count = (code: Language, word: string) => vocabulary.get(code)?.get(word) ?? 0;
  return wordsIn(text).filter((word) => LANGUAGE_CODES.some((code) => count(code, word) > count(language, word)));
}
