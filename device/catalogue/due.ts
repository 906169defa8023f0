import { z } from 'zod';
import { CONTRADICTION_PARAMS } from '../config/words.ts';

export const dueSearchSchema = z
  .literal(['number', 'person'])
  .nullable()
  .default(null)
  .describe(
    'Debts that the citizen pays. `number`: a due that the office finds by an answer, such as the number of a decision. `person`: all dues of the person. `null`: none.',
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
export function checkDueService(service: Owing, context: z.RefinementCtx): void {
  const { due, at, paper, identification, tiers, questions } = service;
  if (due === null) return;
  const wrong = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message, params: CONTRADICTION_PARAMS });
  if (at !== 'kiosk' || paper !== 'receipt')
    wrong('due', 'null, because a due needs a service that is done at the kiosk and ends with a receipt');
  if (tiers.length !== 1) wrong('tiers', 'one tier, because a due has no terms to choose from');
  if (due === 'number' && questions.length === 0)
    wrong('questions', 'at least one question, because the office finds the due by its answer');
  if (due === 'person' && identification !== 'code')
    wrong('identification', 'code, because the list of dues shows data of a register');
}
