import { withAnyOf } from '../../abort.ts';
import { type Clock, pause } from '../../clock.ts';
import type { Approval, Issue, IssueDecision } from '../contract.ts';
import type { ZvtMessage } from './messages.ts';
import { RESULT } from './tables.ts';

/**
 * Issue of goods: an approved `04 0F` is not confirmed before what was bought is handed over [PA00P015 13.08, chapter
 * 2.2]. Until then it is answered with *please wait*, and the terminal sends it again.
 */
export type Goods =
  /** Nothing is issued in this dialogue: a result is confirmed at once. */
  | { readonly state: 'none' }
  /** No approval has come. */
  | { readonly state: 'to-be-issued' }
  /** `owed`: a `04 0F` waits for its answer. */
  | { readonly state: 'being-issued'; readonly owed: boolean }
  | { readonly state: 'settled'; readonly decision: IssueDecision };

/** Any code but 9C (please wait) and 9D (in part) after a `04 0F` says that no goods were issued: the terminal takes the sale back. */
export const NOT_ISSUED: ZvtMessage = { kind: 'negative-ack', fields: { resultCode: RESULT.processingError } };

/** *Ask again*: the terminal repeats its `04 0F` about 2 s later. */
export const PLEASE_WAIT: ZvtMessage = { kind: 'negative-ack', fields: { resultCode: RESULT.wait } };

/** The answer to `04 0F` that says what was decided. */
export function answerOf(decision: IssueDecision): ZvtMessage {
  switch (decision.issued) {
    case 'whole':
      return { kind: 'positive-ack', fields: {} };
    case 'part':
      return { kind: 'negative-ack', fields: { resultCode: RESULT.partlyIssued, amount: decision.amount } };
    case 'nothing':
      return NOT_ISSUED;
    default:
      return decision satisfies never;
  }
}

/**
 * Asks for the goods, and decides *nothing* where that takes longer than `limitMs` or the dialogue ends before (`over`).
 * `issue` is told by its signal in both cases.
 */
export async function boundedIssue(
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
