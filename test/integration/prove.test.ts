import { afterAll, describe, expect, it } from 'vitest';
import { createAttemptRunner } from '../prove/lane.ts';
import { type CrashProofResult, prove } from '../prove/proof.ts';
import { SCENARIOS } from '../prove/scenarios.ts';
import { partByCommit, seedOfCommit } from '../support/commit.ts';

/*
 * A kiosk kills itself at points: around every durable write, and between bytes to terminal and back office. The next process settles the
 * rest, and four books are compared. `npm test` tries one point in 450. `PROVE_SEED` sets the seed, `PROVE_ONLY` names a scenario.
 */

/** `every-byte`: also between any two bytes. */
const PROVE = (process.env['PROVE'] ?? 'a-part') as 'a-part' | 'all' | 'every-byte';
const SHARE = PROVE === 'a-part' ? 1 / 150 : 1;
const SEED = Number(process.env['PROVE_SEED'] ?? (SHARE === 1 ? 1 : seedOfCommit()));
const grain = PROVE === 'every-byte' ? 'byte' : 'matters';
/** Kiosks that run at once. A kiosk that waits for a silent device uses no core: five fill two cores. Beside other tests two are enough. */
const LANES = SHARE === 1 ? [0, 1_000, 2_000, 3_000, 4_000] : [0, 1_000];
const lanes = LANES.map((lane) => createAttemptRunner({ seed: SEED + lane, grain }));

const proofs: CrashProofResult[] = [];
/** Every third scenario: neighbours in the list are visits of one kind. */
const PART = PROVE === 'a-part' ? partByCommit(SCENARIOS, 3) : SCENARIOS;
const ONLY = process.env['PROVE_ONLY'];
const chosen = ONLY ? SCENARIOS.filter(({ name }) => name === ONLY) : PART;

describe(`killed at its points (seed ${SEED})`, () => {
  it.each(chosen.map((scenario) => [scenario.name, scenario] as const))(
    'when the kiosk is killed in the visit "%s", then money and papers are accounted for after the restart',
    { timeout: SHARE === 1 ? 0 : 180_000 },
    async (name, scenario) => {
      const proof = await prove(scenario, { seed: SEED, share: SHARE, lanes });
      proofs.push(proof);
      process.stderr.write(`${[told(name, proof), ...proof.violations].join('\n  ')}\n`);
      expect(proof.violations).toEqual([]);
    },
  );

  // Some scenarios have only seven points, so all are counted together.
  it('when all points were tried, then over three quarters of the kills happened', () => {
    const { tried, reached } = inAll();
    expect(reached).toBeGreaterThan(tried * 0.75);
  });
});

const told = (name: string, proof: CrashProofResult): string =>
  `prove ${name}: ${proof.points} points, ${proof.tried} tried, ${proof.reached} reached, ${proof.leftToStaff} left to staff, ${proof.touchedLeftToStaff} of ${proof.touched} where people touched the terminal, ${proof.violations.length} violations`;

function inAll(): CrashProofResult {
  const sum = (of: (proof: CrashProofResult) => number) => proofs.reduce((all, proof) => all + of(proof), 0);
  return {
    points: sum(({ points }) => points),
    tried: sum(({ tried }) => tried),
    reached: sum(({ reached }) => reached),
    leftToStaff: sum(({ leftToStaff }) => leftToStaff),
    touched: sum(({ touched }) => touched),
    touchedLeftToStaff: sum(({ touchedLeftToStaff }) => touchedLeftToStaff),
    violations: proofs.flatMap(({ violations }) => violations),
  };
}

afterAll(async () => {
  await Promise.all(lanes.map((lane) => lane.close()));
  process.stderr.write(`${told(`with seed ${SEED}, all scenarios`, inAll())}\n`);
});
