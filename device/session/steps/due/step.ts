import type { SnapshotFrom } from 'xstate';
import type { Qepik } from '../../../../drivers/money.ts';
import { shownServiceText } from '../../../catalogue/easy.ts';
import type { IsoDate } from '../../../words/date.ts';
import { type Due, textInLanguage } from '../../../words/due.ts';
import { dateText, moneyText } from '../../../words/format.ts';
import { fillLanguages, type Language } from '../../../words/language.ts';
import type { UnansweredCode } from '../../../words/trouble.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import { type AnswerReviewRow, defineVisitStep, type StepViewInput } from '../../visit/step.ts';
import { amountTypingRules } from '../form/typing.ts';
import { type DueContext, dueMachine } from './due.machine.ts';
import {
  acceptedPart,
  answersThatFindDue,
  chosenDueOf,
  type DueUrgency,
  hasAtMostOneDue,
  isTickLimitReached,
  MAX_DUES_PER_PAYMENT,
  partBounds,
  partLimitsOf,
  payableDues,
  takesTextAsPart,
  tickedDues,
  urgencyOf,
  whyNothingToPay,
} from './owing.ts';

interface DueRow {
  readonly value: string;
  readonly subject: string;
  readonly payee: string;
  /** Number that the payee gave the due; `null`: unknown. */
  readonly number: string | null;
  readonly icon: string;
  /** Amount without service fee. */
  readonly amount: Qepik;
  readonly until: IsoDate | null;
  readonly near: DueUrgency | null;
  readonly state: Due['state'];
  readonly paidOn: IsoDate | null;
  readonly ticked: boolean;
}

interface DueSum {
  readonly count: number;
  readonly amount: Qepik;
}

export type DueView =
  | {
      readonly show: 'readingDues';
      readonly service: string;
      /** `null`: the back office is being asked. */
      readonly trouble: UnansweredCode | null;
    }
  | {
      readonly show: 'noDue';
      readonly service: string;
      /** `locked`: too many unknown numbers. `nothing`: the person owes nothing. */
      readonly why: 'unknown' | 'locked' | 'nothing' | 'paid' | 'held';
      readonly paidOn: IsoDate | null;
      readonly typed: boolean;
      readonly again: boolean;
    }
  | {
      readonly show: 'choosingDue';
      readonly dues: readonly DueRow[];
      /** Sums of dues without service fee. `all`: payable, `sum`: ticked, `rest`: the others. */
      readonly all: DueSum;
      readonly sum: DueSum;
      readonly rest: DueSum;
      readonly fee: Qepik;
      /** Sum with service fee. */
      readonly toPay: Qepik;
      /** No more dues can be ticked: *all* removes every tick. */
      readonly full: boolean;
      /** Most dues in one payment; `null`: the list has no more dues. */
      readonly most: number | null;
      readonly changed: boolean;
    }
  | {
      readonly show: 'showingDue';
      readonly service: string;
      readonly subject: string;
      readonly payee: string;
      /** Masked name, unless it is the identified person's. */
      readonly owner: string | null;
      readonly until: IsoDate | null;
      readonly overdue: boolean;
      /** Amount without the discount. */
      readonly full: Qepik;
      readonly reduced: Qepik;
      readonly discountUntil: IsoDate | null;
      readonly fee: Qepik;
      readonly part: Qepik | null;
      readonly rest: Qepik;
      /** Sum with service fee. */
      readonly toPay: Qepik;
      readonly mayPart: boolean;
      readonly changed: boolean;
    }
  | {
      readonly show: 'typingPart';
      readonly payee: string;
      readonly min: Qepik;
      readonly max: Qepik;
      readonly value: string;
      readonly suffix: string | null;
      readonly problem: string | null;
    };

type Snapshot = SnapshotFrom<typeof dueMachine>;

function view({ value, context }: Snapshot, seen: StepViewInput): DueView {
  const { language } = seen;
  const service = shownServiceText(context.service, 'title', seen);
  switch (value) {
    case 'none':
      return { show: 'noDue', service, ...whyNothingToPay(context), typed: context.service.due === 'number' };
    case 'choosing':
      return listView(context, language);
    case 'showing':
      return dueView(context, service, language);
    case 'typingPart':
      return partView(context, language);
    default:
      return { show: 'readingDues', service, trouble: value === 'unanswered' ? context.trouble : null };
  }
}

function listView(context: DueContext, language: Language): DueView {
  const [open, ticked] = [payableDues(context), tickedDues(context)];
  const sum = sumOf(ticked);
  const fee = ticked.reduce((sum, due) => sum + due.fee, 0);
  return {
    show: 'choosingDue',
    dues: (context.dues ?? []).map((due, at) => row(due, at, context, language)),
    all: sumOf(open),
    sum,
    rest: sumOf(open.filter((due) => !ticked.includes(due))),
    fee,
    toPay: sum.amount + fee,
    full: isTickLimitReached(context),
    most: open.length > MAX_DUES_PER_PAYMENT ? MAX_DUES_PER_PAYMENT : null,
    changed: context.gone?.because === 'changed',
  };
}

const sumOf = (dues: readonly Due[]): DueSum => ({
  count: dues.length,
  amount: dues.reduce((sum, { amount }) => sum + amount, 0),
});

const isOverdue = ({ until }: Due, context: DueContext): boolean => urgencyOf(until, context) === 'overdue';

function row(due: Due, at: number, context: DueContext, language: Language): DueRow {
  const { amount, until, state, paidOn, number } = due;
  return {
    value: String(at),
    subject: textInLanguage(due.subject, language),
    payee: textInLanguage(due.payee, language),
    number: number?.value ?? null,
    icon: context.catalogue.services.find(({ id }) => id === due.service)?.icon ?? context.service.icon,
    amount,
    until,
    state,
    paidOn,
    near: urgencyOf(until, context),
    ticked: context.ticked?.includes(due.id) ?? false,
  };
}

function chosen(context: DueContext): Due {
  const due = chosenDueOf(context);
  if (!due) throw new Error('the page of a due needs a chosen due');
  return due;
}

function dueView(context: DueContext, service: string, language: Language): DueView {
  const due = chosen(context);
  const { owner, until, full, amount, discountUntil, fee } = due;
  const { part } = context;
  return {
    show: 'showingDue',
    service,
    subject: textInLanguage(due.subject, language),
    payee: textInLanguage(due.payee, language),
    owner,
    until,
    full,
    discountUntil,
    fee,
    reduced: full - amount,
    overdue: isOverdue(due, context),
    part,
    rest: part === null ? 0 : amount - part,
    toPay: (part ?? amount) + fee,
    mayPart: due.part !== null,
    changed: context.gone?.because === 'changed',
  };
}

function partView(context: DueContext, language: Language): DueView {
  const due = chosen(context);
  const bounds = partBounds(context);
  return {
    show: 'typingPart',
    payee: textInLanguage(due.payee, language),
    ...bounds,
    value: amountTypingRules.shown(context.draft, language),
    suffix: amountTypingRules.suffix,
    problem: context.refused ? amountTypingRules.problem(bounds, language) : null,
  };
}

const ROWS = fillLanguages({
  az: { subject: 'Nəyə görə', owner: 'Kimin adına', until: 'Son gün', part: 'Ödənilən hissə' },
  ru: { subject: 'За что', owner: 'На чьё имя', until: 'Последний день', part: 'Оплачивается часть' },
  en: { subject: 'What for', owner: 'In the name of', until: 'Last day', part: 'Part that is paid' },
});

const ROW = 'due';

function rows({ due: its }: Partial<VisitFacts>, language: Language): readonly AnswerReviewRow[] {
  const [due] = its?.dues ?? [];
  if (!its || !due) return [];
  const { part } = its;
  const words = ROWS[language];
  if (its.dues.length > 1)
    return its.dues.map((each) => ({
      label: textInLanguage(each.payee, language),
      value: [textInLanguage(each.subject, language), each.number?.value, moneyText(each.amount + each.fee, language)]
        .filter((said) => said !== undefined)
        .join(' · '),
      edit: ROW,
    }));
  return [
    { label: words.subject, value: textInLanguage(due.subject, language), edit: ROW },
    ...(due.owner === null ? [] : [{ label: words.owner, value: due.owner, edit: null }]),
    ...(due.until === null ? [] : [{ label: words.until, value: dateText(due.until, language), edit: null }]),
    ...(part === null ? [] : [{ label: words.part, value: moneyText(part, language), edit: null }]),
  ];
}

function key({ value, context }: Snapshot): unknown {
  const { gone, part, refused, draft } = context;
  switch (value) {
    case 'none':
      return [whyNothingToPay(context).why, whyNothingToPay(context).again];
    case 'choosing':
      return [payableDues(context).length, tickedDues(context).length, gone !== null];
    case 'showing':
      return [hasAtMostOneDue(context), partLimitsOf(context) !== null, part !== null, gone !== null];
    case 'typingPart':
      return [draft === '', acceptedPart(context) !== null, refused];
    default:
      return [context.chosen !== null, part !== null, gone !== null];
  }
}

export const dueStepDefinition = defineVisitStep({
  needs: ['service'],
  reads: ['answers', 'person', 'confirmed'],
  adds: ['due', 'unknownDues'],
  reopens: true,
  progress: 'due',
  holds: ({ service, answers, due: its }) =>
    its !== undefined &&
    !its.gone &&
    its.foundBy === answersThatFindDue({ ...(service && { service }), ...(answers && { answers }) }),
  machine: dueMachine,
  takes: ['citizen.answer', 'citizen.key', 'citizen.erase', 'citizen.next', 'citizen.retry', 'citizen.back'],
  view,
  key,
  examples: ['0', '1', 'all', 'part', 'whole'].map((value) => ({ type: 'citizen.answer', value })),
  takesText: ({ value, context }: Snapshot, text) => value === 'typingPart' && takesTextAsPart(context, text),
  rows,
  edits: (what, { due: its }) => what === ROW && its !== undefined,
});
