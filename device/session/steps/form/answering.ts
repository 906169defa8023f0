import {
  type ChoiceOption,
  type ChoiceQuestion,
  NO,
  type QuestionOf,
  type ServiceQuestion,
  YES,
} from '../../../catalogue/question.ts';
import type { InputHint } from '../../../catalogue/question-words.ts';
import type { CitizenEvent } from '../../visit/events.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import type { StepInput } from '../../visit/step.ts';
import { type AgeProblem, ageProblem } from './ages.ts';
import { askedQuestions, fittingListOptions, isAnswered } from './asking.ts';
import { acceptDate, draftAfterDateTouch, eraseDatePart } from './dates.ts';
import {
  isAnsweredByRegisterOption,
  meansRegisterPhone,
  OTHER_ANSWER,
  type RegisterOption,
  registerOptionOf,
  registerOptions,
} from './known.ts';
import { isTypedQuestion, typesDraft, typesWholeText, typingRulesOf } from './typing.ts';

export type FormInput = StepInput<'service', 'person' | 'tier' | 'prefill' | 'place', 'answers'>;

export interface FormContext extends FormInput {
  readonly answers: Readonly<Record<string, string>>;
  /** Index of the open question in the service, from 0. */
  readonly question: number;
  readonly draft: string;
  readonly refused: boolean;
  readonly note: InputHint | null;
  /** Whether the citizen types an answer instead of choosing register data. */
  readonly typesAnother: boolean;
  readonly retaken: VisitFacts['tier'] | null;
}

/* The browser sends single keys: if it sent the whole text, two quick touches would lose a letter. */

type AnswerTouch = Pick<Extract<CitizenEvent, { type: 'citizen.answer' }>, 'value' | 'goOn'>;

type Change = Partial<
  Pick<FormContext, 'answers' | 'question' | 'draft' | 'refused' | 'note' | 'tier' | 'retaken' | 'typesAnother'>
>;

const SETTLED = { refused: false, note: null } as const;

export function currentQuestionOf({ service, question }: FormContext): ServiceQuestion {
  const asked = service.questions[question];
  if (!asked) throw new Error(`service ${service.id} has no question ${question}`);
  return asked;
}

/** The options that can be true for the card's owner. If the kiosk does not know the date, all can. */
export function offeredChoiceOptions(
  { options }: ChoiceQuestion,
  { person, dated, today }: Pick<FormContext, 'person' | 'dated' | 'today'>,
): readonly ChoiceOption[] {
  const expiry = person?.document.expiryDate;
  const isValid = dated && person !== undefined && (expiry === null || expiry === undefined || expiry >= today);
  return isValid ? options.filter(({ ofExpiredCard }) => !ofExpiredCard) : options;
}

export const registerOptionsHere = (context: FormContext): readonly RegisterOption[] =>
  context.typesAnother ? [] : registerOptions(currentQuestionOf(context), context);

/** The register option that equals the current answers, or `undefined`. */
export const chosenRegisterOption = (context: FormContext): RegisterOption | undefined =>
  registerOptionOf(currentQuestionOf(context), context);

/** Register data that *Back* leads to; empty: *Back* leads to another question. */
export const registerOptionsBefore = (context: FormContext): readonly RegisterOption[] =>
  context.typesAnother ? registerOptions(currentQuestionOf(context), context) : [];

/** What one touch answers before the form goes on: register data, or a single choice with `goOn`. `null`: the form stays on its page. */
export const takeOption = (context: FormContext, { value, goOn }: AnswerTouch): Change | null =>
  takeRegisterOption(context, value) ?? (goOn === true ? takeChoice(context, value) : null);

function takeChoice(context: FormContext, value: string): Change | null {
  if (registerOptionsHere(context).length > 0 || !hasOneChoice(currentQuestionOf(context))) return null;
  const chosen = { ...context, ...chooseAnswer(context, value) };
  return isDraftAccepted(chosen) ? { draft: value, ...acceptDraftAnswer(chosen) } : null;
}

const hasOneChoice = ({ kind }: ServiceQuestion): boolean => kind === 'choice' || kind === 'list' || kind === 'yes-no';

/** One touch on a child answers all questions about the child; `null`: not offered. */
function takeRegisterOption(context: FormContext, value: string): Change | null {
  const known = registerOptionsHere(context).find((each) => each.value === value);
  if (!known) return null;
  const { id } = currentQuestionOf(context);
  return { ...SETTLED, answers: { ...context.answers, ...known.answers }, draft: known.answers[id] ?? '' };
}

/** The question after such a touch; `null`: there is none. */
export const nextIndexAfterOption = (context: FormContext, touch: AnswerTouch): number | null =>
  nextQuestionIndex({ ...context, ...takeOption(context, touch) });

function typeAnother(context: FormContext, value: string): Change {
  if (value !== OTHER_ANSWER) return {};
  const before = chosenRegisterOption(context);
  if (!before) return { ...SETTLED, typesAnother: true };
  const kept = Object.entries(context.answers).filter(([id]) => before.answers[id] === undefined);
  return { ...SETTLED, typesAnother: true, draft: '', answers: Object.fromEntries(kept) };
}

/** The draft as an answer; `null`: it does not answer the question. */
export function acceptedAnswer(context: FormContext): string | null {
  const question = currentQuestionOf(context);
  const { draft } = context;
  if (isTypedQuestion(question)) return typingRulesOf(question).accept(draft, question);
  if (question.kind === 'date') return ageProblemOf(context) ? null : acceptDate(draft, question, context.today);
  if (question.kind === 'several') return chosenValuesOf(question, draft).length > 0 ? draft : null;
  return valuesOf(question, context).includes(draft) ? draft : null;
}

export function ageProblemOf(context: FormContext): AgeProblem | null {
  const question = currentQuestionOf(context);
  if (question.kind !== 'date' || acceptDate(context.draft, question, context.today) === null) return null;
  return ageProblem(question, context.draft, context);
}

export function fittingTiers(context: FormContext): readonly VisitFacts['tier'][] {
  const problem = context.refused ? ageProblemOf(context) : null;
  return problem?.because === 'term' ? problem.fitting : [];
}

function valuesOf(question: QuestionOf<'choice' | 'list' | 'yes-no'>, context: FormContext): readonly string[] {
  if (question.kind === 'yes-no') return [YES, NO];
  const options =
    question.kind === 'choice'
      ? offeredChoiceOptions(question, context)
      : fittingListOptions(question, context.answers);
  return options.map(({ value }) => value);
}

const BETWEEN = ',';

export function chosenValuesOf({ options }: QuestionOf<'several'>, answer: string): readonly string[] {
  const chosen = answer.split(BETWEEN);
  return options.map(({ value }) => value).filter((value) => chosen.includes(value));
}

export function typeAnswerKey(context: FormContext, key: string): Change {
  if (registerOptionsHere(context).length > 0) return {};
  const question = currentQuestionOf(context);
  const typed = isTypedQuestion(question) ? typingRulesOf(question).type(context.draft, key, question) : null;
  return typed === null ? {} : { ...SETTLED, ...typed };
}

export function takesTextAsAnswer(context: FormContext, text: string): boolean {
  const question = currentQuestionOf(context);
  if (!isTypedQuestion(question) || registerOptionsHere(context).length > 0) return false;
  return typesWholeText(typingRulesOf(question), text, question);
}

export function eraseAnswerKey(context: FormContext): Change {
  if (registerOptionsHere(context).length > 0) return {};
  const { draft } = context;
  const { kind } = currentQuestionOf(context);
  return { ...SETTLED, draft: kind === 'date' ? eraseDatePart(draft) : [...draft].slice(0, -1).join('') };
}

/** The answer after a touch on a choice. If the citizen types the answer, key by key, a choice does nothing. */
export function chooseAnswer(context: FormContext, value: string): Change {
  const question = currentQuestionOf(context);
  if (registerOptionsHere(context).length > 0) return typeAnother(context, value);
  if (isTypedQuestion(question)) return {};
  if (question.kind === 'date') {
    const tier = fittingTiers(context).find(({ id }) => id === value);
    if (tier) return { ...SETTLED, tier, retaken: tier };
    const draft = draftAfterDateTouch(context.draft, value, question, context.today);
    return draft === null ? {} : { ...SETTLED, draft };
  }
  return { ...SETTLED, draft: question.kind === 'several' ? toggled(question, context.draft, value) : value };
}

function toggled(question: QuestionOf<'several'>, draft: string, value: string): string {
  const chosen = chosenValuesOf(question, draft);
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return chosenValuesOf(question, next.join(BETWEEN)).join(BETWEEN);
}

export const isDraftAccepted = (context: FormContext): boolean => acceptedAnswer(context) !== null;

export function acceptDraftAnswer(context: FormContext): Change {
  const value = acceptedAnswer(context);
  return value === null ? { refused: true } : { ...SETTLED, answers: answersWith(context, value) };
}

const answersWith = (context: FormContext, value: string): FormContext['answers'] => ({
  ...context.answers,
  [currentQuestionOf(context).id]: value,
});

/** The questions of the form, counting the draft as an answer if it fits. */
export function questionsWithDraft(context: FormContext): readonly ServiceQuestion[] {
  const value = acceptedAnswer(context);
  const form = value === null ? context : { ...context, answers: answersWith(context, value) };
  return askedQuestions(form).filter(
    (each) => each === currentQuestionOf(context) || !isAnsweredByRegisterOption(each, form),
  );
}

/**
 * The question after this one, with the draft as answer: the next question, or the first question without an answer. If the citizen changes
 * one answer, the kiosk asks only what this change makes necessary. `null`: no question follows.
 */
export function nextQuestionIndex(context: FormContext): number | null {
  const { service, only, question } = context;
  const value = acceptedAnswer(context);
  const answers = value === null ? context.answers : answersWith(context, value);
  const asked = askedQuestions({ ...context, answers });
  const place = (each: ServiceQuestion) => service.questions.indexOf(each);
  const form = { ...context, answers };
  const isOver = (each: ServiceQuestion) => isAnsweredByRegisterOption(each, form) && !isUnfit(each, answers, context);
  const next = only === null ? asked.find((each) => place(each) > question && !isOver(each)) : undefined;
  const due = next ?? asked.find((each) => !isAnswered(each, answers) || isUnfit(each, answers, context));
  return due ? place(due) : null;
}

const isUnfit = (question: ServiceQuestion, answers: FormContext['answers'], offer: FormInput): boolean =>
  question.kind === 'date' &&
  isAnswered(question, answers) &&
  ageProblem(question, answers[question.id]!, offer) !== null;

/** The question before this one. A citizen who changes one answer goes back to its question. `null`: there is none. */
export function previousQuestionIndex(context: FormContext): number | null {
  const { service, only, question } = context;
  const { questions } = service;
  if (only !== null) return questions[question]?.id === only ? null : numberOf(only, service);
  const before = askedQuestions(context).findLast(
    (each) => questions.indexOf(each) < question && !isAnsweredByRegisterOption(each, context),
  );
  return before ? questions.indexOf(before) : null;
}

const numberOf = (id: string, { questions }: FormInput['service']): number =>
  Math.max(
    0,
    questions.findIndex((each) => each.id === id),
  );

export function goToQuestion(context: FormContext, number: number): Change {
  const { service, answers } = context;
  const question = service.questions[number];
  const kept = question && isAnswered(question, answers) ? answers[question.id]! : '';
  // A token of the register is never in the field: without register data, the citizen types the number.
  const answer = question && meansRegisterPhone(question, kept) ? '' : kept;
  const draft =
    question && isTypedQuestion(question) && answer !== '' ? typingRulesOf(question).draftOf(answer) : answer;
  const refused = question !== undefined && isUnfit(question, answers, context);
  const isOffered = question !== undefined && registerOptions(question, context).length > 0;
  const typesAnother = answer !== '' && isOffered && !registerOptionOf(question, context);
  return { ...SETTLED, refused, question: number, draft, typesAnother, retaken: null };
}

/** First page of the form: the place of the parked visit, if there is one. */
export function openForm(context: FormContext): Change {
  const { only, place } = context;
  const question = place && askedQuestions(context).find(({ id }) => id === place.question);
  if (only !== null || !place || !question) return goToQuestion(context, openingQuestionIndex(context));
  const opened = { ...context, ...goToQuestion(context, context.service.questions.indexOf(question)) };
  const typesAnother = place.draft !== '' && registerOptions(question, opened).length > 0;
  const kept = isDraftOf(question, { ...opened, draft: place.draft }) ? { draft: place.draft, typesAnother } : {};
  return { ...pageOf(opened), ...kept };
}

const pageOf = ({ question, draft, refused, note, typesAnother, retaken }: FormContext): Change => ({
  question,
  draft,
  refused,
  note,
  typesAnother,
  retaken,
});

/** Whether the keys of this page can type the draft. A choice must still be an accepted answer. */
function isDraftOf(question: ServiceQuestion, context: FormContext): boolean {
  if (!isTypedQuestion(question)) return acceptedAnswer(context) !== null;
  return typesDraft(typingRulesOf(question), context.draft, question);
}

/** Entries of the form, for parking the visit; `null`: the citizen changes one row of *check your answers*. Parking drops this change, as going back does. */
export function placeInForm(context: FormContext): Partial<VisitFacts> | null {
  const { answers, tier, draft, only } = context;
  if (only !== null) return null;
  return { answers, ...(tier && { tier }), place: { question: currentQuestionOf(context).id, draft } };
}

/** Whether the form accepts each answer today. Age limits have their own page. */
export const areAnswersOfForm = (
  form: Omit<FormContext, 'question' | 'draft' | 'refused' | 'note' | 'retaken' | 'typesAnother'>,
): boolean =>
  Object.entries(form.answers).every(([id, answer]) => {
    const question = form.service.questions.findIndex((each) => each.id === id);
    const asked = form.service.questions[question];
    if (!asked) return false;
    if (meansRegisterPhone(asked, answer)) return asked.kind === 'phone' && asked.register !== null;
    if (asked.kind === 'date') return acceptDate(answer, asked, form.today) !== null;
    const draft = isTypedQuestion(asked) ? typingRulesOf(asked).draftOf(answer) : answer;
    return acceptedAnswer({ ...form, ...SETTLED, question, draft, retaken: null, typesAnother: false }) === answer;
  });

/** The question that opens the form: one with an answer that no longer fits, else its first question. */
function openingQuestionIndex(input: FormInput): number {
  const { service, person, devices, answers = {}, only } = input;
  const unfit =
    only === null &&
    askedQuestions({ service, person, devices, answers }).find((each) => isUnfit(each, answers, input));
  return unfit ? service.questions.indexOf(unfit) : firstQuestionIndex(input);
}

/** The first question of the form: the question to change, the last question if the citizen comes back, else the first. */
export function firstQuestionIndex(input: FormInput): number {
  const { service, answers = {}, only, from } = input;
  if (only !== null) return numberOf(only, service);
  const form = { ...input, answers };
  const asked = askedQuestions(form).filter((each) => !isAnsweredByRegisterOption(each, form));
  const first = from === 'after' ? asked.at(-1) : asked[0];
  return first ? service.questions.indexOf(first) : 0;
}
