import { describe, expect, it } from 'vitest';
import { EASY_SENTENCE_WORDS, hardSentences } from '../../device/words/easy.ts';
import { easy as az } from '../../ui/words/easy-az.ts';
import { easy as en } from '../../ui/words/easy-en.ts';
import { easy as ru } from '../../ui/words/easy-ru.ts';
import { loadEasyWords, loadWords } from '../../ui/words/load.ts';
import { catalogue } from '../support/catalogue.ts';
import { sentences } from './laws.ts';

/* If a text has no easy form, its ordinary text must be easy. The same rules hold for the easy texts of the catalogue. */

const EASY = { az, ru, en };
const LANGUAGES = ['az', 'ru', 'en'] as const;

/** Lists of arguments. Together they reach both branches of a text. */
const SAMPLES: readonly (readonly unknown[])[] = [
  [2, 3],
  [1, 0],
  ['', ''],
];
/** Arguments that a text must repeat. They are numbers, because some texts count. */
const MARKS = [71, 72];

const textsWith = (words: object, given: readonly unknown[]): ReadonlyMap<string, string> =>
  new Map(sentences(words, '', given).map(({ path, text }) => [path, text]));

const placeholdersOf = (text: string): readonly string[] => text.match(/7\d/g) ?? [];

describe.each(LANGUAGES)('easy words in %s', (language) => {
  it('when a text is shown, then each sentence has at most 12 words, no bracket, semicolon or abbreviation', async () => {
    expect(EASY_SENTENCE_WORDS).toBe(12);
    const words = await loadEasyWords(language);
    const hard = SAMPLES.flatMap((given) => [...textsWith(words, given)]).flatMap(([path, text]) =>
      hardSentences(text).map((sentence) => `${path}: ${sentence}`),
    );
    expect([...new Set(hard)]).toEqual([]);
  });

  it('when a text has an easy form, then it has the placeholders of the ordinary text', async () => {
    const [ordinary, easy] = [textsWith(await loadWords(language), MARKS), textsWith(EASY[language], MARKS)];
    const faults = [...easy].flatMap(([path, text]) => {
      const its = ordinary.get(path);
      if (its === undefined) return [`${path}: no ordinary text`];
      if (placeholdersOf(its).join() !== placeholdersOf(text).join()) return [`${path}: ${its} | ${text}`];
      return [];
    });
    expect(faults).toEqual([]);
  });

  it('when a service is shown, then its name, what to bring and its next steps are easy', () => {
    const texts = catalogue().services.flatMap(({ id, title, next, easy }) => [
      [`${id} title`, (easy.title ?? title)[language]],
      [`${id} documents`, easy.documents?.[language] ?? '(missing)'],
      ...next.map((step, at) => [`${id} next ${at}`, (easy.next[at] ?? step)[language]]),
    ]);
    expect(texts.flatMap(([of, text = '']) => hardSentences(text).map((each) => `${of}: ${each}`))).toEqual([]);
  });
});

describe('easy words in all languages', () => {
  it('when languages are compared, then they have easy forms of the same texts', () => {
    const [first, ...others] = LANGUAGES.map((language) => [...textsWith(EASY[language], MARKS).keys()].sort());
    for (const paths of others) expect(paths).toEqual(first);
  });

  it('when a text has an easy form, then at least one language has another ordinary text', async () => {
    const differs = await Promise.all(
      LANGUAGES.map(async (language) => {
        const ordinary = textsWith(await loadWords(language), MARKS);
        return [...textsWith(EASY[language], MARKS)].filter(([path, text]) => ordinary.get(path) !== text);
      }),
    );
    const changed = new Set(differs.flat().map(([path]) => path));
    // An easy list replaces the whole ordinary list, so single entries may be the same.
    const same = [...textsWith(EASY.az, MARKS).keys()].filter((path) => !changed.has(path) && !/\.\d+$/.test(path));
    expect(same).toEqual([]);
  });
});

describe('sentence of an easy text', () => {
  it.each([
    ['Bring your identity card.', 0],
    ['one two three four five six seven eight nine ten eleven twelve.', 0],
    ['one two three four five six seven eight nine ten eleven twelve thirteen.', 1],
    ['Bring it (the old card). Go on.', 1],
    ['Bring it; go on.', 1],
    ['Возьмите документ, т. е. паспорт.', 1],
    ['Sənəd, məs. pasport.', 1],
    ['It costs 10,00 ₼.', 0],
  ])('when the text is %s, then %i sentences are hard', (text, hard) => {
    expect(hardSentences(text)).toHaveLength(hard);
  });
});
