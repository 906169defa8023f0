import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { CONTRADICTION_PARAMS, type DeepReadonly } from '../config/words.ts';
import type { IsoDate } from '../words/date.ts';
import { fullYears } from './dates.ts';

export const ADULT_AGE_YEARS = 18;

/** Allowed ages on the day of the application. */
export const ageRange = strictShape({
  from: z.int().min(0).describe('Lowest age, in full years.'),
  under: z
    .int()
    .max(ADULT_AGE_YEARS)
    .describe('First age that is too high, in full years. The day before this birthday is the last allowed day.'),
}).superRefine(({ from, under }, context) => {
  const message = `${from + 1} or more, because the range begins at ${from}`;
  if (under <= from) context.addIssue({ code: 'custom', path: ['under'], message, params: CONTRADICTION_PARAMS });
});

export type AgeRange = DeepReadonly<z.infer<typeof ageRange>>;

export const ANY_CHILD: AgeRange = { from: 0, under: ADULT_AGE_YEARS };

/** Whether the age of a person born on that day is in the range on `today`. `false` if the text is no day. */
export function isInAgeRange({ from, under }: AgeRange, birthDate: string, today: IsoDate): boolean {
  const age = /^\d{4}-\d{2}-\d{2}$/.test(birthDate) && birthDate <= today ? fullYears(birthDate, today) : Number.NaN;
  return age >= from && age < under;
}

export const isForChild = ({ questions }: { readonly questions: readonly object[] }): boolean =>
  questions.some((question) => 'ages' in question && question.ages !== undefined && question.ages !== null);

interface Aged {
  readonly tiers: readonly { readonly ages: AgeRange | null }[];
  readonly questions: readonly AgedQuestion[];
}

interface AgedQuestion {
  readonly id: string;
  readonly ages?: AgeRange | null | undefined;
  readonly when: readonly unknown[];
}

type Wrong = (path: readonly (string | number)[], message: string) => void;

/**
 * Checks that a tier takes only children whom the service takes, and that each such child has a tier. A tier with ages needs a child in
 * every visit: otherwise an adult would get its term and price.
 */
export function checkTierAges({ tiers, questions }: Aged, context: z.RefinementCtx): void {
  const wrong: Wrong = (path, message) =>
    context.addIssue({ code: 'custom', path: ['tiers', ...path], message, params: CONTRADICTION_PARAMS });
  const first = tiers.findIndex(({ ages }) => ages !== null);
  if (first < 0) return;
  const children = questions.flatMap(({ id, ages, when }) => (ages ? [{ id, ages, when }] : []));
  if (children.length === 0) wrong([first, 'ages'], 'none, because no question asks how old a child is');
  else if (children.every(({ when }) => when.length > 0))
    wrong([first, 'ages'], `none, because the question ${children[0]!.id} has "when": not every visit names a child`);
  for (const child of children) checkTiersFor(child, tiers, wrong);
}

function checkTiersFor(
  { id, ages }: { readonly id: string; readonly ages: AgeRange },
  tiers: Aged['tiers'],
  wrong: Wrong,
): void {
  for (const [at, { ages: its }] of tiers.entries()) {
    if (its && its.under > ages.under)
      wrong([at, 'ages', 'under'], `${ages.under} or less, because the question ${id} takes no older child`);
    if (its && its.from < ages.from)
      wrong([at, 'ages', 'from'], `${ages.from} or more, because the question ${id} takes no younger child`);
  }
  const isIn = (age: number, range: AgeRange | null) => range === null || (age >= range.from && age < range.under);
  const all = Array.from({ length: ages.under }, (_, age) => age).filter((age) => isIn(age, ages));
  const without = all.find((age) => !tiers.some((each) => isIn(age, each.ages)));
  if (without !== undefined)
    wrong([], `a tier for children of age ${without}, because the question ${id} takes such children`);
}

/**
 * Whether the service and the tier accept the answered days of birth. Without a child, a tier with ages accepts no applicant: only a faulty
 * office or catalogue offers it then.
 */
export function acceptsBirthDates(
  { questions }: Pick<Aged, 'questions'>,
  tier: Aged['tiers'][number] | undefined,
  answers: Readonly<Record<string, string>>,
  today: IsoDate,
): boolean {
  const children = questions.flatMap(({ id, ages }) =>
    ages && answers[id] !== undefined ? [{ ages, day: answers[id] }] : [],
  );
  if (tier?.ages && children.length === 0) return false;
  return children.every(
    ({ ages, day }) => tier !== undefined && [ages, tier.ages ?? ages].every((each) => isInAgeRange(each, day, today)),
  );
}
