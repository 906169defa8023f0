import { type AgeRange, acceptsBirthDates, isInAgeRange } from '../../../catalogue/ages.ts';
import type { QuestionOf } from '../../../catalogue/question.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import type { StepBaseInput } from '../../visit/step.ts';
import { answersToAskedQuestions, type FormAnswersContext } from './asking.ts';

/* If the kiosk does not know the date, every birth date fits, and the back office decides. */

type Day = Pick<StepBaseInput, 'today' | 'dated'>;
type Tier = VisitFacts['tier'];

interface Offer extends Day {
  readonly service: VisitFacts['service'];
  readonly tier?: Tier | undefined;
}

export type AgeProblem =
  | { readonly because: 'service'; readonly ages: AgeRange }
  /** `fitting`: terms for this child. */
  | { readonly because: 'term'; readonly fitting: readonly Tier[] };

export function ageProblem(
  { ages }: QuestionOf<'date'>,
  day: string,
  { service, tier, today, dated }: Offer,
): AgeProblem | null {
  if (!dated || ages === undefined) return null;
  if (!isInAgeRange(ages, day, today)) return { because: 'service', ages };
  const fits = (each: Tier) => each.ages === null || isInAgeRange(each.ages, day, today);
  if (tier === undefined || fits(tier)) return null;
  return { because: 'term', fitting: service.tiers.filter(fits) };
}

/** Whether the birth dates of the children still fit the chosen term. */
export const doAgesFitTier = (answered: FormAnswersContext & { readonly tier: Tier }, { today, dated }: Day): boolean =>
  !dated || acceptsBirthDates(answered.service, answered.tier, answersToAskedQuestions(answered), today);
