import { expect, it } from 'vitest';
import { LowTouches } from './low-touches.ts';

const GLASS_PX = 1_000;
const LOW = [800, GLASS_PX, false] as const;
const HIGHER = [799, GLASS_PX, false] as const;
const ON_CONTROL = [900, GLASS_PX, true] as const;

it.each([
  ['two touches land in the lowest fifth', [LOW, LOW], [false, true]],
  ['three touches land in the lowest fifth', [LOW, LOW, LOW], [false, true, false]],
  ['one touch lands higher', [LOW, HIGHER, LOW], [false, false, false]],
  ['one touch lands on a control', [LOW, ON_CONTROL, LOW, LOW], [false, false, false, true]],
] as const)('when %s, then only two low touches in a row, beside all controls, count', (_, touches, counted) => {
  const low = new LowTouches();
  expect(touches.map(([y, glassPx, isOnControl]) => low.landed(y, glassPx, isOnControl))).toEqual(counted);
});

it('when the page changes between two touches, then these touches are not in a row', () => {
  const low = new LowTouches();
  low.landed(...LOW);
  low.forget();
  expect(low.landed(...LOW)).toBe(false);
});
