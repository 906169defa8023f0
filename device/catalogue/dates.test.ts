import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { realFiles } from '../config/files.ts';
import { fullYears, promisedDate } from './dates.ts';
import type { Holidays } from './holidays.ts';
import { loadCatalogue } from './load.ts';

const loaded = loadCatalogue('device/catalogue', realFiles);
if (!loaded.ok) throw new Error('the catalogue of this repository does not load');
const { holidays } = loaded.value;

const NONE: Holidays = { annual: [], dated: [] };
const days = (...dates: string[]): Holidays => ({
  annual: [],
  dated: dates.map((date) => ({ date, name: 'x', verified: true })),
});

describe('promised dates', () => {
  test.each([
    [10, 'calendar', '2026-11-24', '2026-12-04'],
    [3, 'working', '2026-11-24', '2026-11-27'],
    [1, 'working', '2026-11-24', '2026-11-25'],
    [0, 'calendar', '2026-11-29', '2026-11-29'],
    [10, 'calendar', '2026-11-25', '2026-12-07'],
    [1, 'working', '2026-11-27', '2026-11-30'],
    [3, 'working', '2026-11-27', '2026-12-02'],
    [5, 'working', '2026-11-24', '2026-12-01'],
    [1, 'working', '2026-12-30', '2027-01-05'],
    [3, 'calendar', '2026-12-30', '2027-01-05'],
  ] as const)('when %i %s days are counted from %s, then %s is promised', (count, kind, today, promised) => {
    expect(promisedDate(count, kind, today, holidays)).toBe(promised);
  });
});

describe('weekly days off that coincide with a holiday [Labour Code 105.5]', () => {
  test.each([
    // Novruz 2015 on Saturday 21 and Sunday 22 March: 25 and 26 March are off too [gomap.az, 25.11.2014].
    ['2015-03-19', days('2015-03-20', '2015-03-21', '2015-03-22', '2015-03-23', '2015-03-24'), '2015-03-27'],
    // Novruz 2016 from Sunday 20 March: Friday 25 is off, Monday 28 is a working day [report.az, 9.1.2016].
    ['2016-03-18', days('2016-03-20', '2016-03-21', '2016-03-22', '2016-03-23', '2016-03-24'), '2016-03-28'],
    // Flag Day 2014 on Sunday 9 November: Monday 10 is off [turan.az].
    ['2014-11-07', days('2014-11-09'), '2014-11-11'],
  ])('when the holiday is after %s, then the moved day off is skipped', (today, calendar, next) => {
    expect(promisedDate(1, 'working', today, calendar)).toBe(next);
  });

  test('when the application comes during the holidays, then the first working day is the same', () => {
    expect(promisedDate(1, 'working', '2027-01-03', holidays)).toBe('2027-01-05');
    expect(promisedDate(1, 'working', '2027-01-04', holidays)).toBe('2027-01-05');
  });
});

describe('any day and any term', () => {
  const day = fc
    .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const term = fc.integer({ min: 1, max: 40 });
  const kind = fc.constantFrom('calendar' as const, 'working' as const);

  test('the promise is a weekday, not before the term, and not earlier if asked a day later', () => {
    fc.assert(
      fc.property(day, term, kind, (today, count, of) => {
        const promised = promisedDate(count, of, today, holidays);
        const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
        const weekday = new Date(promised).getUTCDay();
        expect(weekday).toBeGreaterThan(0);
        expect(weekday).toBeLessThan(6);
        expect((Date.parse(promised) - Date.parse(today)) / 86_400_000).toBeGreaterThanOrEqual(count);
        expect(promisedDate(count, of, tomorrow, holidays) >= promised).toBe(true);
      }),
    );
  });

  test('a term of working days is the same as that many steps of one working day', () => {
    fc.assert(
      fc.property(day, term, (today, count) => {
        let reached = today;
        for (let nth = 0; nth < count; nth++) reached = promisedDate(1, 'working', reached, holidays);
        expect(promisedDate(count, 'working', today, holidays)).toBe(reached);
      }),
    );
  });

  test('a holiday never makes the promise earlier', () => {
    fc.assert(
      fc.property(day, term, kind, (today, count, of) => {
        expect(promisedDate(count, of, today, holidays) >= promisedDate(count, of, today, NONE)).toBe(true);
      }),
    );
  });
});

test.each([
  ['2011-11-24', 15],
  ['2011-11-25', 14],
  ['2012-02-29', 14],
  ['2026-11-24', 0],
])('when a person is born on %s, then the age on 24 November 2026 is %i', (born, years) => {
  expect(fullYears(born, '2026-11-24')).toBe(years);
});
