import {
  type ChoiceOption,
  type ChoiceQuestion,
  NO,
  type QuestionOf,
  type ServiceQuestion,
  YES,
} from '../../../catalogue/question.ts';
import type { InputHint } from '../../../catalogue/question-words.ts';
import type { Facts } from '../../visit/facts.ts';
import type { StepInput } from '../../visit/step.ts';
import { type AgeProblem, ageProblem } from './ages.ts';
import { askedQuestions, isAnswered, listOf } from './asking.ts';
import { acceptDate, erasePart, touchPart } from './dates.ts';
import { ANOTHER, isAnsweredByTouch, isOfRegister, type KnownOption, knownChosen, knownOptions } from './known.ts';
import { isTyped, typingOf } from './typing.ts';

export type FormInput = StepInput<'service', 'person' | 'tier' | 'prefill', 'answers'>;

export interface FormContext extends FormInput {
  readonly answers: Readonly<Record<string, string>>;
  /** Index, from 0. */
  readonly question: number;
  readonly draft: string;
  readonly refused: boolean;
  /** How the kiosk changed the last key. */
  readonly note: InputHint | null;
  /** Instead of choosing what the register knows. */
  readonly typesAnother: boolean;
  /** Taken after the birth date did not fit. */
  readonly retaken: Facts['tier'] | null;
}

/* Pure functions. The browser sends single keys: with the whole text, two quick touches would lose a letter. */

type Change = Partial<
  Pick<FormContext, 'answers' | 'question' | 'draft' | 'refused' | 'note' | 'tier' | 'retaken' | 'typesAnother'>
>;

const SETTLED = { refused: false, note: null } as const;

export function questionOf({ service, question }: FormContext): ServiceQuestion {
  const asked = service.questions[question];
  if (!asked) throw new Error(`service ${service.id} has no question ${question}`);
  return asked;
}

/** Options that can be true for the card. If today's date is unknown, all can. */
export function optionsOf(
  { options }: ChoiceQuestion,
  { person, dated, today }: Pick<FormContext, 'person' | 'dated' | 'today'>,
): readonly ChoiceOption[] {
  const expiry = person?.document.expiryDate;
  const isValid = dated && person !== undefined && (expiry === null || expiry === undefined || expiry >= today);
  return isValid ? options.filter(({ ofExpiredCard }) => !ofExpiredCard) : options;
}

/** Register data that the page of this question offers; empty: the citizen answers as usual. */
export const knownHere = (context: FormContext): readonly KnownOption[] =>
  context.typesAnother ? [] : knownOptions(questionOf(context), context);

/** The option with the current answers, or `undefined`. */
export const chosenHere = (context: FormContext): KnownOption | undefined => knownChosen(questionOf(context), context);

/** Options of the page before this one; empty: *Back* leads to another question. */
export const leftKnown = (context: FormContext): readonly KnownOption[] =>
  context.typesAnother ? knownOptions(questionOf(context), context) : [];

/** One touch on a child answers all questions about the child; `null`: not offered. */
export function takeKnown(context: FormContext, value: string): Change | null {
  const known = knownHere(context).find((each) => each.value === value);
  if (!known) return null;
  const { id } = questionOf(context);
  return { ...SETTLED, answers: { ...context.answers, ...known.answers }, draft: known.answers[id] ?? '' };
}

/** The question after a touch on what is known; `null`: there is none. */
export const questionAfterKnown = (context: FormContext, value: string): number | null =>
  questionAfter({ ...context, ...takeKnown(context, value) });

/** Deletes the touch's answers. */
function typeAnother(context: FormContext, value: string): Change {
  if (value !== ANOTHER) return {};
  const before = chosenHere(context);
  if (!before) return { ...SETTLED, typesAnother: true };
  const kept = Object.entries(context.answers).filter(([id]) => before.answers[id] === undefined);
  return { ...SETTLED, typesAnother: true, draft: '', answers: Object.fromEntries(kept) };
}

/** The draft as an answer; `null`: it does not answer the question. */
export function acceptedAnswer(context: FormContext): string | null {
  const question = questionOf(context);
  const { draft } = context;
  if (isTyped(question)) return typingOf(question).accept(draft, question);
  if (question.kind === 'date') return ageProblemOf(context) ? null : acceptDate(draft, question, context.today);
  if (question.kind === 'several') return chosenOf(question, draft).length > 0 ? draft : null;
  return valuesOf(question, context).includes(draft) ? draft : null;
}

/** Why the birth date is refused, or `null`. */
export function ageProblemOf(context: FormContext): AgeProblem | null {
  const question = questionOf(context);
  if (question.kind !== 'date' || acceptDate(context.draft, question, context.today) === null) return null;
  return ageProblem(question, context.draft, context);
}

/** Terms that the page offers in place of one that does not fit. */
export function fittingTerms(context: FormContext): readonly Facts['tier'][] {
  const problem = context.refused ? ageProblemOf(context) : null;
  return problem?.because === 'term' ? problem.fitting : [];
}

function valuesOf(question: QuestionOf<'choice' | 'list' | 'yes-no'>, context: FormContext): readonly string[] {
  if (question.kind === 'yes-no') return [YES, NO];
  const options = question.kind === 'choice' ? optionsOf(question, context) : listOf(question, context.answers);
  return options.map(({ value }) => value);
}

const BETWEEN = ',';

/** The chosen options of a question that allows several, in the order of the page. */
export function chosenOf({ options }: QuestionOf<'several'>, answer: string): readonly string[] {
  const chosen = answer.split(BETWEEN);
  return options.map(({ value }) => value).filter((value) => chosen.includes(value));
}

export function typeKey(context: FormContext, key: string): Change {
  if (knownHere(context).length > 0) return {};
  const question = questionOf(context);
  const typed = isTyped(question) ? typingOf(question).type(context.draft, key, question) : null;
  return typed === null ? {} : { ...SETTLED, ...typed };
}

export function eraseKey(context: FormContext): Change {
  if (knownHere(context).length > 0) return {};
  const { draft } = context;
  const { kind } = questionOf(context);
  return { ...SETTLED, draft: kind === 'date' ? erasePart(draft) : [...draft].slice(0, -1).join('') };
}

/** If the citizen types the answer, key by key, a choice does nothing. */
export function chooseAnswer(context: FormContext, value: string): Change {
  const question = questionOf(context);
  if (knownHere(context).length > 0) return typeAnother(context, value);
  if (isTyped(question)) return {};
  if (question.kind === 'date') {
    const tier = fittingTerms(context).find(({ id }) => id === value);
    if (tier) return { ...SETTLED, tier, retaken: tier };
    const draft = touchPart(context.draft, value, question, context.today);
    return draft === null ? {} : { ...SETTLED, draft };
  }
  return { ...SETTLED, draft: question.kind === 'several' ? toggled(question, context.draft, value) : value };
}

function toggled(question: QuestionOf<'several'>, draft: string, value: string): string {
  const chosen = chosenOf(question, draft);
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return chosenOf(question, next.join(BETWEEN)).join(BETWEEN);
}

export const draftFits = (context: FormContext): boolean => acceptedAnswer(context) !== null;

export function keepAnswer(context: FormContext): Change {
  const value = acceptedAnswer(context);
  return value === null ? { refused: true } : { ...SETTLED, answers: answersWith(context, value) };
}

const answersWith = (context: FormContext, value: string): FormContext['answers'] => ({
  ...context.answers,
  [questionOf(context).id]: value,
});

/** The questions that are asked as of now, with the draft if it is an answer. */
export function askedNow(context: FormContext): readonly ServiceQuestion[] {
  const value = acceptedAnswer(context);
  const form = value === null ? context : { ...context, answers: answersWith(context, value) };
  return askedQuestions(form).filter((each) => each === questionOf(context) || !isAnsweredByTouch(each, form));
}

/**
 * The question after this one, with the draft as its answer: the next question, or the first question without an answer. If the citizen
 * changes one answer, the kiosk asks only what this change makes necessary. `null`: there is none.
 */
export function questionAfter(context: FormContext): number | null {
  const { service, only, question } = context;
  const value = acceptedAnswer(context);
  const answers = value === null ? context.answers : answersWith(context, value);
  const asked = askedQuestions({ ...context, answers });
  const place = (each: ServiceQuestion) => service.questions.indexOf(each);
  const form = { ...context, answers };
  const isOver = (each: ServiceQuestion) => isAnsweredByTouch(each, form) && !isUnfit(each, answers, context);
  const next = only === null ? asked.find((each) => place(each) > question && !isOver(each)) : undefined;
  const due = next ?? asked.find((each) => !isAnswered(each, answers) || isUnfit(each, answers, context));
  return due ? place(due) : null;
}

/** Term or service is not for this birth date. */
const isUnfit = (question: ServiceQuestion, answers: FormContext['answers'], offer: FormInput): boolean =>
  question.kind === 'date' &&
  isAnswered(question, answers) &&
  ageProblem(question, answers[question.id]!, offer) !== null;

/** The question asked before this one. A citizen who changes one answer comes back to its question. `null`: there is none. */
export function questionBefore(context: FormContext): number | null {
  const { service, only, question } = context;
  const { questions } = service;
  if (only !== null) return questions[question]?.id === only ? null : numberOf(only, service);
  const before = askedQuestions(context).findLast(
    (each) => questions.indexOf(each) < question && !isAnsweredByTouch(each, context),
  );
  return before ? questions.indexOf(before) : null;
}

const numberOf = (id: string, { questions }: FormInput['service']): number =>
  Math.max(
    0,
    questions.findIndex((each) => each.id === id),
  );

/** Opens a question with its earlier answer, if any. */
export function openQuestion(context: FormContext, number: number): Change {
  const { service, answers } = context;
  const question = service.questions[number];
  const kept = question && isAnswered(question, answers) ? answers[question.id]! : '';
  // The field has no letters. Without the register's answer, the citizen types the number.
  const answer = question && isOfRegister(question, kept) ? '' : kept;
  const draft = question && isTyped(question) && answer !== '' ? typingOf(question).draftOf(answer) : answer;
  const refused = question !== undefined && isUnfit(question, answers, context);
  const isOffered = question !== undefined && knownOptions(question, context).length > 0;
  const typesAnother = answer !== '' && isOffered && !knownChosen(question, context);
  return { ...SETTLED, refused, question: number, draft, typesAnother, retaken: null };
}

/** The question that the form opens at: one with an answer that no longer fits, else its first. */
export function openingQuestion(input: FormInput): number {
  const { service, person, devices, answers = {}, only } = input;
  const unfit =
    only === null &&
    askedQuestions({ service, person, devices, answers }).find((each) => isUnfit(each, answers, input));
  return unfit ? service.questions.indexOf(unfit) : firstQuestion(input);
}

/** The question that the form shows first: the one to change, or the last one if the citizen comes back, else the first. */
export function firstQuestion(input: FormInput): number {
  const { service, answers = {}, only, from } = input;
  if (only !== null) return numberOf(only, service);
  const form = { ...input, answers };
  const asked = askedQuestions(form).filter((each) => !isAnsweredByTouch(each, form));
  const first = from === 'after' ? asked.at(-1) : asked[0];
  return first ? service.questions.indexOf(first) : 0;
}
