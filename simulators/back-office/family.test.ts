import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inventFamily } from './family.ts';

const APPLICANT = {
  fin: '5ABCD12',
  documentNumber: 'AA1',
  surname: 'MAMMADOVA',
  givenNames: 'AYSEL',
  birthDate: '1990-01-02',
  assurance: 'chip',
} as const;
const TODAY = new Date('2026-11-24T10:00:00Z');

test('when the applicant has a female surname, then husband and son have its male form', () => {
  const family = inventFamily(APPLICANT, TODAY, () => 0);
  expect(family).toEqual([
    { relation: 'Həyat yoldaşı', name: 'MAMMADOV Elçin', birthYear: 1988 },
    { relation: 'Oğlu', name: 'MAMMADOV Elçin', birthYear: 2012 },
  ]);
});

test('when a surname has one form, then all relatives have the same surname', () => {
  const family = inventFamily({ ...APPLICANT, surname: 'ALIZADA' }, TODAY, () => 0.9);
  expect(family.every((member) => member.name.startsWith('ALIZADA '))).toBe(true);
});

test('when the applicant is young, then the family is the parents', () => {
  const family = inventFamily({ ...APPLICANT, birthDate: '2010-01-02' }, TODAY, () => 0);
  expect(family.map(({ relation, birthYear }) => [relation, birthYear])).toEqual([
    ['Atası', 1982],
    ['Anası', 1985],
  ]);
});

test('when a family is invented, then it has two to four members and no future year of birth', () => {
  const year = fc.integer({ min: 1930, max: 2026 });
  fc.assert(
    fc.property(year, fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (born, draws) => {
      const random = () => draws.next().value as number;
      const family = inventFamily({ ...APPLICANT, birthDate: `${born}-05-01` }, TODAY, random);
      return family.length >= 2 && family.length <= 4 && family.every((member) => member.birthYear <= 2026);
    }),
  );
});
