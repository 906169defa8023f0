import { z } from 'zod';
import { CONTRADICTION } from '../config/words.ts';

export const dueSearchSchema = z
  .literal(['number', 'person'])
  .nullable()
  .default(null)
  .describe(
    'number: a due that an answer finds, such as the number of a decision. person: all dues of the person. null: no due.',
  );

interface Owing {
  readonly due: z.infer<typeof dueSearchSchema>;
  readonly at: string;
  readonly paper: string;
  readonly identification: string;
  readonly tiers: readonly unknown[];
  readonly questions: readonly unknown[];
}

/**
 * Checks that a service with a due is done at the kiosk, with a receipt and one term. `number` needs a question; `person` needs
 * `identification: code`.
 */
export function checkDue(service: Owing, context: z.RefinementCtx): void {
  const { due, at, paper, identification, tiers, questions } = service;
  if (due === null) return;
  const wrong = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message, params: CONTRADICTION });
  if (at !== 'kiosk' || paper !== 'receipt')
    wrong('due', 'null, because only what is done at the kiosk and ends with a receipt is paid there');
  if (tiers.length !== 1) wrong('tiers', 'one, because what is owed is owed whatever the term');
  if (due === 'number' && questions.length === 0)
    wrong('questions', 'one at least, because what is owed is found by its answer');
  if (due === 'person' && identification !== 'code')
    wrong('identification', 'code, because the list is what registers have of the person');
}
