import { expect, it } from 'vitest';
import { createUsualTimes } from './usual-times.ts';

it('when nothing was waited for, then the usual time is null', () => {
  expect(createUsualTimes<'printing'>().of('printing')).toBeNull();
});

it('when one wait was very long, then the usual time is the median, for each kind', () => {
  const times = createUsualTimes<'printing' | 'lodging'>();
  for (const seconds of [2.4, 60, 1.6]) times.note('printing', seconds);
  times.note('lodging', 0.01);
  expect([times.of('printing'), times.of('lodging')]).toEqual([2, 1]);
});

it('when more than nine waits came, then only the newest nine count', () => {
  const times = createUsualTimes<'printing'>();
  for (let nth = 0; nth < 20; nth += 1) times.note('printing', 40);
  for (let nth = 0; nth < 5; nth += 1) times.note('printing', 3);
  expect(times.of('printing')).toBe(3);
});
