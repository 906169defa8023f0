import { expect, it } from 'vitest';
import { terminalClosingTime } from './reconcile.ts';

const totals = (date: string | null, time: string | null) => ({
  totals: { amount: 0, traceNumber: null, date, time, receipts: null, byCard: [] },
});

it.each([
  ['an earlier day of this year', '2026-11-24T10:00:00Z', '1123', '230000', '2026-11-23'],
  ['a day that this year has not reached', '2026-11-24T10:00:00Z', '1231', '230000', '2025-12-31'],
  ['New Year in the centre, but not in UTC', '2026-12-31T20:30:00Z', '0101', '002500', '2027-01-01'],
  ['the last evening of the year, read on the first day', '2027-01-01T06:00:00Z', '1231', '235900', '2026-12-31'],
  ['a clock that is minutes ahead at midnight', '2026-12-31T19:58:00Z', '0101', '000100', '2027-01-01'],
])('when a terminal names %s, then its closing is in the newest year that fits', (_, now, date, time, day) => {
  expect(terminalClosingTime(totals(date, time), new Date(now))?.slice(0, 10)).toBe(day);
});

it('when a terminal names no date, then the time of its closing is unknown', () => {
  expect(terminalClosingTime(totals(null, null), new Date())).toBeNull();
});
