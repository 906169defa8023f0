import { describe, expect, it } from 'vitest';
import { parseTerminalTime } from './transaction-order.ts';
import { BAKU_TIME_ZONE, localDateTimeDigits } from './wall-clock.ts';

const BERLIN = 'Europe/Berlin';
const iso = (at: string, near: string, zone?: string) =>
  new Date(parseTerminalTime(at, Date.parse(near), zone)).toISOString();

describe('parseTerminalTime', () => {
  it.each([
    ['without a zone: Baku time', '1124143205', '2026-11-24T10:00:00Z', undefined, '2026-11-24T10:32:05.000Z'],
    ['Berlin in winter: UTC+1', '1124143205', '2026-11-24T10:00:00Z', BERLIN, '2026-11-24T13:32:05.000Z'],
    ['Berlin in summer: UTC+2', '0724143205', '2026-07-24T10:00:00Z', BERLIN, '2026-07-24T12:32:05.000Z'],
    ['the last second of winter time', '0329015959', '2026-03-29T01:00:00Z', BERLIN, '2026-03-29T00:59:59.000Z'],
    ['the first second of summer time', '0329030000', '2026-03-29T01:00:00Z', BERLIN, '2026-03-29T01:00:00.000Z'],
    ['the skipped hour in spring', '0329023000', '2026-03-29T01:31:00Z', BERLIN, '2026-03-29T01:30:00.000Z'],
    [
      'the doubled hour in autumn: the first one',
      '1025023000',
      '2026-10-25T00:31:00Z',
      BERLIN,
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'the doubled hour in autumn: the second one',
      '1025023000',
      '2026-10-25T01:31:00Z',
      BERLIN,
      '2026-10-25T01:30:00.000Z',
    ],
    ['the year before', '1231235959', '2026-12-31T20:00:05Z', BAKU_TIME_ZONE, '2026-12-31T19:59:59.000Z'],
    ['the year after', '0101000001', '2026-12-31T19:59:59Z', BAKU_TIME_ZONE, '2026-12-31T20:00:01.000Z'],
    ['29 February of a leap year', '0229120000', '2028-02-29T08:00:10Z', BAKU_TIME_ZONE, '2028-02-29T08:00:00.000Z'],
    [
      '29 February, a year before the leap year',
      '0229120000',
      '2027-03-01T08:00:00Z',
      BAKU_TIME_ZONE,
      '2028-02-29T08:00:00.000Z',
    ],
    [
      '29 February, far from a leap year',
      '0229120000',
      '2030-03-01T08:00:00Z',
      BAKU_TIME_ZONE,
      '2030-03-01T08:00:00.000Z',
    ],
  ] as const)('when a terminal sends its local time, then its moment is found: %s', (_, at, near, zone, moment) => {
    expect(iso(at, near, zone)).toBe(moment);
  });

  it('when the time zone is not in the database, then parseTerminalTime throws', () => {
    expect(() => parseTerminalTime('1124143205', 0, 'Mars/Olympus')).toThrow(RangeError);
  });
});

it('when a terminal gets the time, then the digits are in its time zone', () => {
  const at = new Date('2026-10-25T00:59:59Z');
  expect(localDateTimeDigits(at, BERLIN)).toEqual({ date: '261025', time: '025959' });
  expect(localDateTimeDigits(new Date(at.getTime() + 1_000), BERLIN)).toEqual({ date: '261025', time: '020000' });
  expect(localDateTimeDigits(new Date('2027-12-31T20:00:00Z'), BAKU_TIME_ZONE)).toEqual({
    date: '280101',
    time: '000000',
  });
});
