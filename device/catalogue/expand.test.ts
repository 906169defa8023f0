import { describe, expect, test } from 'vitest';
import { serviceWithEveryQuestion } from '../../test/contract/every-question.ts';
import { PLACE_NOT_LISTED } from './address.ts';
import type { QuestionOf } from './question.ts';

const ids = (start: string) =>
  serviceWithEveryQuestion()
    .questions.map(({ id }) => id)
    .filter((id) => id.startsWith(start));
const list = (id: string) => serviceWithEveryQuestion().questions.find((each) => each.id === id) as QuestionOf<'list'>;

function refusal(change: (text: string) => string): string {
  try {
    serviceWithEveryQuestion(change);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('questions that expand to several', () => {
  test('when a question is about a person, then it expands to names, day of birth and FIN, and asks for one more person', () => {
    expect(ids('child')).toEqual([
      'child-surname',
      'child-given-names',
      'child-birth-date',
      'child-fin',
      'child-more',
      'child-2-surname',
      'child-2-given-names',
      'child-2-birth-date',
      'child-2-fin',
    ]);
    const { when, title } = serviceWithEveryQuestion().questions.find(({ id }) => id === 'child-2-fin')!;
    expect(when).toEqual([{ question: 'child-more', is: ['yes'] }]);
    expect(title).toMatchObject({ az: '2-ci uşağın FİN-i', ru: 'ФИН 2-го ребёнка', en: 'FIN of child 2' });
  });

  test('when a question is about an address, then it expands to dependent lists, and an unlisted place is typed', () => {
    expect(ids('home')).toEqual([
      'home-region',
      'home-region-typed',
      'home-settlement',
      'home-settlement-typed',
      'home-street',
      'home-street-typed',
      'home-house',
    ]);
    const streets = list('home-street').options;
    const settlements = list('home-settlement').options;
    expect(list('home-region').options.length).toBeGreaterThan(12);
    for (const { of } of [list('home-settlement'), list('home-street')]) expect(of).not.toBeNull();
    const known = new Set(settlements.map(({ value }) => value));
    expect(streets.filter(({ under }) => under !== null && !known.has(under))).toEqual([]);
    for (const { options } of [list('home-region'), list('home-settlement'), list('home-street')])
      expect(options.at(-1)).toMatchObject({ value: PLACE_NOT_LISTED, under: null });
  });
});

describe('contradictions between questions', () => {
  test.each<[string, string, string, RegExp]>([
    [
      'a condition about a question that comes later',
      'when: { question: reason, is: [worn-out] }',
      'when: { question: has-car, is: ["yes"] }',
      /:\d+: questions.2.when.question: expected the id of an earlier question that is a choice or a yes-no question, found "has-car" \(CFG-104\)/,
    ],
    [
      'a condition about a question that is neither choice nor yes-no',
      'question: has-car, is: ["yes"]',
      'question: mail, is: ["yes"]',
      /questions.9.when.question: expected the id of an earlier question that is a choice .*CFG-104/,
    ],
    [
      'a condition about an answer that the question does not offer',
      'is: [worn-out]',
      'is: [stolen]',
      /questions.2.when.is: expected only worn-out, expired, found \["stolen"\] \(CFG-104\)/,
    ],
    ['a part that has the id of another question', 'id: old-card', 'id: child-fin', /questions.13.id: .*CFG-104/],
    ['bounds of an amount the wrong way round', 'min: 100\n', 'min: 90000001\n', /questions.7.max: .*CFG-104/],
    ['two spouses', 'relation: child', 'relation: spouse', /questions.13.repeat: expected 1, .*CFG-104/],
    [
      'more questions than an application holds',
      'repeat: 2',
      'repeat: 5',
      /questions.13.kind: expected no more than 32/,
    ],
  ])('when the file has %s, then the refusal names the line', (_, from, to, line) => {
    expect(refusal((text) => text)).toBe('none');
    expect(refusal((text) => text.replace(from, to))).toMatch(line);
  });
});
