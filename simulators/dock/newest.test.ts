import { describe, expect, it } from 'vitest';
import { newestOfEach } from './newest.ts';

describe('newestOfEach', () => {
  it('when one device has many lines, then the order is kept and old lines of quiet devices stay', () => {
    const lines = ['a1', 'b1', 'a2', 'a3', 'a4', 'b2'].map((name) => ({ device: name.charAt(0), name }));
    expect(newestOfEach(lines, 2).map(({ name }) => name)).toEqual(['b1', 'a3', 'a4', 'b2']);
    expect(newestOfEach([], 2)).toEqual([]);
  });
});
