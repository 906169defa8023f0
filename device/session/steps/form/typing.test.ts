import { describe, expect, it } from 'vitest';
import type { QuestionOf } from '../../../catalogue/question.ts';
import { LANGUAGE_CODES, languageEntry, sameInEveryLanguage } from '../../../words/language.ts';
import { draftHintOf, type TypedQuestion, type TypedQuestionKind, typingRulesOf } from './typing.ts';

const about = { id: 'it', title: sameInEveryLanguage('It'), label: sameInEveryLanguage('It'), hint: null, when: [] };

const QUESTIONS: { readonly [K in TypedQuestionKind]: QuestionOf<K> } = {
  text: {
    ...about,
    kind: 'text',
    keyboard: 'letters',
    prefix: null,
    pattern: '\\p{L}[\\p{L} ]*',
    problem: sameInEveryLanguage('letters'),
    maxLength: 8,
    personal: false,
  },
  'long-text': { ...about, kind: 'long-text', maxLength: 20 },
  fin: { ...about, kind: 'fin', self: false },
  phone: { ...about, kind: 'phone', register: null },
  email: { ...about, kind: 'email' },
  amount: { ...about, kind: 'amount', min: 100, max: 500_050 },
  'document-number': { ...about, kind: 'document-number' },
  plate: { ...about, kind: 'plate' },
};

/** What the back office accepts. */
const LODGED: { readonly [K in TypedQuestionKind]: RegExp } = {
  text: /^\p{L}(?:[\p{L} ]{0,6}\p{L})?$/u,
  'long-text': /^[^\p{C}\p{Z}](?:[^\p{C}\p{Zl}\p{Zp}]{0,18}[^\p{C}\p{Z}])$/u,
  fin: /^(?!.*O)[A-Z0-9]{7}$/,
  phone: /^[1-9]\d{8}$/,
  email: /^[^@\s.][^@\s]*@[a-z0-9-]+(\.[a-z0-9-]+)+$/,
  amount: /^[1-9]\d{2,5}$/,
  'document-number': /^(?:[A-Z]{2}\d{7}|AZE\d{8})$/,
  plate: /^\d\d[A-Z]{2}\d{3}$/,
};

const KINDS = Object.keys(QUESTIONS) as readonly TypedQuestionKind[];

interface Field {
  readonly draft: string;
  readonly notes: readonly string[];
}

const typed = (question: TypedQuestion, keys: readonly string[]): Field =>
  keys.reduce<Field>(
    ({ draft, notes }, key) => {
      const next = typingRulesOf(question).type(draft, key, question);
      return next ? { draft: next.draft, notes: next.note ? [...notes, next.note] : notes } : { draft, notes };
    },
    { draft: '', notes: [] },
  );

const answer = (kind: TypedQuestionKind, text: string) => {
  const question = QUESTIONS[kind];
  return typingRulesOf(question).accept(typed(question, [...text]).draft, question);
};
const shown = (kind: TypedQuestionKind, text: string) =>
  typingRulesOf(QUESTIONS[kind]).shown(typed(QUESTIONS[kind], [...text]).draft, 'az');

describe('the typed text', () => {
  it.each<[TypedQuestionKind, string, string | null]>([
    ['long-text', '  The  lamp is out. ', 'The lamp is out.'],
    ['long-text', '12 - 34', null],
    ['long-text', 'a', null],
    ['fin', '5abc1od', '5ABC10D'],
    ['fin', '5ABCI0D', '5ABCI0D'],
    ['fin', '5ABC10', null],
    ['fin', '5-AB C10D9', '5ABC10D'],
    ['phone', '0501234567', '501234567'],
    ['phone', '50123456', null],
    ['email', 'Aysel.Q@Example.COM', 'aysel.q@example.com'],
    ['email', 'a@b.c', null],
    ['email', 'a@@b.az', null],
    ['email', '.a@b.az', null],
    ['email', 'a..b@c.az', null],
    ['email', 'a@-b.az', null],
    ['email', 'a@b', null],
    ['amount', '1', '100'],
    ['amount', '12,5', '1250'],
    ['amount', '5000.50', '500050'],
    ['amount', '5000,51', null],
    ['amount', '0,99', null],
    ['amount', ',5', '500'],
    ['amount', '0012', null],
    ['document-number', 'aa1234567', 'AA1234567'],
    ['document-number', 'AZE12345678', 'AZE12345678'],
    ['document-number', 'AAO234567', 'AA0234567'],
    ['document-number', 'A1234567', null],
    ['plate', '10aa123', '10AA123'],
    ['plate', '10-AA-123', '10AA123'],
    ['plate', '1OAA123', '10AA123'],
    ['plate', 'AA10123', null],
  ])('when the citizen types %s "%s", then it is lodged as %s', (kind, text, lodged) => {
    expect(answer(kind, text)).toBe(lodged);
  });

  it.each<[TypedQuestionKind, string, string]>([
    ['phone', '501', '50 1'],
    ['phone', '501234567', '50 123 45 67'],
    ['plate', '10a', '10-A'],
    ['plate', '10aa123', '10-AA-123'],
    ['document-number', 'aa1234567', 'AA 1234567'],
    ['document-number', 'aze12345678', 'AZE 12345678'],
  ])('when the citizen types %s "%s", then it is shown as "%s"', (kind, text, grouped) => {
    expect(shown(kind, text)).toBe(grouped);
  });

  it('when an answer is on a row, then it is written as in the language of the page', () => {
    const said = typingRulesOf(QUESTIONS.amount).said;
    const written = { continental: '1\u00a0250,50\u00a0₼', english: '1,250.50\u00a0₼\u00a0(AZN)' };
    for (const language of LANGUAGE_CODES)
      expect(said('125050', language)).toBe(written[languageEntry(language).figures]);
    expect(typingRulesOf(QUESTIONS.phone).said('501234567', 'en')).toBe('50 123 45 67');
    expect(typingRulesOf(QUESTIONS.amount).shown('12,5', 'en')).toBe('12.5');
  });

  it('when the kiosk changes a key, then a note says so', () => {
    expect(typed(QUESTIONS.fin, [...'5O']).notes).toEqual(['zero-for-o']);
    expect(typed(QUESTIONS.plate, [...'10OO']).notes).toEqual([]);
    expect(typed(QUESTIONS.plate, [...'10OOO']).notes).toEqual(['zero-for-o']);
    expect(typed(QUESTIONS.phone, [...'05']).notes).toEqual(['no-leading-zero']);
    expect([
      draftHintOf(QUESTIONS.fin, '5I'),
      draftHintOf(QUESTIONS.fin, '51'),
      draftHintOf(QUESTIONS.plate, '10I'),
    ]).toEqual(['perhaps-one', null, null]);
  });

  it('when an e-mail address is typed, then its endings are one key and other letters are ignored', () => {
    expect(typed(QUESTIONS.email, ['a', '@', 'b', '.az', 'ə', ' ', '.com']).draft).toBe('a@b.az.com');
  });

  it('when a long text has its full length, then more keys are ignored; a letter of two UTF-16 units counts twice', () => {
    expect(
      typed(
        QUESTIONS['long-text'],
        Array.from({ length: 30 }, () => '𝒜'),
      ).draft,
    ).toHaveLength(20);
    expect(typed(QUESTIONS['long-text'], ['a', '\n', '\u202e', '\u0007', 'b']).draft).toBe('ab');
  });

  it('when a key has a control character or changes the writing direction, then it is ignored', () => {
    const question: QuestionOf<'text'> = { ...QUESTIONS.text, pattern: '.{2,8}' };
    expect(typed(question, ['B', '\u202e', '\u001b@', '\u200f', '\ufeff', '\0', 'a']).draft).toBe('Ba');
  });
});

/** Repeatable numbers (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below) | 0;
  };
}

const ALPHABETS: { readonly [K in TypedQuestionKind]: readonly string[] } = {
  text: [...'abЯə ', '\t', '1', '𝒜'],
  'long-text': [...'ab. ', '\n', '\u202e', '𝒜', '№'],
  fin: [...'0123OoIiıİABZə-', '12'],
  phone: [...'0123456789', '٣', '12', 'x'],
  email: [...'ab1@@..-_+', '.az', '.com', 'Ə', ' '],
  amount: [...'01259,.', '-', '1,5', '٣'],
  'document-number': [...'AAZE0123456789O', 'ə'],
  plate: [...'1234567890AB', 'O', '-'],
};

describe.each(KINDS)('the keys of %s', (kind) => {
  it('when keys come in any order, then each answer is valid and reads the same when it is opened again', () => {
    const question = QUESTIONS[kind];
    const typing = typingRulesOf(question);
    const keys = ALPHABETS[kind];
    const below = chance(20_261_126);
    let answers = 0;
    for (let round = 0; round < 12_000; round += 1) {
      const { draft } = typed(
        question,
        Array.from({ length: 1 + below(14) }, () => keys[below(keys.length)]!),
      );
      const lodged = typing.accept(draft, question);
      if (lodged === null) continue;
      answers += 1;
      expect(lodged).toMatch(LODGED[kind]);
      if (kind === 'amount') expect(Number(lodged)).toBeGreaterThanOrEqual(100);
      if (kind === 'amount') expect(Number(lodged)).toBeLessThanOrEqual(500_050);
      expect(typing.accept(typing.draftOf(lodged), question)).toBe(lodged);
    }
    expect(answers).toBeGreaterThan(kind === 'document-number' || kind === 'plate' ? 0 : 20);
  });

  it('when the draft is refused, then every language has a text', () => {
    const question = QUESTIONS[kind];
    for (const language of LANGUAGE_CODES) expect(typingRulesOf(question).problem(question, language)).toMatch(/\S/);
  });
});
