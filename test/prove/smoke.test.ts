import { expect, it } from 'vitest';
import { runLane, type Attempt } from './lane.ts';
import { SCENARIOS } from './scenarios.ts';
import { seededRandom } from '../../simulators/random.ts';

it('smoke', { timeout: 600_000 }, async () => {
  const bad: string[] = [];
  const random = seededRandom(Number(process.env['SEED'] ?? 1));
  const tries: Attempt[] = [];
  const t0 = performance.now();
  await runLane(SCENARIOS.filter(s => !process.env['ONLY'] || s.name === process.env['ONLY']).map((scenario) => ({ scenario, at: null })), { seed: 1 }, ({ attempt, violations, points }) => {
    let all = 0;
    for (const [kind, n] of Object.entries(points)) {
      all += n;
      for (let nth = 1; nth <= n; nth++)
        if (/^(ledger|memo)/.test(kind) || random() < Number(process.env['SHARE'] ?? 0.01)) tries.push({ scenario: attempt.scenario, at: { kind, nth } });
    }
    bad.push(...violations);
    console.log(attempt.scenario.name, all, JSON.stringify(points), violations);
  });
  console.log('dry', Math.round(performance.now() - t0), tries.length);
  const t1 = performance.now();
  let reached = 0;
  await runLane(tries, { seed: 1 }, ({ attempt, violations, reached: r }) => {
    if (r) reached++; else console.log('not reached', attempt.scenario.name, JSON.stringify(attempt.at));
    if (violations.length) {
      console.log(attempt.scenario.name, JSON.stringify(attempt.at), violations);
      bad.push(...violations);
    }
  });
  console.log('ms a point', Math.round((performance.now() - t1) / tries.length), 'reached', reached, 'of', tries.length);
  expect(bad).toEqual([]);
});
