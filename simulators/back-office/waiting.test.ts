import { describe, expect, it } from 'vitest';
import { waitingTimeAt } from './waiting.ts';

const DAY = '2026-11-24';

describe('the waits of a window', () => {
  it('when window and day are the same, then the waits are the same; other windows have other waits', () => {
    const own = waitingTimeAt('12', DAY, []);
    expect(waitingTimeAt('12', DAY, [])).toEqual(own);
    const others = ['1', '3', '4', '5', '7', '9', '10'].map((window) => waitingTimeAt(window, DAY, []));
    expect(others.some((each) => each.medianMinutes !== own.medianMinutes)).toBe(true);
    expect(others.every((each) => each.medianMinutes <= each.nineOfTenMinutes)).toBe(true);
  });

  it('when more people waited longer today, then the waits grow', () => {
    const before = waitingTimeAt('12', DAY, []);
    const after = waitingTimeAt('12', DAY, [{ ahead: 7, people: 60 }]);
    expect(after).toEqual({ medianMinutes: 21, nineOfTenMinutes: 21 });
    expect(before.medianMinutes).toBeLessThan(21);
  });
});
