import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { CONTRADICTION, type DeepReadonly } from '../config/words.ts';
import type { IsoDate } from '../words/date.ts';
import { fullYears } from './dates.ts';

/** Who is asked about as a child is younger. */
export const CHILD_YEARS = 18;

/** How old a child may be, in full years of the day on which it is asked for. */
export const ageRange = strict({
  from: z.int().min(0).describe('The first age, in full years.'),
  under: z
    .int()
    .max(CHILD_YEARS)
    .describe('The first age that is too old, in full years: the last day is the one before that birthday.'),
}).superRefine(({ from, under }, context) => {
  const message = `${from + 1} or more, because it begins at ${from}`;
  if (under <= from) context.addIssue({ code: 'custom', path: ['under'], message, params: CONTRADICTION });
});

export type AgeRange = DeepReadonly<z.infer<typeof ageRange>>;

/** Every child. */
export const ANY_CHILD: AgeRange = { from: 0, under: CHILD_YEARS };

/** Whether somebody born on that day is of such an age `today`; what is no day is of no age. */
export function isOfAge({ from, under }: AgeRange, birthDate: string, today: IsoDate): boolean {
  const age = /^\d{4}-\d{2}-\d{2}$/.test(birthDate) && birthDate <= today ? fullYears(birthDate, today) : Number.NaN;
  return age >= from && age < under;
}

/** Whether a parent applies for their child. */
export const isForChild = ({ questions }: { readonly questions: readonly object[] }): boolean =>
  questions.some((question) => 'ages' in question && question.ages !== undefined && question.ages !== null);

/** Of a service as far as its ages go: of the file, where a child is one question, or as it is offered. */
interface Aged {
  readonly tiers: readonly { readonly ages: AgeRange | null }[];
  readonly questions: readonly AgedQuestion[];
}

interface AgedQuestion {
  readonly id: string;
  /** If the question is about a child: the allowed age. */
  readonly ages?: AgeRange | null | undefined;
  /** The answers that make the form ask this question; absent: the form always asks it. */
  readonly when: readonly unknown[];
}

type Wrong = (path: readonly (string | number)[], message: string) => void;

/**
 * A tier accepts only children whom the service accepts, and each such child has a tier. A tier with ages needs a child in every visit.
 * Otherwise an adult would get its term and price.
 */
export function checkAges({ tiers, questions }: Aged, context: z.RefinementCtx): void {
  const wrong: Wrong = (path, message) =>
    context.addIssue({ code: 'custom', path: ['tiers', ...path], message, params: CONTRADICTION });
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
      wrong([at, 'ages', 'under'], `${ages.under} or less, because the question ${id} takes no older`);
    if (its && its.from < ages.from)
      wrong([at, 'ages', 'from'], `${ages.from} or more, because the question ${id} takes no younger`);
  }
  const isIn = (age: number, range: AgeRange | null) => range === null || (age >= range.from && age < range.under);
  const all = Array.from({ length: ages.under }, (_, age) => age).filter((age) => isIn(age, ages));
  const without = all.find((age) => !tiers.some((each) => isIn(age, each.ages)));
  if (without !== undefined) wrong([], `a tier for the age of ${without}, because the question ${id} takes it`);
}

/**
 * Whether the service and the tier accept the ages of the children, by their answered days of birth. If no child was named, a tier with
 * ages accepts no applicant: only an office or a catalogue with a mistake offers it then.
 */
export function isForChildren(
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
    ({ ages, day }) => tier !== undefined && [ages, tier.ages ?? ages].every((each) => isOfAge(each, day, today)),
  );
}
