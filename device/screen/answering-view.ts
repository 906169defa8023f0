import type { ServiceQuestion } from '../catalogue/types.ts';
import { isCardLeft, optionsOf, questionOf, type SessionContext, serviceOf } from '../session/context.ts';
import type { Question, View } from './screen.ts';

/** The view of one question. */
export const answering = (context: SessionContext): View => ({
  show: 'answering',
  ...progress(context),
  question: question(context),
  takeCard: isCardLeft(context, context.question === 0),
});

/** The card is the first step where one is needed, each question one more. */
function progress(context: SessionContext): { readonly number: number; readonly of: number } {
  return { number: context.question + 1, of: serviceOf(context).questions.length };
}

function question(context: SessionContext): Question {
  const asked: ServiceQuestion = questionOf(context);
  const { language, draft, refused } = context;
  const common = { id: asked.id, title: asked.title[language], hint: asked.hint?.[language] ?? null };
  if (asked.kind === 'choice') {
    const options = optionsOf(asked, context).map(({ value, label, hint }) => ({
      value,
      label: label[language],
      hint: hint?.[language] ?? null,
    }));
    return { ...common, kind: 'choice', options, chosen: draft === '' ? null : draft };
  }
  const { keyboard, prefix, maxLength, problem } = asked;
  return {
    ...common,
    kind: 'text',
    value: draft,
    keyboard,
    prefix,
    maxLength,
    problem: refused ? problem[language] : null,
  };
}
