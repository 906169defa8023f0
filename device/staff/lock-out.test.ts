import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterRightPin,
  afterWrongPin,
  badgeLockedUntil,
  dropExpiredTries,
  NO_PIN_TRIES,
  type PinTries,
  triesLeft,
  triesOfDamagedFile,
  WRONG_PINS_TO_LOCK_BADGE,
  WRONG_PINS_TO_LOCK_READER,
} from './lock-out.ts';

const START = Date.UTC(2026, 11, 2, 6);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function checkedTries(minutes: number, badgeAt: (minute: number) => string): readonly number[] {
  let tries: PinTries = NO_PIN_TRIES;
  const checked: number[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    const now = START + minute * MINUTE;
    tries = dropExpiredTries(tries, now);
    if (badgeLockedUntil(tries, badgeAt(minute)) > now) continue;
    checked.push(now);
    tries = afterWrongPin(tries, badgeAt(minute), now);
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
    let tries: PinTries = NO_PIN_TRIES;
    const locks: number[] = [];
    for (let wrong = 1; wrong <= 12; wrong += 1) {
      tries = afterWrongPin(tries, 'T-1', START + wrong * DAY);
      locks.push(Math.max(0, badgeLockedUntil(tries, 'T-1') - START - wrong * DAY) / MINUTE);
    }
    expect(locks.slice(0, 2)).toEqual([0, 0]);
    expect(locks.slice(2)).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440]);
  });

  it('when the PIN is right, then the count begins again', () => {
    const wrong = afterWrongPin(afterWrongPin(NO_PIN_TRIES, 'T-1', START), 'T-1', START);
    expect(triesLeft(wrong, 'T-1')).toBe(1);
    expect(triesLeft(afterRightPin(wrong, 'T-1'), 'T-1')).toBe(WRONG_PINS_TO_LOCK_BADGE);
  });

  it('when other badges are tried, then this badge is not locked', () => {
    const tries = [1, 2, 3, 4].reduce((so) => afterWrongPin(so, 'T-1', START), NO_PIN_TRIES);
    expect(badgeLockedUntil(tries, 'T-2')).toBe(0);
  });
});

describe('the lock-out of the reader', () => {
  it('when each wrong PIN is of another badge, then at most ten are checked in any hour', () => {
    const checked = checkedTries(300, (minute) => `T-${minute}`);
    for (let from = START; from <= START + 4 * HOUR; from += MINUTE)
      expect(checked.filter((at) => at >= from && at < from + HOUR).length).toBeLessThanOrEqual(
        WRONG_PINS_TO_LOCK_READER,
      );
    expect(checked.length).toBeGreaterThan(40);
  });

  it('when nine wrong PINs came, then the reader is open; when ten came, then it is locked', () => {
    const wrongPins = (count: number) =>
      Array.from({ length: count }).reduce(
        (tries: PinTries, _, at) => afterWrongPin(tries, `T-${at}`, START),
        NO_PIN_TRIES,
      );
    expect(badgeLockedUntil(wrongPins(9), 'T-new')).toBe(0);
    expect(badgeLockedUntil(wrongPins(10), 'T-new')).toBe(START + HOUR);
  });

  it('when a right PIN comes between, then the wrong PINs of other badges still count', () => {
    const nine = Array.from({ length: 9 }).reduce(
      (tries: PinTries, _, at) => afterWrongPin(tries, `T-${at}`, START),
      NO_PIN_TRIES,
    );
    const right = afterRightPin(afterWrongPin(nine, 'own', START), 'own');
    expect(badgeLockedUntil(afterWrongPin(right, 'T-10', START), 'T-11')).toBe(START + HOUR);
  });

  it('when the file was damaged, then the reader is locked for an hour', () => {
    const broken = triesOfDamagedFile(START);
    expect(badgeLockedUntil(dropExpiredTries(broken, START + HOUR - 1), 'T-1')).toBe(START + HOUR);
    expect(badgeLockedUntil(dropExpiredTries(broken, START + HOUR), 'T-1')).toBe(0);
  });

  it('when a wrong PIN is an hour old, then it no longer counts', () => {
    const tries = afterWrongPin(NO_PIN_TRIES, 'T-1', START);
    expect(dropExpiredTries(tries, START + HOUR - 1).reader).toHaveLength(1);
    expect(dropExpiredTries(tries, START + HOUR).reader).toHaveLength(0);
  });
});

describe('a clock that moves', () => {
  it('when the clock is set back, then no lock lasts longer than its length from now', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 400 * DAY }), (wrong, back) => {
        const tries = Array.from({ length: wrong }).reduce(
          (so: PinTries) => afterWrongPin(so, 'T-1', START + 400 * DAY),
          NO_PIN_TRIES,
        );
        const now = START + 400 * DAY - back;
        const until = badgeLockedUntil(dropExpiredTries(tries, now), 'T-1');
        expect(until).toBeLessThanOrEqual(now + DAY);
        if (wrong >= WRONG_PINS_TO_LOCK_BADGE) expect(until).toBeGreaterThanOrEqual(now + 15 * MINUTE);
      }),
    );
  });
});
