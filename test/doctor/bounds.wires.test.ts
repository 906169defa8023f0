import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CHECKS } from '../../provisioning/doctor/checks.ts';
import { runChecks } from '../../provisioning/doctor/run-checks.ts';
import { comparisonsBelow, roundingsBelow } from '../bounds/comparisons.ts';
import { expectBothSides } from '../bounds/pair.ts';
import { ANSWER_PAIRS } from './bounds.ts';
import { installedKiosk, makeFirstMachine } from './fixture.ts';
import { BOUNDS, ROUNDINGS, UNPAIRED } from './rows.ts';

const roundings = roundingsBelow('provisioning/doctor');

it('when a check compares a number, then the comparison has a pair of values, or a reason to have none', () => {
  const compared = BOUNDS.filter(({ comparison }) => !roundings.includes(comparison));
  const pairs = [...compared, ...ANSWER_PAIRS].map(({ comparison }) => comparison);
  expect([...comparisonsBelow('provisioning/doctor')].sort()).toEqual([...pairs, ...UNPAIRED].sort());
});

it('when a check rounds a number, then its bound is a multiple of the rounding step, or has a reason not to be', () => {
  expect([...roundings].sort()).toEqual(ROUNDINGS.map(({ rounding }) => rounding).sort());
  const bounds = BOUNDS.map(({ comparison }) => comparison);
  expect(bounds).toEqual(expect.arrayContaining(ROUNDINGS.flatMap(({ bound }) => bound ?? [])));
});

it.each(ANSWER_PAIRS.map((its) => [its.comparison, its] as const))(
  'when values on both sides of %s are given, then the answers differ',
  (_, its) => {
    expectBothSides(its);
  },
);

describe('both sides of a bound', () => {
  let clear: () => void;
  beforeAll(async () => {
    clear = await makeFirstMachine();
  });
  afterAll(() => clear());

  it.each(BOUNDS.map((bound) => [bound.comparison, bound] as const))(
    'when values on both sides of a bound are given, then the check tells them apart: %s',
    async (_, { check, set, told, sides }) => {
      const spec = CHECKS.filter(({ id }) => id === check);
      const found: unknown[] = [];
      for (const [value, , words] of sides) {
        const fixture = installedKiosk();
        onTestFinished(() => fixture.close());
        await set(fixture, value);
        const [its] = await runChecks(
          spec,
          { ...fixture.context(), ...told?.(value) },
          { boundMs: 60_000, allMs: 120_000 },
        );
        const shown = words === undefined ? [] : [its?.found.includes(words) ? words : its?.found];
        found.push([value, its?.state, ...shown]);
      }
      expect(found).toEqual(sides);
      const [[one], [other]] = sides;
      expect(Math.abs(one - other)).toBe(1);
    },
  );
});
