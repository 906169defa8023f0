import { describe, expect, it } from 'vitest';
import { clockDifference } from './clock-difference.ts';
import { BAKU_TIME_ZONE, localDateTimeDigits } from './wall-clock.ts';

/** MMDDHHMMSS in Baku. */
function printed(iso: string): string {
  const { date, time } = localDateTimeDigits(new Date(iso), BAKU_TIME_ZONE);
  return date.slice(2) + time;
}

const SENT = '2026-11-24T10:00:00.000Z';
const ANSWERED = '2026-11-24T10:00:40.000Z';
const TEN_MINUTES = 600_000;

const compare = (terminal: string, toleranceMs = TEN_MINUTES, answeredAt = ANSWERED) =>
  clockDifference({ at: printed(terminal), sentAt: SENT, answeredAt }, toleranceMs);

describe('the clock of a terminal', () => {
  it.each([
    ['is inside the sale', '2026-11-24T10:00:20Z'],
    ['is ten minutes slow', '2026-11-24T09:50:00Z'],
    ['is ten minutes fast', '2026-11-24T10:10:40Z'],
  ])('when the terminal’s time %s, then the difference is 0', (_, terminal) => {
    expect(compare(terminal)).toMatchObject({ offMs: 0, wholeHours: null });
  });

  it('when the terminal’s clock is one second beyond the tolerance, then the difference has both times', () => {
    expect(compare('2026-11-24T09:49:59Z')).toEqual({
      terminal: '2026-11-24T09:49:59.000Z',
      kiosk: ANSWERED,
      offMs: -641_000,
      wholeHours: null,
    });
    expect(compare('2026-11-24T10:10:41Z')).toMatchObject({ offMs: 601_000, wholeHours: null });
  });

  it.each([
    ['2026-11-24T06:00:10Z', -4],
    ['2026-11-24T11:03:00Z', 1],
    ['2026-11-23T22:00:30Z', -12],
  ])('when the clock is a whole number of hours away at %s, then wholeHours is %i', (terminal, hours) => {
    expect(compare(terminal)).toMatchObject({ wholeHours: hours });
  });

  it('when the clock is half an hour away, then wholeHours is null', () => {
    expect(compare('2026-11-24T10:30:20Z').wholeHours).toBeNull();
  });

  it('when the profile allows three hours, then a difference of one hour fits, and four hours are a wrong time zone', () => {
    const threeHours = 180 * 60_000;
    expect(compare('2026-11-24T11:00:20Z', threeHours).offMs).toBe(0);
    expect(compare('2026-11-24T06:00:20Z', threeHours).wholeHours).toBe(-4);
  });

  it('when an inquiry finds the sale a day later, then the sale counts as ten minutes long', () => {
    expect(compare('2026-11-24T10:00:20Z', TEN_MINUTES, '2026-11-25T10:00:00Z').offMs).toBe(0);
    expect(compare('2026-11-24T06:00:20Z', TEN_MINUTES, '2026-11-25T10:00:00Z')).toMatchObject({
      kiosk: '2026-11-24T10:10:00.000Z',
      wholeHours: -4,
    });
  });

  it('when a sale crosses the new year, then the terminal’s date belongs to the nearest year', () => {
    const times = { at: printed('2026-12-31T19:59:59Z'), sentAt: '2027-01-01T00:00:00Z' };
    expect(clockDifference({ ...times, answeredAt: '2027-01-01T00:00:20Z' }, TEN_MINUTES)).toMatchObject({
      terminal: '2026-12-31T19:59:59.000Z',
      wholeHours: -4,
    });
  });
});
