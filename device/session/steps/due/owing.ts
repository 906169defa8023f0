import type { IsoDate } from '../../../words/date.ts';
import type { Due } from '../../../words/due.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import { amountTypingRules, typesWholeText } from '../form/typing.ts';
import type { DueContext, DueInput, DuesAnswer, DuesInquiry } from './due.machine.ts';

type Change = Partial<DueContext>;

export const MAX_UNKNOWN_NUMBERS = 3;

/** Most dues in one payment: their receipt has to fit on the end of a roll. */
export const MAX_DUES_PER_PAYMENT = 10;

/** Values of `citizen.answer` on the page of one due. */
export const PART_ANSWER = 'part';
export const WHOLE_ANSWER = 'whole';
/** Value of `citizen.answer` that ticks every payable due, or none. */
const ALL = 'all';

/** State of the step when it opens, with the earlier choice. */
export function openingDueContext(input: DueInput): DueContext {
  const { due, unknownDues = 0 } = input;
  return {
    ...input,
    unknownDues,
    dues: null,
    ticked: due?.dues.map(({ id }) => id) ?? null,
    chosen: due?.dues.length === 1 ? (due.dues[0]?.id ?? null) : null,
    part: due?.part ?? null,
    draft: '',
    refused: false,
    gone: due?.gone ?? null,
    trouble: null,
    end: { end: 'back', facts: {} },
  };
}

export const mayTypeNumber = ({ unknownDues, service }: DueContext): boolean =>
  service.due === 'person' || unknownDues < MAX_UNKNOWN_NUMBERS;

/** Whether the chosen due is paid or being paid: the page says so before the kiosk reads the dues. */
export const isChosenDueUnpayable = ({ gone, dues }: DueContext): boolean =>
  gone !== null && gone.because !== 'changed' && dues === null;

/** Why nothing can be paid, and whether the citizen may ask again. */
export function whyNothingToPay(context: DueContext): {
  readonly why: 'unknown' | 'locked' | 'nothing' | 'paid' | 'held';
  readonly paidOn: IsoDate | null;
  readonly again: boolean;
} {
  const { dues, gone, service } = context;
  if (!mayTypeNumber(context)) return { why: 'locked', paidOn: null, again: false };
  if (isChosenDueUnpayable(context))
    return gone?.because === 'paid'
      ? // The person's list may have other dues.
        { why: 'paid', paidOn: gone.on, again: service.due === 'person' }
      : { why: 'held', paidOn: null, again: true };
  if (dues?.some(({ state }) => state === 'held')) return { why: 'held', paidOn: null, again: true };
  const days = (dues ?? []).flatMap(({ paidOn }) => paidOn ?? []).sort();
  if (dues?.some(({ state }) => state === 'paid')) return { why: 'paid', paidOn: days.at(-1) ?? null, again: false };
  return { why: service.due === 'person' ? 'nothing' : 'unknown', paidOn: null, again: false };
}

export function duesInquiryOf({ service, answers = {}, person, confirmed }: DueContext): DuesInquiry {
  return { service: service.id, answers, person: service.due === 'person' ? (person ?? null) : null, confirmed };
}

export function takeDuesAnswer(context: DueContext, output: DuesAnswer): Change {
  if (output.ok) return found(context, output.value);
  const { error } = output;
  const none = { dues: [], chosen: null, part: null, trouble: null };
  if (error.kind !== 'refused') return { trouble: error.code };
  if (error.reason === 'unknown-due') return { ...none, gone: null, unknownDues: context.unknownDues + 1 };
  return { end: { end: 'cannot', code: error.reason === 'not-confirmed' ? 'BKO-116' : 'BKO-102' } };
}

/** Keeps the chosen due, its part and each tick that is still in the list. At the first reading, ticks dues with a near last day. */
function found(context: DueContext, dues: readonly Due[]): Change {
  const open = payableDues({ dues });
  const before = context.due?.dues ?? [];
  const its = open.find(({ id }) => id === context.chosen);
  const isOnly = dues.length === 1 && open.length === 1;
  const chosen = its?.id ?? (isOnly ? (dues[0]?.id ?? null) : null);
  const part = its && isWithin(its, context.part) ? context.part : null;
  const changed = before.some((due) => isAnother(due, open, before.length > 1)) ? context.gone : null;
  const ids = open.map(({ id }) => id);
  const ticked = ids
    .filter((id) => context.ticked?.includes(id) ?? isNear(id, open, context))
    .slice(0, MAX_DUES_PER_PAYMENT);
  return { dues, ticked, chosen, part, gone: changed, trouble: null };
}

const isNear = (id: string, open: readonly Due[], context: DueContext): boolean =>
  urgencyOf(open.find((due) => due.id === id)?.until ?? null, context) !== null;

/** An expired quote is no change. */
function isAnother(before: Due, open: readonly Due[], several: boolean): boolean {
  const due = open.find(({ id }) => id === before.id);
  return due ? due.amount !== before.amount || due.fee !== before.fee : several;
}

export type DueUrgency = 'overdue' | 'today' | 'soon';

/** Most days before the last day on which a due is `soon`. */
const SOON_DAYS = 7;
const DAY_MS = 86_400_000;

/** How near the last day is; `null`: far away, no last day, or the kiosk does not know the date. */
export function urgencyOf(
  until: IsoDate | null,
  { today, dated }: Pick<DueContext, 'today' | 'dated'>,
): DueUrgency | null {
  if (until === null || !dated) return null;
  if (until < today) return 'overdue';
  if (until === today) return 'today';
  return Date.parse(until) - Date.parse(today) <= SOON_DAYS * DAY_MS ? 'soon' : null;
}

const isWithin = ({ part }: Due, amount: number | null): boolean =>
  amount !== null && part !== null && amount >= part.min && amount <= part.max;

export const payableDues = ({ dues }: Pick<DueContext, 'dues'>): readonly Due[] =>
  (dues ?? []).filter(({ state }) => state === 'open');

/** The due on its own page, if it is payable. */
export const chosenDueOf = (context: Pick<DueContext, 'dues' | 'chosen'>): Due | undefined =>
  payableDues(context).find(({ id }) => id === context.chosen);

export const hasAtMostOneDue = ({ dues }: DueContext): boolean => (dues?.length ?? 0) <= 1;

/** The ticked dues, in the order of the list. */
export const tickedDues = (context: Pick<DueContext, 'dues' | 'ticked'>): readonly Due[] =>
  payableDues(context).filter(({ id }) => context.ticked?.includes(id));

/** Sets or removes a tick by the position in the list, because the page does not know the office's ids. */
export function tickDue(context: DueContext, value: string): Change {
  const open = payableDues(context).map(({ id }) => id);
  const ticked = tickedDues(context).map(({ id }) => id);
  if (value === ALL)
    return { ticked: isTickLimitReached(context) ? [] : open.slice(0, MAX_DUES_PER_PAYMENT), gone: null };
  const due = /^[0-9]{1,2}$/.test(value) ? context.dues?.[Number(value)] : undefined;
  if (due?.state !== 'open') return {};
  const { id } = due;
  if (ticked.includes(id)) return { ticked: ticked.filter((each) => each !== id), gone: null };
  return ticked.length < MAX_DUES_PER_PAYMENT ? { ticked: [...ticked, id], gone: null } : {};
}

export const isTickLimitReached = (context: Pick<DueContext, 'dues' | 'ticked'>): boolean =>
  tickedDues(context).length >= Math.min(payableDues(context).length, MAX_DUES_PER_PAYMENT);

export const openOnlyTickedDue = (context: DueContext): Change => ({
  chosen: tickedDues(context)[0]?.id ?? null,
  part: null,
});

export const partLimitsOf = (context: Pick<DueContext, 'dues' | 'chosen'>): Due['part'] =>
  chosenDueOf(context)?.part ?? null;

/** Bounds of a part, in qəpik. */
export function partBounds(context: Pick<DueContext, 'dues' | 'chosen'>): {
  readonly min: number;
  readonly max: number;
} {
  const { min = 1, max = 1 } = partLimitsOf(context) ?? {};
  return { min, max };
}

export function openPartPayment(context: DueContext): Change {
  const { part } = context;
  return { draft: part === null ? '' : amountTypingRules.draftOf(String(part)), refused: false };
}

export function typePartKey(context: DueContext, key: string): Change {
  const typed = amountTypingRules.type(context.draft, key, partBounds(context));
  return typed ? { draft: typed.draft, refused: false } : {};
}

export const takesTextAsPart = (context: DueContext, text: string): boolean =>
  typesWholeText(amountTypingRules, text, partBounds(context));

export const erasePartKey = ({ draft }: DueContext): Change => ({ draft: draft.slice(0, -1), refused: false });

/** The typed part in qəpik; `null`: not a sum, or outside the bounds. */
export function acceptedPart(context: DueContext): number | null {
  const accepted = amountTypingRules.accept(context.draft, partBounds(context));
  return accepted === null ? null : Number(accepted);
}

export function acceptDraftPart(context: DueContext): Change {
  const part = acceptedPart(context);
  if (part === null) return { refused: true };
  return { part: part === chosenDueOf(context)?.amount ? null : part, refused: false };
}

export function endWithDues(context: DueContext): Change {
  const due = chosenDueOf(context);
  const dues = due ? [due] : tickedDues(context);
  if (dues.length === 0) throw new Error('the step needs a chosen due at its end');
  const { unknownDues } = context;
  const part = due ? context.part : null;
  return { end: { end: 'done', facts: { due: { dues, part, foundBy: answersThatFindDue(context) }, unknownDues } } };
}

/**
 * The citizen leaves the step. If the due is gone, the page said so already: when the citizen comes back, the kiosk reads the dues again.
 */
export function endWithBack({ unknownDues, due }: DueContext): Change {
  const reread = due?.gone ? { due: { ...due, gone: { because: 'changed' } as const } } : {};
  return { end: { end: 'back', facts: { unknownDues, ...reread } } };
}

/** Answers that found the due: with other answers the kiosk looks for another due. */
export const answersThatFindDue = ({
  service,
  answers,
}: Partial<Pick<DueInput, 'service' | 'answers'>>): VisitFacts['answers'] | null =>
  service?.due === 'number' ? (answers ?? null) : null;
