import { describe, expect, it } from 'vitest';
import { ANSWERS_TO_EVERY_QUESTION, serviceWithEveryQuestion } from '../../../../test/contract/every-question.ts';
import { AYSEL } from '../../../../test/rigs/machine-rig.ts';
import { answersToAskedQuestions, askedQuestions } from './asking.ts';
import { formStepDefinition } from './step.ts';

const service = serviceWithEveryQuestion();
const person = { document: AYSEL, assurance: 'zone' } as const;
const asked = (answers: Readonly<Record<string, string>>, who: typeof person | undefined = person) =>
  askedQuestions({ service, person: who, answers }).map(({ id }) => id);
const rows = (answers: Readonly<Record<string, string>>, language: 'az' | 'ru' | 'en' = 'en') =>
  Object.fromEntries(
    formStepDefinition.rows({ service, person, answers }, language).map(({ edit, value }) => [edit, value]),
  );

describe('a question with a condition', () => {
  it('when the condition holds, then the question is asked, has its row and is lodged; otherwise not', () => {
    const without = { ...ANSWERS_TO_EVERY_QUESTION, 'has-car': 'no' };
    expect(asked(ANSWERS_TO_EVERY_QUESTION)).toContain('car');
    expect(asked(without)).not.toContain('car');
    expect(Object.keys(rows(without))).not.toContain('car');
    expect(formStepDefinition.lodges({ service, person, answers: ANSWERS_TO_EVERY_QUESTION })).toEqual(
      ANSWERS_TO_EVERY_QUESTION,
    );
    const { car: _, ...rest } = without;
    expect(formStepDefinition.lodges({ service, person, answers: without })).toEqual(rest);
    expect(formStepDefinition.edits('car', { service, person, answers: without })).toBe(false);
    expect(formStepDefinition.edits('car', { service, person, answers: ANSWERS_TO_EVERY_QUESTION })).toBe(true);
  });

  it('when a question is not asked, then its stored answer is not lodged', () => {
    const two = { ...ANSWERS_TO_EVERY_QUESTION, 'child-more': 'no', 'child-2-surname': 'Quliyeva' };
    expect(asked(two)).not.toContain('child-2-surname');
    expect(asked({ ...two, 'child-more': 'yes' })).toContain('child-2-surname');
    expect(answersToAskedQuestions({ service, person, answers: two })).not.toHaveProperty('child-2-surname');
  });
});

describe('the answers of a card', () => {
  it('when no card has the FIN, then the kiosk asks for the FIN; when a card has it, then the kiosk does not ask', () => {
    expect(asked({})).not.toContain('own-fin');
    expect(askedQuestions({ service, answers: {} }).map(({ id }) => id)).toContain('own-fin');
    const silent = { document: { ...AYSEL, fin: null }, assurance: 'zone' } as const;
    expect(askedQuestions({ service, person: silent, answers: {} }).map(({ id }) => id)).toContain('own-fin');
    expect(asked({})).toContain('child-fin');
  });
});

describe('an address', () => {
  const parts = (answers: Readonly<Record<string, string>>) => asked(answers).filter((id) => id.startsWith('home'));

  it('when a place is not in the list, then this place and the following parts of the address are typed', () => {
    expect(parts(ANSWERS_TO_EVERY_QUESTION)).toEqual(['home-region', 'home-settlement', 'home-street', 'home-house']);
    expect(parts({ 'home-region': 'not-listed' })).toEqual([
      'home-region',
      'home-region-typed',
      'home-settlement-typed',
      'home-street-typed',
      'home-house',
    ]);
    expect(parts({ 'home-region': 'absheron', 'home-settlement': 'not-listed' })).toEqual([
      'home-region',
      'home-settlement',
      'home-settlement-typed',
      'home-street-typed',
      'home-house',
    ]);
    expect(parts({ 'home-region': 'absheron', 'home-settlement': 'mehdiabad' })).toEqual([
      'home-region',
      'home-settlement',
      'home-street-typed',
      'home-house',
    ]);
  });

  it('when the region changes, then the settlement is asked again and not lodged meanwhile', () => {
    const moved = { ...ANSWERS_TO_EVERY_QUESTION, 'home-region': 'ganja' };
    expect(parts(moved)).toEqual(['home-region', 'home-settlement', 'home-house']);
    const lodged = answersToAskedQuestions({ service, person, answers: moved });
    expect(lodged).not.toHaveProperty('home-settlement');
    expect(lodged).not.toHaveProperty('home-street');
  });
});

describe('the rows of every kind', () => {
  it('when rows are shown, then their values are written for people, in the language of the page', () => {
    expect(rows(ANSWERS_TO_EVERY_QUESTION)).toMatchObject({
      reason: 'Old',
      where: 'Shop, Cafe',
      from: '1\u00a0March\u00a02027',
      mobile: '+994 50 123 45 67',
      mail: 'aysel@example.com',
      sum: '12.50\u00a0₼\u00a0(AZN)',
      'has-car': 'Yes',
      car: '10-AA-123',
      'old-card': 'AA 1234567',
      'home-region': 'Absheron district',
      'home-street': 'Nizami Street',
      'child-birth-date': '23\u00a0May\u00a02015',
      'child-more': 'No',
    });
    expect(rows(ANSWERS_TO_EVERY_QUESTION, 'ru')).toMatchObject({
      from: '01.03.2027',
      'has-car': 'Да',
      sum: '12,50\u00a0₼',
      'home-street': 'улица Низами',
    });
  });
});
