import { expect, it } from 'vitest';
import { fittingNotes } from './notes.ts';

const NOTES = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000];

it.each([
  [4_040, [100, 500, 1_000, 2_000]],
  [500, [100, 500]],
  [440, [100, 500]],
  [40, [100]],
  [0, []],
])('when %i qəpik are missing, then these notes fit: %j', (missing, notes) => {
  expect(fittingNotes(NOTES, missing)).toEqual(notes);
});

it('when the validator takes no note, then none fits', () => {
  expect(fittingNotes([], 500)).toEqual([]);
});
