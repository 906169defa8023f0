import { expect, it } from 'vitest';
import { createUsualTimes } from './usual-times.ts';

it('knows nothing before something was waited for', () => {
  expect(createUsualTimes<'printing'>().of('printing')).toBeNull();
});

it('is the middle one, which one that took very long does not move, of each kind apart', () => {
  const times = createUsualTimes<'printing' | 'lodging'>();
  for (const seconds of [2.4, 60, 1.6]) times.note('printing', seconds);
  times.note('lodging', 0.01);
  expect([times.of('printing'), times.of('lodging')]).toEqual([2, 1]);
});

it('forgets what was long ago', () => {
  const times = createUsualTimes<'printing'>();
  for (let nth = 0; nth < 20; nth += 1) times.note('printing', 40);
  for (let nth = 0; nth < 5; nth += 1) times.note('printing', 3);
  expect(times.of('printing')).toBe(3);
});
