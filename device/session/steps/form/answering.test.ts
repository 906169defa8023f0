import { describe, expect, it } from 'vitest';
import type { ServiceQuestion, TextQuestion } from '../../../catalogue/question.ts';
import type { Service, ServiceTier } from '../../../catalogue/schema.ts';
import { inEveryLanguage } from '../../../words/language.ts';
import { NO_DEVICES } from '../../visit/devices.ts';
import {
  chooseAnswer,
  draftFits,
  eraseKey,
  type FormContext,
  firstQuestion,
  keepAnswer,
  openQuestion,
  questionAfter,
  questionBefore,
  typeKey,
} from './answering.ts';

const about = (id: string) => ({ id, title: inEveryLanguage(id), label: inEveryLanguage(id), hint: null, when: [] });

const reason: ServiceQuestion = {
  ...about('reason'),
  kind: 'choice',
  options: [
    { value: 'expired', label: inEveryLanguage('expired'), hint: null, ofExpiredCard: true },
    { value: 'worn-out', label: inEveryLanguage('worn-out'), hint: null, ofExpiredCard: false },
  ],
};
const phone: TextQuestion = {
  ...about('phone'),
  kind: 'text',
  keyboard: 'digits',
  prefix: '+994',
  pattern: '[0-9]{4}',
  problem: inEveryLanguage('four digits'),
  maxLength: 4,
};
const street: TextQuestion = {
  ...about('street'),
  kind: 'text',
  keyboard: 'letters',
  prefix: null,
  pattern: '\\p{L}[\\p{L} 0-9]*',
  problem: inEveryLanguage('a street'),
  maxLength: 8,
};
const tier = (id: string): ServiceTier => ({
  id,
  title: inEveryLanguage(id),
  days: 10,
  kind: 'calendar',
  ages: null,
  prices: [],
});

const card: Service = {
  id: 'card',
  order: 1,
  icon: 'ticket',
  title: inEveryLanguage('c'),
  summary: inEveryLanguage('c'),
  agency: inEveryLanguage('c'),
  printedOn: 'roll' as const,
  pages: 1,
  copies: 1,
  documents: inEveryLanguage('c'),
  who: inEveryLanguage('c'),
  afterwards: null,
  offline: false,
  minutes: 3,
  identification: 'zone' as const,
  minimumAge: null,
  takes: ['identity-card'],
  takesExpiredCard: true,
  registers: [],
  bring: [],
  paper: 'receipt',
  next: [],
  tiers: [tier('slow'), tier('fast')],
  groups: ['identity'],
  aliases: inEveryLanguage([]),
  instead: null,
  at: 'kiosk',
  appointment: false,
  due: null,
  centres: null,
  questions: [reason, phone, street],
};
const REASON = 0;
const PHONE = 1;
const STREET = 2;

const COMMON = {
  catalogue: { groups: [], mine: inEveryLanguage([]), services: [card], holidays: { annual: [], dated: [] } },
  language: 'en',
  devices: NO_DEVICES,
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
  it('is added to what was typed, and a refusal is forgotten', () => {
    expect(typeKey(at(STREET, { draft: 'Ə', refused: true }), 'n')).toEqual({
      draft: 'Ən',
      refused: false,
      note: null,
    });
    expect(typeKey(at(PHONE, { draft: '1' }), '2')).toEqual({ draft: '12', refused: false, note: null });
  });

  it.each(['a', ' ', '٣', '12', ''])('that is no digit does nothing where digits are asked for: "%s"', (key) => {
    expect(typeKey(at(PHONE, { draft: '1' }), key)).toEqual({});
  });

  it('does nothing beyond the longest answer, which is counted in characters', () => {
    expect(typeKey(at(PHONE, { draft: '123' }), '4')).toMatchObject({ draft: '1234' });
    expect(typeKey(at(PHONE, { draft: '1234' }), '5')).toEqual({});
    expect(typeKey(at(STREET, { draft: '𝒜𝒜𝒜𝒜' }), 'x')).toMatchObject({ draft: '𝒜𝒜𝒜𝒜x' });
  });

  it('does nothing where something is chosen', () => {
    expect(typeKey(at(REASON), 'x')).toEqual({});
  });
});

describe('erasing', () => {
  it.each([
    ['Ünvan', 'Ünva'],
    ['ab𝒜', 'ab'],
    ['x', ''],
    ['', ''],
  ])('takes the last character of "%s" alone', (draft, left) => {
    expect(eraseKey(at(STREET, { draft, refused: true }))).toEqual({ draft: left, refused: false, note: null });
  });
});

describe('what was typed or chosen', () => {
  it('is chosen of a choice, and never handed over whole for a text', () => {
    expect(chooseAnswer(at(REASON, { refused: true }), 'worn-out')).toEqual({
      draft: 'worn-out',
      refused: false,
      note: null,
    });
    expect(chooseAnswer(at(PHONE, { draft: '1' }), 'never offered')).toEqual({});
  });

  it('is kept beside the other answers where it fits', () => {
    const context = at(PHONE, { draft: '1234', answers: { reason: 'expired' }, refused: true });
    expect(draftFits(context)).toBe(true);
    expect(keepAnswer(context)).toEqual({ answers: { reason: 'expired', phone: '1234' }, refused: false, note: null });
  });

  it('is refused, and nothing is kept, where it does not', () => {
    for (const context of [at(PHONE, { draft: '123' }), at(REASON, { draft: 'bored' }), at(REASON)]) {
      expect(draftFits(context)).toBe(false);
      expect(keepAnswer(context)).toEqual({ refused: true });
    }
  });
});

describe('a question', () => {
  it('opens with what was answered before, or empty', () => {
    const context = at(REASON, { draft: 'x', refused: true, answers: { phone: '1234' } });
    expect(openQuestion(context, PHONE)).toEqual({
      question: PHONE,
      draft: '1234',
      refused: false,
      note: null,
      retaken: null,
      typesAnother: false,
    });
    expect(openQuestion(context, STREET)).toEqual({
      question: STREET,
      draft: '',
      refused: false,
      note: null,
      retaken: null,
      typesAnother: false,
    });
  });

  it('that is not there opens empty', () => {
    expect(openQuestion(at(REASON), 3)).toEqual({
      question: 3,
      draft: '',
      refused: false,
      note: null,
      retaken: null,
      typesAnother: false,
    });
  });

  it('is the last where none follows', () => {
    const next = (question: number, answers: FormContext['answers']) => questionAfter(at(question, { answers }));
    expect([next(REASON, {}), next(PHONE, {})]).toEqual([PHONE, STREET]);
    expect(next(STREET, { reason: 'worn-out', phone: '1234', street: 'Əə' })).toBeNull();
    expect([REASON, PHONE, STREET].map((number) => questionBefore(at(number)))).toEqual([null, REASON, PHONE]);
  });

  it('is opened first: the one to be changed, the last for whoever comes back, else the first', () => {
    const opens = (only: string | null, from: 'before' | 'after') =>
      firstQuestion({ ...COMMON, service: card, only, from });
    expect(opens('street', 'before')).toBe(STREET);
    expect(opens(null, 'after')).toBe(STREET);
    expect(opens(null, 'before')).toBe(REASON);
  });
});
