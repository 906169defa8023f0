import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { ageRange, checkTierAges, isInAgeRange } from '../../device/catalogue/ages.ts';
import { copiesQuestion } from '../../device/catalogue/copies.ts';
import { fullYears, promisedDate } from '../../device/catalogue/dates.ts';
import { checkExpandedQuestions } from '../../device/catalogue/expand.ts';
import { groupsSchema } from '../../device/catalogue/groups.ts';
import { isQuickPattern } from '../../device/catalogue/pattern.ts';
import { personQuestions } from '../../device/catalogue/person.ts';
import { isPaidHere, priceOn, quoteLinesOf, quoteOn } from '../../device/catalogue/price.ts';
import { questionSchema } from '../../device/catalogue/question.ts';
import { type Price, serviceSchema } from '../../device/catalogue/schema.ts';
import { answerProblem } from '../../device/catalogue/service.ts';
import { sameInEveryLanguage } from '../../device/words/language.ts';
import { fromRoot } from '../tools/root.mjs';
import { type BoundPair, boundPair } from './pair.ts';

const TODAY = '2026-11-24';
const words = sameInEveryLanguage('t');
const NO_HOLIDAYS = { annual: [], dated: [] } as never;

const price = (from: string | null, until: string | null, duty: number): Price => ({
  from,
  until,
  duty,
  fee: 0,
  commission: 0,
  source: 'test',
  verified: true,
});
const tier = (...prices: readonly Price[]) =>
  ({ id: 't', title: words, days: 0, kind: 'calendar', ages: null, prices }) as never;

function faults(check: (context: never) => void): readonly string[] {
  const found: string[] = [];
  check({ addIssue: ({ message }: { readonly message: string }) => found.push(message) } as never);
  return found;
}

const ages = (child: readonly [number, number], ...tiers: readonly (readonly [number, number])[]) =>
  faults((context) =>
    checkTierAges(
      {
        tiers: tiers.map(([from, under]) => ({ ages: { from, under } })),
        questions: [{ id: 'child', ages: { from: child[0], under: child[1] }, when: [] }],
      },
      context,
    ),
  );

const yaml = <T>(path: string) => load(readFileSync(fromRoot(path), 'utf8')) as T;
const GROUPS = 'device/catalogue/groups.yaml';

function mayCost(...prices: readonly Price[]): boolean {
  const service = yaml<{ tiers: { prices: unknown }[] }>('device/catalogue/services/identity-card-replacement.yaml');
  service.tiers[0]!.prices = prices;
  return serviceSchema.safeParse(service).success;
}

function mayHaveDoors(count: number): boolean {
  const file = yaml<{ groups: Record<string, unknown>[] }>(GROUPS);
  const groups = file.groups.map(({ door: _, ...group }, nth) => ({ ...group, ...(nth < count && { door: true }) }));
  return groupsSchema.safeParse({ ...file, groups }).success;
}

const asked = { id: 'sum', title: { az: 'M', ru: 'M', en: 'M' }, label: { az: 'M', ru: 'M', en: 'M' } };
const amountQuestion = (max: number): boolean =>
  questionSchema.safeParse({ kind: 'amount', ...asked, min: 5, max }).success;

export const CATALOGUE_PAIRS: readonly BoundPair[] = [
  boundPair('ages.ts: under <= from', [4, true], [3, false], (under) => ageRange.safeParse({ from: 3, under }).success),
  boundPair('ages.ts: birthDate <= today', ['2026-11-24', true], ['2026-11-25', false], (born) =>
    isInAgeRange({ from: 0, under: 18 }, born, TODAY),
  ),
  boundPair('ages.ts: age >= from', ['2023-11-24', true], ['2023-11-25', false], (born) =>
    isInAgeRange({ from: 3, under: 18 }, born, TODAY),
  ),
  boundPair('ages.ts: age < under', ['2023-11-25', true], ['2023-11-24', false], (born) =>
    isInAgeRange({ from: 0, under: 3 }, born, TODAY),
  ),
  boundPair('ages.ts: its.under > ages.under', [3, 0], [4, 1], (under) => ages([0, 3], [0, under]).length),
  boundPair('ages.ts: its.from < ages.from', [2, 0], [1, 1], (from) => ages([2, 5], [from, 5]).length),
  boundPair('ages.ts: age < range.under', [3, 0], [2, 1], (under) => ages([0, 5], [0, under], [3, 5]).length),
  boundPair('ages.ts: age >= range.from', [3, 0], [4, 1], (from) => ages([0, 5], [0, 3], [from, 5]).length),
  boundPair('copies.ts: most < 2', [1, 0], [2, 1], (most) => copiesQuestion(most).length),
  boundPair('dates.ts: left <= 0', [1, '2026-11-25'], [2, '2026-11-26'], (days) =>
    promisedDate(days, 'working', TODAY, NO_HOLIDAYS),
  ),
  boundPair('dates.ts: offset > 0', [0, '2026-11-24'], [1, '2026-11-25'], (days) =>
    promisedDate(days, 'calendar', TODAY, NO_HOLIDAYS),
  ),
  boundPair(
    'dates.ts: owed > 0',
    [0, '2026-11-30'],
    [1, '2026-12-01'],
    // A holiday on a Saturday moves to Monday.
    (count) =>
      promisedDate(1, 'working', '2026-11-27', {
        annual: [],
        dated: Array.from({ length: count }, () => ({ date: '2026-11-28' })),
      } as never),
  ),
  boundPair('dates.ts: today.slice(5) < birthDate.slice(5)', ['2026-11-24', 26], ['2026-11-23', 25], (today) =>
    fullYears('2000-11-24', today),
  ),
  boundPair(
    'expand.ts: seen.size + ids.length > MOST_QUESTIONS',
    [32, 0],
    [33, 1],
    (count) =>
      faults((context) =>
        checkExpandedQuestions(
          Array.from({ length: count }, (_, nth) => ({ kind: 'email', id: `q${nth}` })) as never,
          context,
        ),
      ).length,
  ),
  boundPair('groups.ts: groups.filter(({ door }) => door).length <= 1', [1, true], [2, false], mayHaveDoors),
  boundPair(
    'person.ts: nth < repeat',
    [1, 0],
    [2, 1],
    (repeat) =>
      personQuestions({ id: 'child', relation: 'child', repeat, when: [], register: null, ages: null } as never).filter(
        ({ id }) => id.endsWith('-more'),
      ).length,
  ),
  boundPair('pattern.ts: range.most > 1', [1, true], [2, false], (most) => isQuickPattern(`(a?){1,${most}}`)),
  boundPair('pattern.ts: range.most - range.least >= WIDE', [9, true], [10, false], (most) =>
    isQuickPattern(`a{0,${most}}`.repeat(4)),
  ),
  boundPair('pattern.ts: wide <= MOST_WIDE', [3, true], [4, false], (count) => isQuickPattern('a*'.repeat(count))),
  boundPair(
    'price.ts: from <= today',
    ['2026-01-01', true],
    ['2025-12-31', false],
    (today) => priceOn(tier(price('2026-01-01', null, 1)), { today, dated: true }) !== null,
  ),
  boundPair(
    'price.ts: today <= until',
    ['2026-12-31', true],
    ['2027-01-01', false],
    (today) => priceOn(tier(price('2026-01-01', '2026-12-31', 1)), { today, dated: true }) !== null,
  ),
  boundPair(
    'price.ts: priceSum(price) > 0',
    [0, 'kiosk'],
    [1, 'window'],
    (duty) => quoteOn({ at: 'window' }, tier(price('2026-01-01', null, duty)), { today: TODAY, dated: true }).at,
  ),
  boundPair('price.ts: priceSum(price) > 0', [0, false], [1, true], (duty) =>
    isPaidHere({ at: 'kiosk', due: null, tiers: [tier(price('2026-01-01', null, duty))] }),
  ),
  boundPair('price.ts: amount > 0', [0, 0], [1, 1], (duty) => quoteLinesOf(price(null, null, duty)).length),
  boundPair('question.ts: min <= max', [5, true], [4, false], amountQuestion),
  boundPair('schema.ts: each.duty + each.fee + each.commission > 0', [0, true], [1, false], (duty) =>
    mayCost(price(null, null, duty)),
  ),
  boundPair('schema.ts: each.until < each.from', ['2026-02-01', true], ['2026-01-31', false], (until) =>
    mayCost(price('2026-02-01', until, 1)),
  ),
  boundPair('schema.ts: each.from <= before.until', ['2026-03-01', true], ['2026-02-28', false], (from) =>
    mayCost(price('2026-01-01', '2026-02-28', 1), price(from, null, 1)),
  ),
  boundPair('service.ts: value.length <= question.maxLength', [3, null], [4, 't'], (length) =>
    answerProblem({ maxLength: 3, pattern: '.*', problem: words } as never, 'x'.repeat(length), 'az'),
  ),
];

const RANKING = [
  'folded-words.ts: code > LAST_CYRILLIC',
  'folded-words.ts: letters < 4',
  'folded-words.ts: letters < 7',
  'folded-words.ts: typed.length > LONGEST',
  'folded-words.ts: across > LONGEST',
  'folded-words.ts: typed.length - word.length > most',
  'folded-words.ts: word.length - typed.length > most',
  'folded-words.ts: column <= across',
  'folded-words.ts: column <= across',
  'folded-words.ts: line <= typed.length',
  'folded-words.ts: least > most',
  'folded-words.ts: errors <= most',
  'folded-words.ts: line > 1',
  'folded-words.ts: column > 1',
  'folded-words.ts: errors < least',
  'meanings.ts: each.length > 3',
  'meanings.ts: length > 2',
  'search-marks.ts: count > 0',
  'search.ts: at < ALWAYS_SHOWN',
  'search.ts: cost - first.cost < LITTLE_MORE',
  'search.ts: folded.length >= TELLING_WHOLE',
  'search.ts: folded.length >= TELLING_WHOLE',
  'search.ts: leastOf(other) < leastOf(one)',
  'search.ts: cost < costs[text]!',
  'search.ts: text < at.to',
  'search.ts: cost < best.cost',
  'search.ts: at < to',
  'search.ts: text.size > found',
  'search.ts: costs.length < size',
  'search.ts: its[at]! <= most',
  'search.ts: most > WAY_COSTS.meaning',
  'search.ts: cost < WAY_COSTS.beginning',
  'search.ts: found >= TELLING_LETTERS',
  'search.ts: found > 0',
  'search.ts: found >= missed',
  "search.ts: mostIn(({ field, language: its }) => field === 'title' && its === language) >= inBest",
  'search.ts: found >= inBest',
  'word-ways.ts: at < word.length',
  'word-ways.ts: bitsIn(letters & ~word.letters) > forgiven',
  'word-ways.ts: alike >= STEM_LETTERS',
  'word-ways.ts: alike >= shorter * STEM_PART',
  'word-ways.ts: endings <= MOST_ENDING',
  'word-ways.ts: alike < most',
];

export const CATALOGUE_WITHOUT_PAIR: readonly string[] = [
  ...RANKING,
  // The next two: whether a service is found, and an order of names.
  'ages.ts: first < 0',
  'load.ts: a.id < b.id',
  'next-step.ts: new Set(LANGUAGE_CODES.map((language) => placeholderKey(value[language]))).size > 1',
];
