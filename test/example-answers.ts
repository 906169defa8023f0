import type { ServiceQuestion, TextQuestion } from '../device/catalogue/question.ts';
import { type FormContext, optionsOf, questionOf } from '../device/session/steps/form/answering.ts';
import { listOf } from '../device/session/steps/form/asking.ts';
import { partsAfter } from '../device/session/steps/form/dates.ts';
import { isTyped, type TypedKind, typingOf } from '../device/session/steps/form/typing.ts';
import type { Intent } from '../device/words/intent.ts';

/** What somebody types who answers a question of this kind. */
const TYPED: { readonly [K in Exclude<TypedKind, 'text'>]: string } = {
  'long-text': 'The street light is broken.',
  fin: '5ABC10D',
  phone: '501234567',
  email: 'aysel@example.com',
  amount: '12,50',
  'document-number': 'AA1234567',
  plate: '10AA123',
};

/** The first that a question takes. */
const TEXTS: { readonly [K in TextQuestion['keyboard']]: readonly [string, ...string[]] } = {
  letters: ['bank 5', 'Murad'],
  digits: [TYPED.phone],
};
const fits = (text: string, question: TextQuestion): boolean => typingOf(question).accept(text, question) !== null;

const keys = (text: string): readonly Intent[] => Array.from(text, (key) => ({ do: 'key', key }));
const answer = (value: string): Intent => ({ do: 'answer', value });

/** What somebody does who answers the question that an empty form stands at: of what is chosen the first, of days the last. */
export function exampleAnswer(context: FormContext): readonly Intent[] {
  const question: ServiceQuestion = questionOf(context);
  if (isTyped(question)) {
    if (question.kind !== 'text') return keys(TYPED[question.kind]);
    return keys(TEXTS[question.keyboard].find((each) => fits(each, question)) ?? TEXTS[question.keyboard][0]);
  }
  switch (question.kind) {
    case 'date': {
      const year = partsAfter('', question, context.today).at(-1)!;
      const month = partsAfter(year, question, context.today).at(-1)!;
      return [year, month, partsAfter(month, question, context.today).at(-1)!].map(answer);
    }
    case 'yes-no':
      return [answer('yes')];
    case 'several':
      return question.options.slice(0, 2).map(({ value }) => answer(value));
    case 'choice':
      return optionsOf(question, context)
        .slice(0, 1)
        .map(({ value }) => answer(value));
    case 'list':
      return listOf(question, context.answers)
        .slice(0, 1)
        .map(({ value }) => answer(value));
  }
}
