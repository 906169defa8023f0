import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES, LANGUAGES } from '../../device/words/language.ts';
import { loadWords } from '../../ui/words/load.ts';
import { filesUnder } from '../tools/files.mjs';
import { fromRoot } from '../tools/root.mjs';
import {
  alikeIn,
  foreignWords,
  hasForeignLetters,
  type Sentence,
  sentences,
  type Table,
  vocabularyOf,
} from './laws.ts';
import { sourcesBelow, swappableIn, tablesBelow, tablesIn } from './tables.ts';

/* Laws of every text of the program that a citizen reads or hears: of the dictionaries of the pages, and of each table elsewhere. */

/** What two languages really say alike, as `path: words`: Turkish goes back with `.common.back: Geri`, as Azerbaijani does. */
const ALIKE = [/^device\/words\/months\.ts:\d+: May$/];

/** Words of several languages. */
const COMMON = new Set(['bank', 'terminal', 'printer', 'sms', 'may', 'get']);

/** They make tables of other texts, and have no texts. */
const WITHOUT_TEXTS = ['device/config/words.ts', 'device/words/language.ts'];

const dictionaries: Table = Object.fromEntries(
  await Promise.all(LANGUAGE_CODES.map(async (code) => [code, sentences(await loadWords(code), '')] as const)),
);
const names: Table = Object.fromEntries(
  LANGUAGES.map(({ code, inLanguage, months, weekdays, nobody }) => [
    code,
    sentences({ inLanguage, months, weekdays, nobody }, 'LANGUAGES'),
  ]),
);
const found = ['device', 'ui/citizen', 'ui/verify'].flatMap(tablesBelow);
const TABLES = [dictionaries, names, ...found];

/** Faults of the texts in one language. */
const faults = (isFault: (said: Sentence, language: (typeof LANGUAGE_CODES)[number]) => boolean): readonly string[] =>
  TABLES.flatMap((table) =>
    LANGUAGE_CODES.flatMap((code) =>
      (table[code] ?? []).filter((said) => isFault(said, code)).map(({ path, text }) => `${code} ${path}: ${text}`),
    ),
  );

describe('when a text has two gaps of one type', () => {
  const files = ['ui/words', 'ui/technician/words'].flatMap(sourcesBelow);

  it('then its function takes them by their names', () => {
    expect(files).toEqual(expect.arrayContaining(['ui/words/az.ts', 'ui/technician/words/az.ts']));
    expect(files.flatMap((file) => swappableIn(file, readFileSync(fromRoot(file), 'utf8')))).toEqual([]);
  });

  it('and takes them by their order, then the test names it', () => {
    const text =
      'const a = { lead: (min: string, max: string) => min, one: (min: string, at: number) => min, m(a: number, b: number) {} };';
    expect(swappableIn('a.ts', text)).toEqual(['a.ts: min: string, max: string', 'a.ts: a: number, b: number']);
  });
});

describe('when a text is in several languages', () => {
  it('then no two of them say it alike', () => {
    expect(TABLES.flatMap(alikeIn).filter((each) => !ALIKE.some((pattern) => pattern.test(each)))).toEqual([]);
  });

  it('then it has only letters of its language', () => {
    expect(faults(hasForeignLetters)).toEqual([]);
  });

  it('then it has no word that is more at home in another language', () => {
    const vocabulary = vocabularyOf(TABLES);
    const isForeign = (said: Sentence, language: (typeof LANGUAGE_CODES)[number]) =>
      foreignWords(said, language, vocabulary).some((word) => !COMMON.has(word));
    expect(faults(isForeign)).toEqual([]);
  });
});

describe('the tables of the sources', () => {
  it('when a file makes a table of words, then its texts are found', () => {
    const makers = filesUnder('device')
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !WITHOUT_TEXTS.includes(file))
      .filter((file) => /\beveryLanguage[<(]/.test(readFileSync(fromRoot(file), 'utf8')));
    const files = new Set(found.flatMap(({ az }) => (az ?? []).map(({ path }) => path.split(':')[0]!)));
    expect(makers.filter((file) => !files.has(file))).toEqual([]);
    expect(makers).toContain('device/session/steps/due/step.ts');
  });

  it.each([
    ['an object', `const ROWS = everyLanguage({ az: { a: 'bir' }, ru: { a: 'один' }, en: { a: 'one' } });`, 'f.ts:1.a'],
    ['constants', `const az = 'bir' satisfies W; const ru = 'один'; const en = 'one'; f({ az, ru, en });`, 'f.ts:1'],
    ['functions', `f({ az: (n) => 'bir', ru: (n) => 'один', en: (n) => 'one' });`, 'f.ts:1'],
    ['a call', `const say = (az: string, ru: string, en: string) => f(); say('bir', 'один', 'one');`, 'f.ts:1'],
  ])('when a table is made of %s, then its texts are found', (_, text, path) => {
    const said = { az: 'bir', ru: 'один', en: 'one' };
    const table = Object.fromEntries(Object.entries(said).map(([code, word]) => [code, [{ path, text: word }]]));
    expect(tablesIn('f.ts', text)).toEqual([table]);
  });
});
