import type { z } from 'zod';
import { CONTRADICTION_PARAMS } from '../config/words.ts';
import { addressQuestions, type Region } from './address.ts';
import { personQuestions } from './person.ts';
import { possibleAnswersOf, type ServiceQuestion, type UnexpandedQuestion } from './question.ts';

/** As in `openapi.yaml`. */
const MOST_QUESTIONS = 32;

/** Expands the questions of a file to one per page: an address and a person become several. */
export const expandQuestions = (
  questions: readonly UnexpandedQuestion[],
  regions: readonly Region[],
): readonly ServiceQuestion[] =>
  questions.flatMap((question): readonly ServiceQuestion[] => {
    if (question.kind === 'address') return addressQuestions(question, regions);
    return question.kind === 'person' ? personQuestions(question) : [question];
  });

/** Checks that each condition names an earlier choice or yes-no question, and only answers of this question. */
export function checkQuestionConditions(questions: readonly UnexpandedQuestion[], context: z.RefinementCtx): void {
  for (const [index, { when }] of questions.entries())
    for (const { question, is } of when) {
      const wrong = (key: 'question' | 'is', message: string) =>
        context.addIssue({ code: 'custom', path: [index, 'when', key], message, params: CONTRADICTION_PARAMS });
      const named = questions.slice(0, index).find(({ id }) => id === question);
      const answers = named && possibleAnswersOf(named);
      if (!answers) wrong('question', 'the id of an earlier question that is a choice or a yes-no question');
      else if (!is.every((value) => answers.includes(value))) wrong('is', `only ${answers.join(', ')}`);
    }
}

/** Checks, after expansion, that each id occurs once and that an application has room for all answers. */
export function checkExpandedQuestions(questions: readonly UnexpandedQuestion[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, question] of questions.entries()) {
    const ids = expandQuestions([question], []).map(({ id }) => id);
    const fault = ids.some((each) => seen.has(each))
      ? (['id', 'an id that no other question and no part of another question has'] as const)
      : seen.size + ids.length > MOST_QUESTIONS
        ? (['kind', `no more than ${MOST_QUESTIONS} questions, parts of questions included`] as const)
        : null;
    if (fault)
      context.addIssue({ code: 'custom', path: [index, fault[0]], message: fault[1], params: CONTRADICTION_PARAMS });
    for (const each of ids) seen.add(each);
  }
}
