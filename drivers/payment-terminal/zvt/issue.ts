import { type Clock, pause } from '../../clock.ts';
import type { Approval, Issue, IssueDecision } from '../contract.ts';

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
  const limit = pause(clock, limitMs, AbortSignal.any([over, decided.signal])).then((): IssueDecision => {
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
