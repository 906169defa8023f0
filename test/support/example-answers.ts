import type { QuestionOf, ServiceQuestion, TextQuestion } from '../../device/catalogue/question.ts';
import {
  acceptedAnswer,
  ageProblemOf,
  currentQuestionOf,
  type FormContext,
  offeredChoiceOptions,
  registerOptionsHere,
} from '../../device/session/steps/form/answering.ts';
import { fittingListOptions } from '../../device/session/steps/form/asking.ts';
import { possibleNextDrafts } from '../../device/session/steps/form/dates.ts';
import { isTypedQuestion, type TypedQuestionKind, typingRulesOf } from '../../device/session/steps/form/typing.ts';
import type { Intent } from '../../device/words/intent.ts';

const TYPED: { readonly [K in Exclude<TypedQuestionKind, 'text'>]: string } = {
  'long-text': 'The street light is broken.',
  fin: '5ABC10D',
  phone: '501234567',
  email: 'aysel@example.com',
  amount: '12,50',
  'document-number': 'AA1234567',
  plate: '10AA123',
};

const TEXTS: { readonly [K in TextQuestion['keyboard']]: readonly [string, ...string[]] } = {
  letters: ['bank 5', 'Murad'],
  names: ['Murad'],
  digits: [TYPED.phone, '1234567891'],
  capitals: ['AA123451'],
};
const fits = (text: string, question: TextQuestion): boolean => typingRulesOf(question).accept(text, question) !== null;

const keys = (text: string): readonly Intent[] => Array.from(text, (key) => ({ do: 'key', key }));
const answer = (value: string): Intent => ({ do: 'answer', value });

function lastDay(question: QuestionOf<'date'>, context: FormContext): readonly string[] {
  const { today } = context;
  const latest = (draft: string) => [...possibleNextDrafts(draft, question, today)].reverse();
  for (const year of latest(''))
    for (const month of latest(year)) {
      const day = latest(month).find((draft) => acceptedAnswer({ ...context, draft }) !== null);
      if (day !== undefined) return [year, month, day];
    }
  throw new Error(`no day answers ${question.id}`);
}

/** Last days of years in which the child has a wrong age for the service or the term: one for each error message. */
export function unfitDays(context: FormContext): readonly string[] {
  const question = currentQuestionOf(context);
  if (question.kind !== 'date' || question.ages === undefined) return [];
  const last = (draft: string) => possibleNextDrafts(draft, question, context.today).at(-1)!;
  const days = possibleNextDrafts('', question, context.today).map((year) => last(last(year)));
  const said = (draft: string) => JSON.stringify(ageProblemOf({ ...context, draft }));
  return days.filter((day, at) => said(day) !== 'null' && days.findIndex((each) => said(each) === said(day)) === at);
}

/** Touches that answer the open question: a child of the register, an example, the first choice, or the last valid day. */
export function exampleAnswer(context: FormContext): readonly Intent[] {
  const [child] = registerOptionsHere(context);
  if (child) return [answer(child.value)];
  const question: ServiceQuestion = currentQuestionOf(context);
  if (isTypedQuestion(question)) {
    if (question.kind !== 'text') return keys(TYPED[question.kind]);
    return keys(TEXTS[question.keyboard].find((each) => fits(each, question)) ?? TEXTS[question.keyboard][0]);
  }
  switch (question.kind) {
    case 'date':
      return lastDay(question, context).map(answer);
    case 'yes-no':
      return [answer('yes')];
    case 'several':
      return question.options.slice(0, 2).map(({ value }) => answer(value));
    case 'choice':
      return offeredChoiceOptions(question, context)
        .slice(0, 1)
        .map(({ value }) => answer(value));
    case 'list':
      return fittingListOptions(question, context.answers)
        .slice(0, 1)
        .map(({ value }) => answer(value));
  }
}
