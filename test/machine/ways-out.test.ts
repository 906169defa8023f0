import { expect, it } from 'vitest';
import { INVARIANTS, WAYS_OUT } from './ways-out.mjs';

it('when the ways out of the kiosk page are listed, then there are at least sixty, each once, each with facts that must hold', () => {
  expect(WAYS_OUT.length).toBeGreaterThanOrEqual(60);
  expect(new Set(WAYS_OUT.map(({ id }) => id)).size).toBe(WAYS_OUT.length);
  expect(new Set(WAYS_OUT.map(({ kind }) => kind))).toEqual(new Set(['key', 'gesture', 'plug', 'file', 'crash']));
  for (const { holds } of WAYS_OUT) {
    expect(holds.length).toBeGreaterThan(0);
    for (const name of holds) expect(Object.keys(INVARIANTS)).toContain(name);
  }
});
