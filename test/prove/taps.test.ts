import { describe, expect, it } from 'vitest';
import { cutPositions } from './taps.ts';

describe('cuts of a piece', () => {
  it.each([
    ['matters', 'out', 40, [0, 1, 2, 20, 37, 38, 39, 40]],
    ['matters', 'out', 3, [0, 1, 2, 3]],
    ['matters', 'out', 1, [0, 1]],
    ['matters', 'in', 40, [39, 40]],
    ['matters', 'in', 1, [0, 1]],
    ['rough', 'in', 40, [0, 20, 40]],
    ['byte', 'in', 3, [0, 1, 2, 3]],
  ] as const)(
    'when the grain is %s and a piece that goes %s has %i bytes, then the piece is cut at the expected positions',
    (grain, way, length, expected) => {
      expect(cutPositions(grain, way, length)).toEqual(expected);
    },
  );
});
