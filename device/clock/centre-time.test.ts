import { afterEach, expect, it } from 'vitest';
import { atCentre, centreMoment, centreTime, setCentreTimeZone } from './centre-time.ts';

const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
});

it('is the time of this process on a machine that is set to another one', () => {
  // Still the evening before in UTC, and half past two in the night at the centre.
  const at = new Date('2026-11-24T22:30:00Z');
  process.env['TZ'] = 'UTC';
  expect([at.getDate(), at.getHours()]).toEqual([24, 22]);
  setCentreTimeZone();
  expect([at.getDate(), at.getHours(), at.getMinutes()]).toEqual([25, 2, 30]);
});

it('is four hours ahead of universal time, summer and winter', () => {
  for (const [universal, local] of [
    ['2026-01-01T20:30:05Z', '2026-01-02T00:30'],
    ['2026-07-01T05:00:59Z', '2026-07-01T09:00'],
  ] as const) {
    const time = centreTime(() => new Date(universal));
    expect(time.local()).toBe(local);
    expect(time.stamp()).toBe(`${local}:${universal.slice(17, 19)}+04:00`);
    expect(Date.parse(time.stamp())).toBe(Date.parse(universal));
    expect(centreMoment(universal)).toBe(local);
  }
});

it('says of a moment on its wall which one it was', () => {
  expect(atCentre('2026-11-24T14:32')).toBe('2026-11-24T14:32:00+04:00');
  expect(atCentre('2026-11-24T14:32:07')).toBe('2026-11-24T14:32:07+04:00');
});
