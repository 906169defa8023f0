import { expect, it } from 'vitest';
import type { AttemptResult, AttemptRunner } from './lane.ts';
import { prove } from './proof.ts';
import type { Scenario } from './scenarios.ts';

const SCENARIO: Scenario = {
  name: 'declined',
  plan: { service: 's' },
  cabinet: { framing: 'serial', issuesGoods: true, takesNotes: false },
  through: ['notPaid'],
  atTerminal: 'decline',
};

const turns = () => new Promise<void>((resolve) => setTimeout(resolve, 30));

/** The event loop stands still for so many ms in the middle of a visit. */
async function stall(ms: number): Promise<void> {
  await turns();
  const until = performance.now() + ms;
  while (performance.now() < until);
  await turns();
}

/** A lane that comes through from the given visit on. */
async function proofWith({ from, stallMs }: { readonly from: number; readonly stallMs: number }) {
  let visits = 0;
  const lane: AttemptRunner = {
    async run(attempt): Promise<AttemptResult> {
      visits += 1;
      await stall(stallMs);
      const points: AttemptResult['points'] = visits >= from ? { 'ledger after notPaid': 1 } : {};
      return { attempt, reached: true, leftToStaff: false, violations: [], points, recovery: {} };
    },
    close: async () => {},
  };
  const { violations } = await prove(SCENARIO, { seed: 1, share: 0, lanes: [lane] });
  return { violations, visits };
}

it('when a quiet machine makes no whole visit, then the proof fails after four', async () => {
  const { violations, visits } = await proofWith({ from: 100, stallMs: 0 });
  expect(violations).toEqual(['no visit came by notPaid']);
  // The host may stall a core during one of them.
  expect(visits).toBeGreaterThanOrEqual(4);
  expect(visits).toBeLessThan(12);
});

it('when the machine stands still during each visit, then more visits are tried, up to twelve', async () => {
  expect((await proofWith({ from: 9, stallMs: 150 })).violations).toEqual([]);
  const { violations, visits } = await proofWith({ from: 100, stallMs: 150 });
  expect([violations, visits]).toEqual([['no visit came by notPaid'], 12]);
});
