import { expect } from 'vitest';

export interface BoundPair {
  readonly comparison: string;
  readonly last: readonly [value: number | string, answer: unknown];
  readonly first: readonly [value: number | string, answer: unknown];
  readonly look: (value: never) => unknown;
}

export const boundPair = <Value extends number | string>(
  comparison: string,
  last: readonly [Value, unknown],
  first: readonly [Value, unknown],
  look: (value: Value) => unknown,
): BoundPair => ({ comparison, last, first, look });

/** Expects the answers of the row, and that they differ: equal answers would not show a bound that moved. */
export function expectBothSides({ last, first, look }: BoundPair): void {
  expect([look(last[0] as never), look(first[0] as never)]).toEqual([last[1], first[1]]);
  expect(last[1]).not.toEqual(first[1]);
}
