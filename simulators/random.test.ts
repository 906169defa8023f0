import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';

const take = (random: () => number, count: number) => Array.from({ length: count }, random);

describe('seededRandom', () => {
  it('when two seeds are the same, then the numbers are the same; otherwise they differ', () => {
    expect(take(seededRandom(41), 20)).toEqual(take(seededRandom(41), 20));
    expect(take(seededRandom(41), 20)).not.toEqual(take(seededRandom(42), 20));
  });

  it('when 20,000 numbers are drawn, then they spread evenly over 0 ≤ n < 1', () => {
    const numbers = take(seededRandom(7), 20_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = numbers.filter((n) => Math.floor(n * 10) === tenth).length;
      expect(share).toBeGreaterThan(1_800);
      expect(share).toBeLessThan(2_200);
    }
  });
});
