import { afterEach, describe, expect, it } from 'vitest';
import { isoBirthDate } from '../../drivers/id-reader/mrz/dates.ts';
import { parseTerminalTime } from '../../drivers/payment-terminal/transaction-order.ts';
import { BAKU_TIME_ZONE } from '../../drivers/payment-terminal/wall-clock.ts';
import { createCentreClock, fromCentreLocalTime, setCentreTimeZone, toCentreLocalTime } from './centre-time.ts';

const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
});

it('when the machine is set to another zone, then the process uses the centre’s time', () => {
  const at = new Date('2026-11-24T22:30:00Z');
  process.env['TZ'] = 'UTC';
  expect([at.getDate(), at.getHours()]).toEqual([24, 22]);
  setCentreTimeZone();
  expect([at.getDate(), at.getHours(), at.getMinutes()]).toEqual([25, 2, 30]);
});

it('when the process has no time zone, then it gets the centre’s zone', () => {
  const env: NodeJS.ProcessEnv = {};
  setCentreTimeZone(env);
  expect(env['TZ']).toBe(BAKU_TIME_ZONE);
});

describe.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])('centre time on a machine in %s', (zone) => {
  // Start of the 25th at the centre: noon of the 24th in Los Angeles, morning of the 25th on Kiritimati.
  const midnight = new Date('2026-11-24T20:00:00Z');
  const before = new Date(midnight.getTime() - 1);

  it('when midnight passes at the centre, then the day of a visit changes', () => {
    process.env['TZ'] = zone;
    const dayAt = (at: Date) =>
      createCentreClock(() => at)
        .local()
        .slice(0, 10);
    expect([dayAt(before), dayAt(midnight)]).toEqual(['2026-11-24', '2026-11-25']);
  });

  it('when the process has set its zone, then birth dates and dates of sales follow the centre’s day', () => {
    process.env['TZ'] = zone;
    setCentreTimeZone();
    // A birth date is in the past: tomorrow's date, in two digits, is of 1926.
    expect(isoBirthDate('261125', before)).toBe('1926-11-25');
    expect(isoBirthDate('261125', midnight)).toBe('2026-11-25');
    expect(parseTerminalTime('1125000000', midnight.getTime())).toBe(midnight.getTime());
  });
});

it('local time is four hours ahead of UTC in summer and in winter', () => {
  for (const [universal, local] of [
    ['2026-01-01T20:30:05Z', '2026-01-02T00:30'],
    ['2026-07-01T05:00:59Z', '2026-07-01T09:00'],
  ] as const) {
    const time = createCentreClock(() => new Date(universal));
    expect(time.local()).toBe(local);
    expect(time.stamp()).toBe(`${local}:${universal.slice(17, 19)}+04:00`);
    expect(Date.parse(time.stamp())).toBe(Date.parse(universal));
    expect(toCentreLocalTime(universal)).toBe(local);
  }
});

it('local time is formatted as ISO date-time with offset +04:00', () => {
  expect(fromCentreLocalTime('2026-11-24T14:32')).toBe('2026-11-24T14:32:00+04:00');
  expect(fromCentreLocalTime('2026-11-24T14:32:07')).toBe('2026-11-24T14:32:07+04:00');
});
