import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterRight,
  afterWrong,
  brokenTries,
  FREE_TRIES,
  lockedUntil,
  NO_TRIES,
  READER_TRIES,
  type Tries,
  triesLeft,
  upToDate,
} from './lock-out.ts';

const START = Date.UTC(2026, 11, 2, 6);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function checkedTries(minutes: number, badgeAt: (minute: number) => string): readonly number[] {
  let tries: Tries = NO_TRIES;
  const checked: number[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    const now = START + minute * MINUTE;
    tries = upToDate(tries, now);
    if (lockedUntil(tries, badgeAt(minute)) > now) continue;
    checked.push(now);
    tries = afterWrong(tries, badgeAt(minute), now);
  }
  return checked;
}

describe('the lock-out of one badge', () => {
  it('when a wrong PIN comes each minute, then nine are checked in the first day and one in each later day', () => {
    const checked = checkedTries(5 * 24 * 60, () => 'T-1');
    const inDay = (day: number) => checked.filter((at) => Math.floor((at - START) / DAY) === day).length;
    expect([0, 1, 2, 3, 4].map(inDay)).toEqual([9, 1, 1, 1, 1]);
  });

  it('when wrong PINs come, then the third locks for 15 minutes, and each later one twice as long, up to a day', () => {
    let tries: Tries = NO_TRIES;
    const locks: number[] = [];
    for (let wrong = 1; wrong <= 12; wrong += 1) {
      tries = afterWrong(tries, 'T-1', START + wrong * DAY);
      locks.push(Math.max(0, lockedUntil(tries, 'T-1') - START - wrong * DAY) / MINUTE);
    }
    expect(locks.slice(0, 2)).toEqual([0, 0]);
    expect(locks.slice(2)).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440]);
  });

  it('when the PIN is right, then the count begins again', () => {
    const wrong = afterWrong(afterWrong(NO_TRIES, 'T-1', START), 'T-1', START);
    expect(triesLeft(wrong, 'T-1')).toBe(1);
    expect(triesLeft(afterRight(wrong, 'T-1'), 'T-1')).toBe(FREE_TRIES);
  });

  it('when other badges are tried, then this badge is not locked', () => {
    const tries = [1, 2, 3, 4].reduce((so) => afterWrong(so, 'T-1', START), NO_TRIES);
    expect(lockedUntil(tries, 'T-2')).toBe(0);
  });
});

describe('the lock-out of the reader', () => {
  it('when each wrong PIN is of another badge, then at most ten are checked in any hour', () => {
    const checked = checkedTries(300, (minute) => `T-${minute}`);
    for (let from = START; from <= START + 4 * HOUR; from += MINUTE)
      expect(checked.filter((at) => at >= from && at < from + HOUR).length).toBeLessThanOrEqual(READER_TRIES);
    expect(checked.length).toBeGreaterThan(40);
  });

  it('when nine wrong PINs came, then the reader is open; when ten came, then it is locked', () => {
    const wrongPins = (count: number) =>
      Array.from({ length: count }).reduce((tries: Tries, _, at) => afterWrong(tries, `T-${at}`, START), NO_TRIES);
    expect(lockedUntil(wrongPins(9), 'T-new')).toBe(0);
    expect(lockedUntil(wrongPins(10), 'T-new')).toBe(START + HOUR);
  });

  it('when a right PIN comes between, then the wrong PINs of other badges still count', () => {
    const nine = Array.from({ length: 9 }).reduce(
      (tries: Tries, _, at) => afterWrong(tries, `T-${at}`, START),
      NO_TRIES,
    );
    const right = afterRight(afterWrong(nine, 'own', START), 'own');
    expect(lockedUntil(afterWrong(right, 'T-10', START), 'T-11')).toBe(START + HOUR);
  });

  it('when the file was damaged, then the reader is locked for an hour', () => {
    const broken = brokenTries(START);
    expect(lockedUntil(upToDate(broken, START + HOUR - 1), 'T-1')).toBe(START + HOUR);
    expect(lockedUntil(upToDate(broken, START + HOUR), 'T-1')).toBe(0);
  });

  it('when a wrong PIN is an hour old, then it no longer counts', () => {
    const tries = afterWrong(NO_TRIES, 'T-1', START);
    expect(upToDate(tries, START + HOUR - 1).reader).toHaveLength(1);
    expect(upToDate(tries, START + HOUR).reader).toHaveLength(0);
  });
});

describe('a clock that moves', () => {
  it('when the clock is set back, then no lock lasts longer than its length from now', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 400 * DAY }), (wrong, back) => {
        const tries = Array.from({ length: wrong }).reduce(
          (so: Tries) => afterWrong(so, 'T-1', START + 400 * DAY),
          NO_TRIES,
        );
        const now = START + 400 * DAY - back;
        const until = lockedUntil(upToDate(tries, now), 'T-1');
        expect(until).toBeLessThanOrEqual(now + DAY);
        if (wrong >= FREE_TRIES) expect(until).toBeGreaterThanOrEqual(now + 15 * MINUTE);
      }),
    );
  });
});
