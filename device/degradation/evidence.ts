/**
 * How one person's use of a device ended. `failed`: it never worked. `abandoned`: the person gave up without a fault of the device.
 * `repeated`: it worked after a failed try.
 */
export type UseOutcome = 'good' | 'repeated' | 'abandoned' | 'failed';

/** Share of people with each outcome, 0 to 1. `usual`: without a fault. */
export type OutcomeShares = Readonly<
  Partial<Record<UseOutcome, { readonly usual: number; readonly degraded: number }>>
>;

export type DegradationLevel = 'usual' | 'degraded' | 'withdrawn';

/** Numbers about people, nothing about a person. */
export interface DegradationEvidence {
  /** Sum of log likelihood ratios, 0 to `WITHDRAWN_SCORE`. */
  readonly score: number;
  readonly level: DegradationLevel;
  /** `people` and `failed` count since the score was last 0. */
  readonly people: number;
  readonly failed: number;
}

export const NO_DEGRADATION_EVIDENCE: DegradationEvidence = { score: 0, level: 'usual', people: 0, failed: 0 };

/** Score of a level: logarithm of the least mean number of people between two false alarms (Page 1954, Lorden 1971; docs/decisions/0059). */
export const DEGRADED_SCORE = Math.log(1_000);
export const WITHDRAWN_SCORE = Math.log(50_000);

/** Log likelihood ratio of an outcome: positive if a degraded device has it more often. */
export function weightOf(shares: OutcomeShares, outcome: UseOutcome): number {
  const share = shares[outcome];
  return share ? Math.log(share.degraded / share.usual) : 0;
}

/**
 * Adds one person's outcome (CUSUM of Page). A level falls only when the score is back at 0. `mayWithdraw`: whether the level may become
 * `withdrawn`.
 */
export function withOutcome(
  before: DegradationEvidence,
  outcome: UseOutcome,
  { shares, mayWithdraw }: { readonly shares: OutcomeShares; readonly mayWithdraw: boolean },
): DegradationEvidence {
  const score = Math.min(WITHDRAWN_SCORE, Math.max(0, before.score + weightOf(shares, outcome)));
  if (score === 0) return NO_DEGRADATION_EVIDENCE;
  const people = before.people + 1;
  const failed = before.failed + (outcome === 'failed' ? 1 : 0);
  return { score, level: levelAt(score, before.level, mayWithdraw), people, failed };
}

function levelAt(score: number, before: DegradationLevel, mayWithdraw: boolean): DegradationLevel {
  if (before === 'withdrawn' || (mayWithdraw && score >= WITHDRAWN_SCORE)) return 'withdrawn';
  return score >= DEGRADED_SCORE ? 'degraded' : before;
}

/** Evidence of a withdrawn device that is offered again without a test: the next `failed` withdraws it. */
export function evidenceWhenReoffered(
  { people, failed }: DegradationEvidence,
  shares: OutcomeShares,
): DegradationEvidence {
  const score = Math.max(0, WITHDRAWN_SCORE - weightOf(shares, 'failed'));
  return score === 0 ? NO_DEGRADATION_EVIDENCE : { score, level: 'degraded', people, failed };
}
