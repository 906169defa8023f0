import { afterEach, expect, it } from 'vitest';
import { liveInCentreTime } from './centre-time.ts';

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
  liveInCentreTime();
  expect([at.getDate(), at.getHours(), at.getMinutes()]).toEqual([25, 2, 30]);
});
