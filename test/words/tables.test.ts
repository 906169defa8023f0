import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES, LANGUAGES } from '../../device/words/language.ts';
import { loadEasyWords, loadWords } from '../../ui/words/load.ts';
import { filesUnder } from '../tools/files.mjs';
import { fromRoot } from '../tools/root.mjs';
import {
  equalTexts,
  foreignWords,
  hasForeignLetters,
  type Sentence,
  type SentenceTable,
  sentences,
  vocabularyOf,
} from './laws.ts';
import { sourcesBelow, swappableArguments, tablesBelow, tablesIn } from './tables.ts';

/** Texts that may be equal in two languages: the month May. */
const ALIKE = [/^device\/words\/months\.ts:\d+: May$/, /^device\/speech\/spoken-text\.ts:\d+\.manats: manat$/];

const COMMON = new Set(['bank', 'terminal', 'printer', 'sms', 'may', 'get', 'manat']);

const WITHOUT_TEXTS = ['device/config/words.ts', 'device/words/language.ts'];

const dictionaries: SentenceTable = Object.fromEntries(
  await Promise.all(LANGUAGE_CODES.map(async (code) => [code, sentences(await loadWords(code), '')] as const)),
);
const easyDictionaries: SentenceTable = Object.fromEntries(
  await Promise.all(LANGUAGE_CODES.map(async (code) => [code, sentences(await loadEasyWords(code), '')] as const)),
);
const names: SentenceTable = Object.fromEntries(
  LANGUAGES.map(({ code, months, weekdays, nobody }) => [code, sentences({ months, weekdays, nobody }, 'LANGUAGES')]),
);
const found = ['device', 'ui/citizen', 'ui/verify'].flatMap(tablesBelow);
const TABLES = [dictionaries, easyDictionaries, names, ...found];

const faults = (isFault: (said: Sentence, language: (typeof LANGUAGE_CODES)[number]) => boolean): readonly string[] =>
  TABLES.flatMap((table) =>
    LANGUAGE_CODES.flatMap((code) =>
      (table[code] ?? []).filter((said) => isFault(said, code)).map(({ path, text }) => `${code} ${path}: ${text}`),
    ),
  );

describe('text with two gaps of one type', () => {
  const files = ['ui/words', 'ui/technician/words'].flatMap(sourcesBelow);

  it('when a function of a text is defined, then it takes named arguments', () => {
    expect(files).toEqual(expect.arrayContaining(['ui/words/az.ts', 'ui/technician/words/az.ts']));
    expect(files.flatMap((file) => swappableArguments(file, readFileSync(fromRoot(file), 'utf8')))).toEqual([]);
  });

  it('when a function of a text takes arguments by order, then the test names it', () => {
    const text =
      'const a = { lead: (min: string, max: string) => min, one: (min: string, at: number) => min, m(a: number, b: number) {} };';
    expect(swappableArguments('a.ts', text)).toEqual(['a.ts: min: string, max: string', 'a.ts: a: number, b: number']);
  });
});

describe('text in several languages', () => {
  it('when two languages are compared, then their texts differ', () => {
    expect(TABLES.flatMap(equalTexts).filter((each) => !ALIKE.some((pattern) => pattern.test(each)))).toEqual([]);
  });

  it('when the letters of a text are checked, then they belong to its language', () => {
    expect(faults(hasForeignLetters)).toEqual([]);
  });

  it('when the words of a text are checked, then none is more frequent in another language', () => {
    const vocabulary = vocabularyOf(TABLES);
    const isForeign = (said: Sentence, language: (typeof LANGUAGE_CODES)[number]) =>
      foreignWords(said, language, vocabulary).some((word) => !COMMON.has(word));
    expect(faults(isForeign)).toEqual([]);
  });
});

describe('the tables of the sources', () => {
  it('when a file makes a table of texts, then its texts are found', () => {
    const makers = filesUnder('device')
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !WITHOUT_TEXTS.includes(file))
      .filter((file) => /\bfillLanguages[<(]/.test(readFileSync(fromRoot(file), 'utf8')));
    const files = new Set(found.flatMap(({ az }) => (az ?? []).map(({ path }) => path.split(':')[0]!)));
    expect(makers.filter((file) => !files.has(file))).toEqual([]);
    expect(makers).toContain('device/session/steps/due/step.ts');
  });

  it.each([
    ['an object', `const ROWS = fillLanguages({ az: { a: 'bir' }, ru: { a: 'один' }, en: { a: 'one' } });`, 'f.ts:1.a'],
    ['constants', `const az = 'bir' satisfies W; const ru = 'один'; const en = 'one'; f({ az, ru, en });`, 'f.ts:1'],
    ['functions', `f({ az: (n) => 'bir', ru: (n) => 'один', en: (n) => 'one' });`, 'f.ts:1'],
    ['a call', `const say = (az: string, ru: string, en: string) => f(); say('bir', 'один', 'one');`, 'f.ts:1'],
  ])('when a table is made of %s, then its texts are found', (_, text, path) => {
    const said = { az: 'bir', ru: 'один', en: 'one' };
    const table = Object.fromEntries(Object.entries(said).map(([code, word]) => [code, [{ path, text: word }]]));
    expect(tablesIn('f.ts', text)).toEqual([table]);
  });
});
