import { describe, expect, it } from 'vitest';
import type { HoursProfile } from '../config/opening.ts';
import { sameInEveryLanguage } from '../words/language.ts';
import { noticesOn, openingStateAt } from './hours.ts';

const SPLIT = [
  { from: '09:00', until: '13:00' },
  { from: '14:00', until: '18:00' },
];
/** 2026-12-01 is a Tuesday. */
const HOURS: HoursProfile = {
  week: {
    monday: SPLIT,
    tuesday: SPLIT,
    wednesday: [{ from: '00:00', until: '24:00' }],
    holiday: [{ from: '10:00', until: '12:00' }],
  },
  exceptions: [
    { from: '2026-12-08', hours: [{ from: '11:00', until: '15:00' }] },
    { from: '2026-12-14', until: '2027-01-31', hours: [] },
  ],
};
const isHoliday = (day: string) => day === '2026-12-07' || day === '2026-12-08';
const at = (local: string, hours = HOURS) => openingStateAt(local, hours, isHoliday);
const closed = (day: string, time: string) => ({ state: 'closed', opens: { day, time } });

describe('hours of the centre', () => {
  it.each([
    ['2026-12-01T08:59', closed('2026-12-01', '09:00')],
    ['2026-12-01T09:00', { state: 'open', until: '13:00' }],
    ['2026-12-01T12:59', { state: 'open', until: '13:00' }],
    ['2026-12-01T13:00', closed('2026-12-01', '14:00')],
    ['2026-12-01T18:00', closed('2026-12-02', '00:00')],
    ['2026-12-02T23:59', { state: 'open', until: null }],
    ['2026-12-03T00:00', closed('2026-12-07', '10:00')],
    ['2026-12-07T11:59', { state: 'open', until: '12:00' }],
    ['2026-12-07T12:00', closed('2026-12-08', '11:00')],
    ['2026-12-08T14:59', { state: 'open', until: '15:00' }],
    ['2026-12-15T10:00', { state: 'closed', opens: null }],
    ['2027-01-31T23:59', closed('2027-02-01', '09:00')],
  ])('when it is %s, then the state is %j', (local, state) => expect(at(local)).toEqual(state));

  it('when holidays have no hours, then the centre is closed on them', () => {
    const { holiday: _, ...week } = HOURS.week;
    expect(at('2026-12-07T11:00', { week })).toEqual(closed('2026-12-09', '00:00'));
  });

  it('when the next opening is 14 days away, then it is named, and 15 days away it is not', () => {
    const hours = (from: string): HoursProfile => ({ week: {}, exceptions: [{ from, hours: SPLIT }] });
    expect(at('2026-12-01T10:00', hours('2026-12-15'))).toEqual(closed('2026-12-15', '09:00'));
    expect(at('2026-12-01T10:00', hours('2026-12-16'))).toEqual({ state: 'closed', opens: null });
  });
});

describe('hours over midnight', () => {
  const night = (until: string | null): HoursProfile => ({
    week: {
      monday: [{ from: '18:00', until: '24:00' }],
      tuesday: until === null ? [] : [{ from: '00:00', until }],
    },
  });
  it.each([
    ['02:00', '02:00'],
    ['24:00', null],
    [null, '24:00'],
  ])(
    'when Tuesday is open from 00:00 until %s (null: closed), then Monday evening is open until %s (null: no end)',
    (until, said) => expect(at('2026-11-30T22:00', night(until))).toEqual({ state: 'open', until: said }),
  );
});

describe('notices', () => {
  it.each([
    ['2026-12-01', []],
    ['2026-12-02', ['x']],
    ['2026-12-04', ['x']],
    ['2026-12-05', []],
  ])('when it is %s, then the notices are %j', (day, shown) => {
    const text = sameInEveryLanguage('x');
    expect(noticesOn(day, [{ from: '2026-12-02', until: '2026-12-04', text }]).map(({ en }) => en)).toEqual(shown);
  });
});
