import { withAnyOf } from '../../abort.ts';
import { type Clock, pause } from '../../clock.ts';
import type { Approval, Issue, IssueDecision } from '../contract.ts';
import type { ZvtMessage } from './messages.ts';
import { RESULT_CODE } from './tables.ts';

/** State of the goods in a sale (see `answerForDecision`). */
export type GoodsIssueState =
  /** No issue of goods: results are confirmed at once. */
  | { readonly state: 'none' }
  | { readonly state: 'to-be-issued' }
  /** `owed`: whether a `04 0F` waits for its answer. */
  | { readonly state: 'being-issued'; readonly owed: boolean }
  | { readonly state: 'settled'; readonly decision: IssueDecision };

/** Reverses the sale. So does each code except 9C (wait) and 9D (partial). */
export const GOODS_NOT_ISSUED: ZvtMessage = {
  kind: 'negative-ack',
  fields: { resultCode: RESULT_CODE.processingError },
};

/** Answer that makes the terminal repeat its `04 0F`. */
export const ASK_FOR_GOODS_AGAIN: ZvtMessage = { kind: 'negative-ack', fields: { resultCode: RESULT_CODE.wait } };

/**
 * Answer to an approved `04 0F` for a decision about the goods [PA00P015 13.08, chapter 2.2]. The approval is confirmed only after the
 * goods are handed over. Until then the answer is *please wait*, and the terminal repeats its `04 0F` after about 2 s.
 */
export function answerForDecision(decision: IssueDecision): ZvtMessage {
  switch (decision.issued) {
    case 'whole':
      return { kind: 'positive-ack', fields: {} };
    case 'part':
      return { kind: 'negative-ack', fields: { resultCode: RESULT_CODE.partlyIssued, amount: decision.amount } };
    case 'nothing':
      return GOODS_NOT_ISSUED;
    default:
      return decision satisfies never;
  }
}

/**
 * Asks for the goods. Decides *nothing* if that takes longer than `limitMs`, or if the dialogue ends first (`over`). Both abort the signal
 * of `issue`.
 */
export async function issueWithinLimit(
  issue: Issue,
  approval: Approval,
  { clock, limitMs, over }: { readonly clock: Clock; readonly limitMs: number; readonly over: AbortSignal },
): Promise<IssueDecision> {
  const late = new AbortController();
  const decided = new AbortController();
  const limit = withAnyOf([over, decided.signal], async (either): Promise<IssueDecision> => {
    await pause(clock, limitMs, either);
    if (!decided.signal.aborted) late.abort();
    return { issued: 'nothing' };
  });
  try {
    return valid(await Promise.race([issue(approval, late.signal), limit]), approval.amount);
  } finally {
    decided.abort();
  }
}

function valid(decision: IssueDecision, sale: number): IssueDecision {
  if (decision.issued === 'part' && !(decision.amount > 0 && decision.amount < sale)) {
    throw new Error(`${decision.amount} is not a part of a sale of ${sale}`);
  }
  return decision;
}
