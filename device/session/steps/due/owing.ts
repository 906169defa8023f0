import type { IsoDate } from '../../../words/date.ts';
import type { Due } from '../../../words/due.ts';
import type { Facts } from '../../visit/facts.ts';
import { amount } from '../form/typing.ts';
import type { DueContext, DueInput, DueOutput, DueQuestion } from './due.machine.ts';

/*
 * What somebody owes, and what of it is to be paid: pure, one function a deed.
 */

type Change = Partial<DueContext>;

/** So many numbers that nothing has: after them only staff can help. */
export const MOST_UNKNOWN = 3;

/** Answers of the page of one due: only some of it, or all. */
export const PART = 'part';
export const WHOLE = 'whole';

/** Where it opens: with what was chosen before, as far as it is still there. */
export function openedWith(input: DueInput): DueContext {
  const { due, unknownDues = 0 } = input;
  return {
    ...input,
    unknownDues,
    dues: null,
    chosen: due?.due.id ?? null,
    part: due?.part ?? null,
    draft: '',
    refused: false,
    gone: due?.gone ?? null,
    trouble: null,
    end: { end: 'back', facts: {} },
  };
}

export const mayTry = ({ unknownDues, service }: DueContext): boolean =>
  service.due === 'person' || unknownDues < MOST_UNKNOWN;

/** What was chosen is paid, or being paid: said before anything else is read. */
export const isGone = ({ gone, dues }: DueContext): boolean =>
  gone !== null && gone.because !== 'changed' && dues === null;

/** Why nothing can be paid, and whether it may be asked again. */
export function noneOf(context: DueContext): {
  readonly why: 'unknown' | 'locked' | 'nothing' | 'paid' | 'held';
  readonly paidOn: IsoDate | null;
  readonly again: boolean;
} {
  const { dues, gone, service } = context;
  if (!mayTry(context)) return { why: 'locked', paidOn: null, again: false };
  if (isGone(context))
    return gone?.because === 'paid'
      ? // In the list there may be others.
        { why: 'paid', paidOn: gone.on, again: service.due === 'person' }
      : { why: 'held', paidOn: null, again: true };
  if (dues?.some(({ state }) => state === 'held')) return { why: 'held', paidOn: null, again: true };
  const days = (dues ?? []).flatMap(({ paidOn }) => paidOn ?? []).sort();
  if (dues?.some(({ state }) => state === 'paid')) return { why: 'paid', paidOn: days.at(-1) ?? null, again: false };
  return { why: service.due === 'person' ? 'nothing' : 'unknown', paidOn: null, again: false };
}

export function questionOf({ service, answers = {}, person, confirmed }: DueContext): DueQuestion {
  return { service: service.id, answers, person: service.due === 'person' ? (person ?? null) : null, confirmed };
}

export function read(context: DueContext, output: DueOutput): Change {
  if (output.ok) return found(context, output.value);
  const { error } = output;
  const none = { dues: [], chosen: null, part: null, trouble: null };
  if (error.kind !== 'refused') return { trouble: error.code };
  if (error.reason === 'unknown-due') return { ...none, gone: null, unknownDues: context.unknownDues + 1 };
  return { end: { end: 'cannot', code: error.reason === 'not-confirmed' ? 'BKO-116' : 'BKO-102' } };
}

/** What was chosen stays chosen as far as it is there, and so does how much of it. */
function found(context: DueContext, dues: readonly Due[]): Change {
  const its = dues.find(({ id, state }) => id === context.chosen && state === 'open');
  const isOnly = dues.length === 1 && dues[0]?.state === 'open';
  const chosen = its?.id ?? (isOnly ? (dues[0]?.id ?? null) : null);
  const part = its && isWithin(its, context.part) ? context.part : null;
  const changed = its && isAnother(its, context.due?.due) ? context.gone : null;
  return { dues, chosen, part, gone: changed, trouble: null };
}

/** Another sum than was shown before: a quote that ran out by itself is no news. */
const isAnother = (due: Due, before: Due | undefined): boolean =>
  before !== undefined && (due.amount !== before.amount || due.fee !== before.fee);

const isWithin = ({ part }: Due, amount: number | null): boolean =>
  amount !== null && part !== null && amount >= part.min && amount <= part.max;

export const payable = ({ dues }: Pick<DueContext, 'dues'>): readonly Due[] =>
  (dues ?? []).filter(({ state }) => state === 'open');

/** The one that is looked at, if it can be paid. */
export const chosenOf = (context: Pick<DueContext, 'dues' | 'chosen'>): Due | undefined =>
  payable(context).find(({ id }) => id === context.chosen);

/** There is nothing to choose between. */
export const isOne = ({ dues }: DueContext): boolean => (dues?.length ?? 0) <= 1;

/** By its place in the list: the glass knows no name of the office. */
export function choose({ dues }: DueContext, value: string): Change {
  const due = /^[0-9]{1,2}$/.test(value) ? dues?.[Number(value)] : undefined;
  return due?.state === 'open' ? { chosen: due.id, part: null } : {};
}

export const partAllowed = (context: Pick<DueContext, 'dues' | 'chosen'>): Due['part'] =>
  chosenOf(context)?.part ?? null;

/** What a part may be, in qəpik. */
export function partBounds(context: Pick<DueContext, 'dues' | 'chosen'>): {
  readonly min: number;
  readonly max: number;
} {
  const { min = 1, max = 1 } = partAllowed(context) ?? {};
  return { min, max };
}

export function openPart(context: DueContext): Change {
  const { part } = context;
  return { draft: part === null ? '' : amount.draftOf(String(part)), refused: false };
}

export function typeKey(context: DueContext, key: string): Change {
  const typed = amount.type(context.draft, key, partBounds(context));
  return typed ? { draft: typed.draft, refused: false } : {};
}

export const eraseKey = ({ draft }: DueContext): Change => ({ draft: draft.slice(0, -1), refused: false });

/** In qəpik, or `null`: it is no sum, or not one that may be paid. */
export function acceptedPart(context: DueContext): number | null {
  const accepted = amount.accept(context.draft, partBounds(context));
  return accepted === null ? null : Number(accepted);
}

export function keepPart(context: DueContext): Change {
  const part = acceptedPart(context);
  if (part === null) return { refused: true };
  // All of it is no part.
  return { part: part === chosenOf(context)?.amount ? null : part, refused: false };
}

export function handed(context: DueContext): Change {
  const due = chosenOf(context);
  if (!due) throw new Error('nothing is handed on before it is chosen');
  const { part, unknownDues } = context;
  return { end: { end: 'done', facts: { due: { due, part, foundBy: foundBy(context) }, unknownDues } } };
}

/** Whoever comes back has it read again: what was said of the one that is gone was said. */
export function left({ unknownDues, due }: DueContext): Change {
  const reread = due?.gone ? { due: { ...due, gone: { because: 'changed' } as const } } : {};
  return { end: { end: 'back', facts: { unknownDues, ...reread } } };
}

/** By what it was found: other answers find something else. */
export const foundBy = ({
  service,
  answers,
}: Partial<Pick<DueInput, 'service' | 'answers'>>): Facts['answers'] | null =>
  service?.due === 'number' ? (answers ?? null) : null;
