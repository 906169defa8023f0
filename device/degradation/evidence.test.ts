import { describe, expect, it } from 'vitest';
import { oddsOfLevel, sharesOf } from '../../test/support/degradation-odds.ts';
import { MONITORED_FUNCTION_IDS, MONITORED_FUNCTIONS, type MonitoredFunction } from './channels.ts';
import {
  DEGRADED_SCORE,
  type DegradationEvidence,
  evidenceWhenReoffered,
  NO_DEGRADATION_EVIDENCE,
  type UseOutcome,
  WITHDRAWN_SCORE,
  weightOf,
  withOutcome,
} from './evidence.ts';

const { shares } = MONITORED_FUNCTIONS.chip;

const evidenceAfter = (
  outcomes: readonly UseOutcome[],
  mayWithdraw = true,
  from: DegradationEvidence = NO_DEGRADATION_EVIDENCE,
) => outcomes.reduce((its, outcome) => withOutcome(its, outcome, { shares, mayWithdraw }), from);

describe('sequential test', () => {
  it.each(MONITORED_FUNCTION_IDS)('when the shares of %s are summed, then each hypothesis has the sum 1', (channel) => {
    for (const which of ['usual', 'degraded'] as const) {
      const sum = Object.values(sharesOf(MONITORED_FUNCTIONS[channel].shares, which)).reduce(
        (one, other) => one + other,
        0,
      );
      expect(sum).toBeCloseTo(1, 9);
    }
  });

  it.each(MONITORED_FUNCTION_IDS)(
    'when 1,000 people use %s without a fault, then it is withdrawn with a probability below 0.5 %%',
    (channel) => {
      const its = MONITORED_FUNCTIONS[channel].shares;
      expect(oddsOfLevel('withdrawn', 1_000, sharesOf(its, 'usual'), its)).toBeLessThan(0.005);
    },
  );

  it.each(MONITORED_FUNCTION_IDS)(
    'when %s is degraded, then it is withdrawn within 20 people with a probability above 97 %%',
    (channel) => {
      const its = MONITORED_FUNCTIONS[channel].shares;
      expect(oddsOfLevel('withdrawn', 20, sharesOf(its, 'degraded'), its)).toBeGreaterThan(0.97);
    },
  );

  it('when a random half of the people fail at the chip reader, then six withdraw it in 66 % of runs, and 12 in over 94 %', () => {
    const odds = (people: number) => oddsOfLevel('withdrawn', people, { failed: 0.5, good: 0.5 }, shares);
    expect(odds(6)).toBeCloseTo(42 / 64, 9);
    expect(odds(12)).toBeGreaterThan(0.94);
    expect(oddsOfLevel('degraded', 6, { failed: 0.5, good: 0.5 }, shares)).toBeGreaterThan(0.84);
  });

  it('when at least three of six people fail at the chip reader, in any order, then the reader is withdrawn; when fewer fail, it stays', () => {
    for (let set = 0; set < 64; set++) {
      const outcomes = [0, 1, 2, 3, 4, 5].map((bit): UseOutcome => ((set >> bit) & 1 ? 'failed' : 'good'));
      const failed = outcomes.filter((outcome) => outcome === 'failed').length;
      expect(evidenceAfter(outcomes).level === 'withdrawn').toBe(failed >= 3);
    }
  });

  it('when the score grows, then the level rises at both bounds, and falls only at 0', () => {
    const at = (score: number) => ({ ...NO_DEGRADATION_EVIDENCE, score });
    const failed = weightOf(shares, 'failed');
    const level = (score: number) => evidenceAfter(['failed'], true, at(score - failed)).level;
    expect([level(DEGRADED_SCORE - 0.001), level(DEGRADED_SCORE + 0.001)]).toEqual(['usual', 'degraded']);
    expect([level(WITHDRAWN_SCORE - 0.001), level(WITHDRAWN_SCORE + 0.001)]).toEqual(['degraded', 'withdrawn']);
    const good = -weightOf(shares, 'good');
    const withdrawn = { score: good + 0.001, level: 'withdrawn', people: 6, failed: 3 } as const;
    expect(evidenceAfter(['good'], true, withdrawn)).toMatchObject({ level: 'withdrawn', people: 7, failed: 3 });
    expect(evidenceAfter(['good', 'good'], true, withdrawn)).toEqual(NO_DEGRADATION_EVIDENCE);
  });

  it('when a device may not be withdrawn, then its level is at most degraded', () => {
    expect(evidenceAfter(['failed', 'failed', 'failed', 'failed'], false)).toEqual({
      score: WITHDRAWN_SCORE,
      level: 'degraded',
      people: 4,
      failed: 4,
    });
  });

  it('when an outcome has no share, then it changes nothing but the number of people', () => {
    expect(evidenceAfter(['failed', 'abandoned'])).toMatchObject({
      score: evidenceAfter(['failed']).score,
      people: 2,
      failed: 1,
    });
  });

  it.each(MONITORED_FUNCTION_IDS)(
    'when %s is on trial, then one failure withdraws it, and good uses end the trial',
    (channel) => {
      const { shares: its, closes }: MonitoredFunction = MONITORED_FUNCTIONS[channel];
      if (closes === null) return;
      const trial = evidenceWhenReoffered({ score: WITHDRAWN_SCORE, level: 'withdrawn', people: 6, failed: 3 }, its);
      const next = (outcome: UseOutcome, from = trial) =>
        withOutcome(from, outcome, { shares: its, mayWithdraw: true });
      expect(trial).toMatchObject({ level: 'degraded', people: 6, failed: 3 });
      expect(next('failed').level).toBe('withdrawn');
      let good = trial;
      for (let nth = 0; nth < 20; nth++) good = next('good', good);
      expect(good).toEqual(NO_DEGRADATION_EVIDENCE);
    },
  );
});
