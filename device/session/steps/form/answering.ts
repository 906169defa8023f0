import type { ChoiceOption, ChoiceQuestion, ServiceQuestion } from '../../../catalogue/schema.ts';
import { answerProblem } from '../../../catalogue/service.ts';
import type { StepInput } from '../../visit/step.ts';

export type FormInput = StepInput<'service', 'person', 'answers'>;

/** The form while it is filled in. */
export interface FormContext extends FormInput {
  readonly answers: Readonly<Record<string, string>>;
  /** Which question is on the screen; from 0. */
  readonly question: number;
  /** What is being typed or chosen there. */
  readonly draft: string;
  /** The draft was refused. */
  readonly refused: boolean;
}

/*
 * What typing, choosing and changing do to a form: pure, one function a deed. The browser sends single keys, because two quick touches
 * on a text it remembered would lose a letter.
 */

type Change = Partial<Pick<FormContext, 'answers' | 'question' | 'draft' | 'refused'>>;

export function questionOf({ service, question }: FormContext): ServiceQuestion {
  const asked = service.questions[question];
  if (!asked) throw new Error(`service ${service.id} has no question ${question}`);
  return asked;
}

/** The options of a question that can be true of the card that was read. Where nobody knows what day it is, each can. */
export function optionsOf(
  { options }: ChoiceQuestion,
  { person, dated, today }: Pick<FormContext, 'person' | 'dated' | 'today'>,
): readonly ChoiceOption[] {
  const expiry = person?.document.expiryDate;
  const isValid = dated && person !== undefined && (expiry === null || expiry === undefined || expiry >= today);
  return isValid ? options.filter(({ ofExpiredCard }) => !ofExpiredCard) : options;
}

/** The draft as it would be kept, or `null` where it does not answer the question. */
export function acceptedAnswer(context: FormContext): string | null {
  const question = questionOf(context);
  const { draft } = context;
  if (question.kind === 'choice')
    return optionsOf(question, context).some(({ value }) => value === draft) ? draft : null;
  const value = draft.trim().replace(/\s+/g, ' ');
  return answerProblem(question, value, 'en') === null ? value : null;
}

export function typeKey(context: FormContext, key: string): Change {
  const question = questionOf(context);
  if (question.kind !== 'text' || [...context.draft].length >= question.maxLength) return {};
  if (question.keyboard === 'digits' && !/^[0-9]$/.test(key)) return {};
  return { draft: context.draft + key, refused: false };
}

export function eraseKey(context: FormContext): Change {
  return { draft: [...context.draft].slice(0, -1).join(''), refused: false };
}

/** Text is typed key by key, whatever is sent. */
export const chooseAnswer = (context: FormContext, value: string): Change =>
  questionOf(context).kind === 'choice' ? { draft: value, refused: false } : {};

export const draftFits = (context: FormContext): boolean => acceptedAnswer(context) !== null;

export function keepAnswer(context: FormContext): Change {
  const question = questionOf(context);
  const value = acceptedAnswer(context);
  return value === null ? { refused: true } : { answers: { ...context.answers, [question.id]: value }, refused: false };
}

/** Opens a question with what was answered before, if anything. */
export function openQuestion({ service, answers }: FormContext, number: number): Change {
  const question = service.questions[number];
  return { question: number, draft: question ? (answers[question.id] ?? '') : '', refused: false };
}

export const isLastQuestion = ({ service, question }: FormContext): boolean => question >= service.questions.length - 1;

/** The question that the form opens at: the one to be changed, the last for whoever comes back to it, else the first. */
export function firstQuestion({ service, only, from }: FormInput): number {
  const last = service.questions.length - 1;
  if (only === null) return from === 'after' ? last : 0;
  return Math.max(
    0,
    service.questions.findIndex(({ id }) => id === only),
  );
}
