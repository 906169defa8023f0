import { NO, type QuestionOf, type ServiceQuestion, YES } from '../../../catalogue/question.ts';
import {
  CHILD_AGE_PROBLEMS,
  INPUT_HINTS,
  REGISTER_CHILDREN_TEXTS,
  REGISTER_PHONE_TEXTS,
  YES_NO_TEXTS,
} from '../../../catalogue/question-words.ts';
import { yearsByDecade } from '../../../words/decades.ts';
import { fullDateText } from '../../../words/format.ts';
import type { Language } from '../../../words/language.ts';
import { MONTHS } from '../../../words/months.ts';
import type { AgeProblem } from './ages.ts';
import {
  ageProblemOf,
  chosenRegisterOption,
  chosenValuesOf,
  currentQuestionOf,
  type FormContext,
  fittingTiers,
  offeredChoiceOptions,
  registerOptionsBefore,
  registerOptionsHere,
} from './answering.ts';
import { fittingListOptions } from './asking.ts';
import { type DatePart, nextDatePart, possibleNextDrafts } from './dates.ts';
import { meansRegisterPhone, OTHER_ANSWER, type RegisterOption } from './known.ts';
import { draftHintOf, isTypedQuestion, type ScreenKeyboard, type TypedQuestion, typingRulesOf } from './typing.ts';

interface Asked {
  readonly id: string;
  readonly title: string;
  readonly hint: string | null;
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint: string | null;
}

export interface SingleChoiceView extends Asked {
  readonly kind: 'choice';
  readonly options: readonly Option[];
  readonly chosen: string | null;
}

export interface SeveralChoicesView extends Asked {
  readonly kind: 'several';
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
}

export interface DateQuestionView extends Asked {
  readonly kind: 'date';
  readonly part: DatePart;
  /** Years by decade. */
  readonly groups: readonly (readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[])[];
  /** `reopen`: answer that opens the part again. */
  readonly parts: readonly { readonly part: DatePart; readonly label: string; readonly reopen: string }[];
  readonly complete: boolean;
  /** If set, the citizen can touch only parts of the date and fitting terms. */
  readonly problem: string | null;
  readonly fitting: readonly { readonly value: string; readonly label: string }[];
  /** Title of the term that replaced the chosen term. */
  readonly note: string | null;
}

export interface TypedQuestionView extends Asked {
  readonly kind: 'text';
  readonly value: string;
  readonly keyboard: ScreenKeyboard;
  /** Such as `+994`. */
  readonly prefix: string | null;
  /** Such as `₼`. */
  readonly suffix: string | null;
  readonly lines: boolean;
  readonly personal: boolean;
  readonly problem: string | null;
  readonly note: string | null;
}

/** One touch on an option answers, and the form goes on. */
export interface RegisterOptionsView extends Asked {
  readonly kind: 'children' | 'known-phone';
  readonly options: readonly (Option & { readonly chosen: boolean })[];
  readonly another: Option;
}

export type QuestionView =
  | RegisterOptionsView
  | SingleChoiceView
  | SeveralChoicesView
  | DateQuestionView
  | TypedQuestionView;

export function questionView(context: FormContext, language: Language): QuestionView {
  const question = currentQuestionOf(context);
  const { id, title, hint } = question;
  const asked = { id, title: title[language], hint: hint?.[language] ?? null };
  const known = registerOptionsHere(context);
  if (known.length > 0 && question.kind === 'phone') return { ...asked, ...phoneView(known, context, language) };
  if (known.length > 0) return { ...asked, ...childrenView(known, context, language) };
  if (isTypedQuestion(question))
    return { ...asked, ...textView(question, context, language), ...ofAnotherPhone(context, language) };
  if (question.kind === 'date') return { ...asked, ...dateView(question, context, language) };
  const { draft } = context;
  if (question.kind === 'several') {
    const options = question.options.map((option) => optionView(option, language));
    return { ...asked, kind: 'several', options, chosen: chosenValuesOf(question, draft) };
  }
  const options = offered(question, context).map((option) => optionView(option, language));
  return { ...asked, kind: 'choice', options, chosen: draft === '' ? null : draft };
}

const childrenView = (children: readonly RegisterOption[], context: FormContext, language: Language) =>
  ({
    kind: 'children',
    title: REGISTER_CHILDREN_TEXTS.title[language],
    hint: REGISTER_CHILDREN_TEXTS.hint[language],
    options: children.map(({ value, label, birthYear }) => ({
      value,
      label,
      hint: REGISTER_CHILDREN_TEXTS.born[language](birthYear ?? ''),
      chosen: chosenRegisterOption(context)?.value === value,
    })),
    another: { value: OTHER_ANSWER, label: REGISTER_CHILDREN_TEXTS.another[language], hint: null },
  }) as const;

const phoneView = (phones: readonly RegisterOption[], context: FormContext, language: Language) =>
  ({
    kind: 'known-phone',
    options: phones.map(({ value, label }) => ({
      value,
      label,
      hint: REGISTER_PHONE_TEXTS.hint[language],
      chosen: chosenRegisterOption(context)?.value === value,
    })),
    another: {
      value: OTHER_ANSWER,
      label: REGISTER_PHONE_TEXTS.another[language],
      hint: REGISTER_PHONE_TEXTS.anotherHint[language],
    },
  }) as const;

/** The phone code and the message still go to the number in the register. */
function ofAnotherPhone(context: FormContext, language: Language) {
  const [phone] = currentQuestionOf(context).kind === 'phone' ? registerOptionsBefore(context) : [];
  // Last two digits: the whole number is too long for a line in the largest text.
  return phone && { hint: REGISTER_PHONE_TEXTS.typed[language](phone.label.slice(-'•• 14'.length)) };
}

type Offered = Pick<QuestionOf<'choice'>['options'][number], 'value' | 'label'> & {
  readonly hint?: QuestionOf<'choice'>['options'][number]['hint'];
};

const YES_OR_NO: readonly Offered[] = [
  { value: YES, label: YES_NO_TEXTS.yes },
  { value: NO, label: YES_NO_TEXTS.no },
];

function offered(question: QuestionOf<'choice' | 'list' | 'yes-no'>, context: FormContext): readonly Offered[] {
  if (question.kind === 'yes-no') return YES_OR_NO;
  return question.kind === 'choice'
    ? offeredChoiceOptions(question, context)
    : fittingListOptions(question, context.answers);
}

const optionView = ({ value, label, hint }: Offered, language: Language): Option => ({
  value,
  label: label[language],
  hint: hint?.[language] ?? null,
});

function textView(question: TypedQuestion, { draft, refused, note }: FormContext, language: Language) {
  const typing = typingRulesOf(question);
  const said = note ?? draftHintOf(question, draft);
  return {
    kind: 'text',
    value: typing.shown(draft, language),
    keyboard: typing.keyboard(question),
    prefix: typing.prefix(question),
    suffix: typing.suffix,
    lines: typing.lines,
    personal: typing.personal(question),
    problem: refused ? typing.problem(question, language) : null,
    note: said === null ? null : INPUT_HINTS[said][language],
  } as const;
}

function dateView(question: QuestionOf<'date'>, context: FormContext, language: Language) {
  const { draft, today, refused, retaken } = context;
  const problem = refused ? ageProblemOf(context) : null;
  const part = nextDatePart(draft);
  const options = possibleNextDrafts(draft, question, today).map((value) => ({
    value,
    label: partLabel(value, language),
    chosen: value === draft,
  }));
  const touched = PARTS.filter(({ part: each, letters }) => draft.length >= letters && (problem || each !== 'day'));
  return {
    kind: 'date',
    part,
    groups: problem ? [] : part === 'year' ? yearsByDecade(options) : [options],
    parts: touched.map(({ part: each, letters, before }) => ({
      part: each,
      label: partLabel(draft.slice(0, letters), language),
      reopen: draft.slice(0, before),
    })),
    complete: draft.length === 'YYYY-MM-DD'.length,
    problem: problem && problemText(problem, language),
    fitting: fittingTiers(context).map(({ id, title }) => ({ value: id, label: title[language] })),
    note: retaken?.title[language] ?? null,
  } as const;
}

const problemText = (problem: AgeProblem, language: Language): string =>
  problem.because === 'term'
    ? CHILD_AGE_PROBLEMS.term[language]
    : CHILD_AGE_PROBLEMS.service[language](problem.ages.from, problem.ages.under);

const PARTS = [
  { part: 'year', letters: 4, before: 0 },
  { part: 'month', letters: 7, before: 4 },
  { part: 'day', letters: 10, before: 7 },
] as const;

function partLabel(value: string, language: Language): string {
  const [year, month, day] = value.split('-');
  if (day !== undefined) return String(Number(day));
  return month === undefined ? year! : MONTHS[Number(month) - 1]![language];
}

/** An answer as people read it. `phone`: masked number of the register, or `null`. */
export function answerText(
  question: ServiceQuestion,
  answer: string,
  language: Language,
  phone: string | null = null,
): string {
  if (meansRegisterPhone(question, answer))
    return [phone, REGISTER_PHONE_TEXTS.ofRegister[language]].filter(Boolean).join(', ');
  if (isTypedQuestion(question)) {
    const typing = typingRulesOf(question);
    return [typing.prefix(question), answer === '' ? '' : typing.said(answer, language)].filter(Boolean).join(' ');
  }
  if (question.kind === 'date') return answer === '' ? '' : fullDateText(answer, language);
  if (question.kind === 'several')
    return chosenValuesOf(question, answer)
      .map((value) => labelOf(question.options, value, language))
      .join(', ');
  return labelOf(question.kind === 'yes-no' ? YES_OR_NO : question.options, answer, language);
}

const labelOf = (options: readonly Offered[], value: string, language: Language): string =>
  options.find((option) => option.value === value)?.label[language] ?? value;
