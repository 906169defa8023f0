import { describe, expect, test } from 'vitest';
import { realFiles } from '../config/files.ts';
import { describeConfigTrouble } from '../config/trouble.ts';
import { loadCatalogue } from './load.ts';
import { toOfficeService } from './offered.ts';

const DIR = 'device/catalogue';
const PASSPORT = `${DIR}/services/passport-child.yaml`;
const CARD = `${DIR}/services/identity-card-child.yaml`;
const LOST = `${DIR}/services/identity-card-lost.yaml`;
const WORDS = '{ az: Özün, ru: Сам, en: Self }';
const OWN = `  - { id: own, kind: yes-no, title: ${WORDS}, label: ${WORDS} }\n`;
const TODAY = '2026-11-27';

function trouble(file: string, from: string, to: string): string {
  const text = realFiles.read(file);
  expect(text).toContain(from);
  const read = (path: string) => (path === file ? text.replace(from, to) : realFiles.read(path));
  const loaded = loadCatalogue(DIR, { ...realFiles, read });
  return loaded.ok ? 'none' : describeConfigTrouble(loaded.error);
}

describe('ranges of ages', () => {
  test.each<[string, string, string, string, RegExp]>([
    [
      'a range that ends before it begins',
      PASSPORT,
      'ages: { from: 1, under: 3 }',
      'ages: { from: 3, under: 3 }',
      /yaml:\d+: tiers.1.ages.under: expected 4 or more, because the range begins at 3, found 3 \(CFG-104\)/,
    ],
    [
      'a tier for children whom the service does not take',
      CARD,
      'kind: calendar\n',
      'kind: calendar\n    ages: { from: 3, under: 16 }\n',
      /yaml:\d+: tiers.0.ages.under: expected 15 or less, because the question child takes no older child, found 16 \(CFG-104\)/,
    ],
    [
      'a child whom no tier is for',
      PASSPORT,
      'ages: { from: 1, under: 3 }',
      'ages: { from: 1, under: 2 }',
      /yaml:\d+: tiers: expected a tier for children of age 2, because the question child takes such children, found .*\(CFG-104\)/,
    ],
    [
      'a tier of an age although no question asks for one',
      LOST,
      'kind: working\n',
      'kind: working\n    ages: { from: 0, under: 5 }\n',
      /yaml:\d+: tiers.0.ages: expected none, because no question asks how old a child is, found .*\(CFG-104\)/,
    ],
    [
      'a tier for children in a visit that need not name a child',
      PASSPORT,
      '  - id: child\n    kind: person\n',
      `${OWN}  - id: child\n    kind: person\n    when: { question: own, is: ['no'] }\n`,
      /yaml:\d+: tiers.0.ages: expected none, because the question child has "when": not every visit names a child, found .*\(CFG-104\)/,
    ],
    [
      'an age of a husband or wife',
      CARD,
      'relation: child\n',
      'relation: spouse\n',
      /yaml:\d+: questions.0.ages: expected none, because only a child has a range of ages, found .*\(CFG-104\)/,
    ],
    [
      'a register that the page of the service does not name',
      CARD,
      'register: population',
      'register: addresses',
      /yaml:\d+: questions.0.register: expected identity-documents, population, phone-numbers, because the service lists all registers that are read, found "addresses" \(CFG-104\)/,
    ],
    [
      'a child of nineteen',
      CARD,
      'ages: { from: 0, under: 15 }',
      'ages: { from: 0, under: 20 }',
      /yaml:\d+: questions.0.ages.under: expected at most 18, found 20 \(CFG-103\)/,
    ],
  ])('when the file has %s, then the fault names line, path, expected and found', (_, file, from, to, said) => {
    expect(trouble(file, from, to)).toMatch(said);
    expect(trouble(file, from, to)).toContain(file);
  });
});

describe('an office with this catalogue', () => {
  const loaded = loadCatalogue(DIR, realFiles);
  if (!loaded.ok) throw new Error('the catalogue of this repository does not load');
  const offered = (id: string) => toOfficeService(loaded.value.services.find((each) => each.id === id)!);
  const born = (day: string) => ({ 'child-birth-date': day });

  test.each([
    ['age-0', '2026-11-27', true],
    ['age-0', '2025-11-28', true],
    ['age-0', '2025-11-27', false],
    ['age-1-to-2', '2025-11-27', true],
    ['age-1-to-2', '2023-11-27', false],
    ['age-3-to-17', '2023-11-27', true],
    ['age-3-to-17', '2008-11-28', true],
    ['age-3-to-17', '2008-11-27', false],
    ['age-0', '2026-11-28', false],
    ['age-0', 'nobody knows', false],
    [null, '2020-01-01', false],
  ])('when the passport %s is for a child born on %s, then the tier is offered: %s', (tier, day, is) => {
    expect(offered('passport-child').isFor(tier, born(day), TODAY)).toBe(is);
  });

  test('when no child is named, then a tier with ages is refused', () => {
    expect(offered('passport-child').isFor('age-0', {}, TODAY)).toBe(false);
  });

  test('when the child is 15, then the card for children is not offered; a service without a person has no age limit', () => {
    const card = offered('identity-card-child');
    expect(['2011-11-28', '2011-11-27'].map((day) => card.isFor('10-days', born(day), TODAY))).toEqual([true, false]);
    expect(offered('queue-ticket').isFor(null, {}, TODAY)).toBe(true);
  });
});
