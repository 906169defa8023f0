import { sameInEveryLanguage } from '../words/language.ts';
import type { ChoiceQuestion } from './question.ts';
import { COPIES_TEXTS } from './question-words.ts';

export const COPIES_QUESTION = 'copies';

/** Question for the number of copies: asked last, and only if more than one copy is possible. */
export function copiesQuestion(most: number): readonly ChoiceQuestion[] {
  if (most < 2) return [];
  const options = Array.from({ length: most }, (_, at) => {
    const number = `${at + 1}`;
    return { value: number, label: sameInEveryLanguage(number), hint: null, ofExpiredCard: false };
  });
  return [{ kind: 'choice', id: COPIES_QUESTION, ...COPIES_TEXTS, when: [], options }];
}

/** Chosen number of copies; 1 if not asked. */
export const copiesIn = (answers: Readonly<Record<string, string>> = {}): number =>
  Number(answers[COPIES_QUESTION] ?? 1);
