import { type AgeRange, isForChildren, isOfAge } from '../../../catalogue/ages.ts';
import type { QuestionOf } from '../../../catalogue/question.ts';
import type { Facts } from '../../visit/facts.ts';
import type { Common } from '../../visit/step.ts';
import { type Answered, answersAsked } from './asking.ts';

/*
 * Whether the day of birth of a child fits the service and the term: pure. Where nobody knows what day it is, each does, and the back
 * office says.
 */

type Day = Pick<Common, 'today' | 'dated'>;
type Tier = Facts['tier'];

interface Offer extends Day {
  readonly service: Facts['service'];
  readonly tier?: Tier | undefined;
}

/** Why a day of birth can not be taken. */
export type AgeProblem =
  /** The service is for children of other ages. */
  | { readonly because: 'service'; readonly ages: AgeRange }
  /** The term is; these are for this child. */
  | { readonly because: 'term'; readonly fitting: readonly Tier[] };

/** What is wrong with a whole day as the answer to a question, or `null`. */
export function ageProblem(
  { ages }: QuestionOf<'date'>,
  day: string,
  { service, tier, today, dated }: Offer,
): AgeProblem | null {
  if (!dated || ages === undefined) return null;
  if (!isOfAge(ages, day, today)) return { because: 'service', ages };
  const fits = (each: Tier) => each.ages === null || isOfAge(each.ages, day, today);
  if (tier === undefined || fits(tier)) return null;
  return { because: 'term', fitting: service.tiers.filter(fits) };
}

/** Whether what was answered about children still fits what was chosen. */
export const agesHold = (answered: Answered & { readonly tier: Tier }, { today, dated }: Day): boolean =>
  !dated || isForChildren(answered.service, answered.tier, answersAsked(answered), today);
