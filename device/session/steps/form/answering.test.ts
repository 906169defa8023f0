import { describe, expect, it } from 'vitest';
import type { ServiceQuestion, TextQuestion } from '../../../catalogue/question.ts';
import type { PriceTier, Service } from '../../../catalogue/schema.ts';
import { sameInEveryLanguage } from '../../../words/language.ts';
import { UNANSWERED_DEVICES } from '../../visit/devices.ts';
import {
  acceptDraftAnswer,
  chooseAnswer,
  eraseAnswerKey,
  type FormContext,
  firstQuestionIndex,
  goToQuestion,
  isDraftAccepted,
  nextQuestionIndex,
  previousQuestionIndex,
  typeAnswerKey,
} from './answering.ts';

const about = (id: string) => ({
  id,
  title: sameInEveryLanguage(id),
  label: sameInEveryLanguage(id),
  hint: null,
  when: [],
});

const reason: ServiceQuestion = {
  ...about('reason'),
  kind: 'choice',
  options: [
    { value: 'expired', label: sameInEveryLanguage('expired'), hint: null, ofExpiredCard: true },
    { value: 'worn-out', label: sameInEveryLanguage('worn-out'), hint: null, ofExpiredCard: false },
  ],
};
const phone: TextQuestion = {
  ...about('phone'),
  kind: 'text',
  keyboard: 'digits',
  prefix: '+994',
  pattern: '[0-9]{4}',
  problem: sameInEveryLanguage('four digits'),
  maxLength: 4,
  personal: false,
};
const street: TextQuestion = {
  ...about('street'),
  kind: 'text',
  keyboard: 'letters',
  prefix: null,
  pattern: '\\p{L}[\\p{L} 0-9]*',
  problem: sameInEveryLanguage('a street'),
  maxLength: 8,
  personal: false,
};
const tier = (id: string): PriceTier => ({
  id,
  title: sameInEveryLanguage(id),
  days: 10,
  kind: 'calendar',
  ages: null,
  prices: [],
});

const card: Service = {
  id: 'card',
  order: 1,
  icon: 'ticket',
  title: sameInEveryLanguage('c'),
  summary: sameInEveryLanguage('c'),
  agency: sameInEveryLanguage('c'),
  printedOn: 'roll' as const,
  pages: 1,
  copies: 1,
  documents: sameInEveryLanguage('c'),
  who: sameInEveryLanguage('c'),
  afterwards: null,
  offline: false,
  minutes: 3,
  identification: 'zone' as const,
  minimumAge: null,
  takes: ['identity-card'],
  takesExpiredCard: true,
  cardInHand: false,
  registers: [],
  bring: [],
  paper: 'receipt',
  next: [],
  tiers: [tier('slow'), tier('fast')],
  groups: ['identity'],
  aliases: sameInEveryLanguage([]),
  instead: null,
  at: 'kiosk',
  appointment: false,
  due: null,
  centres: null,
  questions: [reason, phone, street],
  easy: { title: null, documents: null, next: [] },
};
const REASON = 0;
const PHONE = 1;
const STREET = 2;

const COMMON = {
  catalogue: {
    doors: [],
    groups: [],
    mine: sameInEveryLanguage([]),
    services: [card],
    holidays: { annual: [], dated: [] },
  },
  language: 'en',
  devices: UNANSWERED_DEVICES,
  today: '2026-11-24',
  dated: true,
  used: {},
  only: null,
  from: 'before',
} as const;

const at = (question: number, more: Partial<FormContext> = {}): FormContext =>
  ({
    ...COMMON,
    service: card,
    answers: {},
    question,
    draft: '',
    refused: false,
    note: null,
    typesAnother: false,
    ...more,
  }) as FormContext;

describe('a key', () => {
  it('when a key is typed, then it is added and a refusal is forgotten', () => {
    expect(typeAnswerKey(at(STREET, { draft: 'Ə', refused: true }), 'n')).toEqual({
      draft: 'Ən',
      refused: false,
      note: null,
    });
    expect(typeAnswerKey(at(PHONE, { draft: '1' }), '2')).toEqual({ draft: '12', refused: false, note: null });
  });

  it.each(['a', ' ', '٣', '12', ''])(
    'when digits are asked for and the key is no digit, then it does nothing: "%s"',
    (key) => {
      expect(typeAnswerKey(at(PHONE, { draft: '1' }), key)).toEqual({});
    },
  );

  it('when the answer has its longest length in characters, then a key does nothing', () => {
    expect(typeAnswerKey(at(PHONE, { draft: '123' }), '4')).toMatchObject({ draft: '1234' });
    expect(typeAnswerKey(at(PHONE, { draft: '1234' }), '5')).toEqual({});
    expect(typeAnswerKey(at(STREET, { draft: '𝒜𝒜𝒜𝒜' }), 'x')).toMatchObject({ draft: '𝒜𝒜𝒜𝒜x' });
  });

  it('when the question is a choice, then a key does nothing', () => {
    expect(typeAnswerKey(at(REASON), 'x')).toEqual({});
  });
});

describe('erasing', () => {
  it.each([
    ['Ünvan', 'Ünva'],
    ['ab𝒜', 'ab'],
    ['x', ''],
    ['', ''],
  ])('when the citizen erases, then "%s" loses its last character', (draft, left) => {
    expect(eraseAnswerKey(at(STREET, { draft, refused: true }))).toEqual({ draft: left, refused: false, note: null });
  });
});

describe('a typed or chosen answer', () => {
  it('when a choice is touched, then it is the draft; a text question takes no whole answer', () => {
    expect(chooseAnswer(at(REASON, { refused: true }), 'worn-out')).toEqual({
      draft: 'worn-out',
      refused: false,
      note: null,
    });
    expect(chooseAnswer(at(PHONE, { draft: '1' }), 'never offered')).toEqual({});
  });

  it('when the draft fits, then it is kept beside the other answers', () => {
    const context = at(PHONE, { draft: '1234', answers: { reason: 'expired' }, refused: true });
    expect(isDraftAccepted(context)).toBe(true);
    expect(acceptDraftAnswer(context)).toEqual({
      answers: { reason: 'expired', phone: '1234' },
      refused: false,
      note: null,
    });
  });

  it('when the draft does not fit, then it is refused and nothing is kept', () => {
    for (const context of [at(PHONE, { draft: '123' }), at(REASON, { draft: 'bored' }), at(REASON)]) {
      expect(isDraftAccepted(context)).toBe(false);
      expect(acceptDraftAnswer(context)).toEqual({ refused: true });
    }
  });
});

describe('a question', () => {
  it('when a question opens, then it has its earlier answer or is empty', () => {
    const context = at(REASON, { draft: 'x', refused: true, answers: { phone: '1234' } });
    expect(goToQuestion(context, PHONE)).toEqual({
      question: PHONE,
      draft: '1234',
      refused: false,
      note: null,
      retaken: null,
      typesAnother: false,
    });
    expect(goToQuestion(context, STREET)).toEqual({
      question: STREET,
      draft: '',
      refused: false,
      note: null,
      retaken: null,
      typesAnother: false,
    });
  });

  it('when a question does not exist, then it opens empty', () => {
    expect(goToQuestion(at(REASON), 3)).toEqual({
      question: 3,
      draft: '',
      refused: false,
      note: null,
      retaken: null,
      typesAnother: false,
    });
  });

  it('when every question is answered, then none follows the last', () => {
    const next = (question: number, answers: FormContext['answers']) => nextQuestionIndex(at(question, { answers }));
    expect([next(REASON, {}), next(PHONE, {})]).toEqual([PHONE, STREET]);
    expect(next(STREET, { reason: 'worn-out', phone: '1234', street: 'Əə' })).toBeNull();
    expect([REASON, PHONE, STREET].map((number) => previousQuestionIndex(at(number)))).toEqual([null, REASON, PHONE]);
  });

  it('when the form opens, then it shows the row to change, the last question after *back*, or the first', () => {
    const opens = (only: string | null, from: 'before' | 'after') =>
      firstQuestionIndex({ ...COMMON, service: card, only, from });
    expect(opens('street', 'before')).toBe(STREET);
    expect(opens(null, 'after')).toBe(STREET);
    expect(opens(null, 'before')).toBe(REASON);
  });
});
