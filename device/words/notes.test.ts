import { expect, it } from 'vitest';
import { fittingNotes, groupNotes } from './notes.ts';

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

it.each([
  [500, 500, { fitting: [100, 500], exceeding: [1_000], asked: [2_000, 5_000, 10_000, 20_000] }],
  [440, 500, { fitting: [100], exceeding: [500], asked: [1_000, 2_000, 5_000, 10_000, 20_000] }],
  [500, 0, { fitting: [100, 500], exceeding: [], asked: [1_000, 2_000, 5_000, 10_000, 20_000] }],
  [40, 20_000, { fitting: [], exceeding: NOTES, asked: [] }],
])('when %i qəpik are missing and the limit is %i, then the notes are grouped: %j', (missing, limit, groups) => {
  expect(groupNotes(NOTES, missing, limit)).toEqual(groups);
});
