import { inEveryLanguage } from '../words/language.ts';
import type { ChoiceQuestion } from './question.ts';
import { COPIES } from './question-words.ts';

/** The question how many of a document are wanted; its answer is the number. */
export const COPIES_QUESTION = 'copies';

/** Asked last, and only where more than one is to be had. */
export function copiesQuestion(most: number): readonly ChoiceQuestion[] {
  if (most < 2) return [];
  const options = Array.from({ length: most }, (_, at) => {
    const number = `${at + 1}`;
    return { value: number, label: inEveryLanguage(number), hint: null, ofExpiredCard: false };
  });
  return [{ kind: 'choice', id: COPIES_QUESTION, ...COPIES, when: [], options }];
}

/** How many of the document were chosen; 1 where nobody was asked. */
export const copiesIn = (answers: Readonly<Record<string, string>> = {}): number =>
  Number(answers[COPIES_QUESTION] ?? 1);
