import {
  type DegradationEvidence,
  NO_DEGRADATION_EVIDENCE,
  type OutcomeShares,
  type UseOutcome,
  withOutcome,
} from '../../device/degradation/evidence.ts';

export type TrueShares = Readonly<Partial<Record<UseOutcome, number>>>;

/** A column of the table. `usual`: the highest shares of a device without a fault. */
export const sharesOf = (shares: OutcomeShares, which: 'usual' | 'degraded'): TrueShares =>
  Object.fromEntries(Object.entries(shares).map(([outcome, its]) => [outcome, its[which]]));

/** States that are rarer count as reached. */
const NEGLIGIBLE = 1e-9;

/**
 * Probability that a device reaches the level within `people`, by all states of its test. At most 1e-3 more than the exact value, never
 * less. `truth`: shares of people that really meet each outcome; they sum to 1.
 */
export function oddsOfLevel(
  level: 'degraded' | 'withdrawn',
  people: number,
  truth: TrueShares,
  shares: OutcomeShares,
): number {
  let states = new Map<number, { readonly its: DegradationEvidence; readonly odds: number }>([
    [0, { its: NO_DEGRADATION_EVIDENCE, odds: 1 }],
  ]);
  let reached = 0;
  for (let nth = 0; nth < people; nth++) {
    const next = new Map<number, { readonly its: DegradationEvidence; readonly odds: number }>();
    for (const { its, odds } of states.values()) {
      for (const [outcome, share] of Object.entries(truth) as [UseOutcome, number][]) {
        const after = withOutcome(its, outcome, { shares, mayWithdraw: true });
        const isThere = after.level === 'withdrawn' || after.level === level;
        if (isThere || odds * share < NEGLIGIBLE) reached += odds * share;
        else {
          const key = Math.round(after.score * 1e6);
          next.set(key, { its: after, odds: (next.get(key)?.odds ?? 0) + odds * share });
        }
      }
    }
    states = next;
  }
  return reached;
}
