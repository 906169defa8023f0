import { expect, it } from 'vitest';
import { momentAt } from '../words/opening.ts';
import { createOutOfServiceSince } from './out-since.ts';

const AT_TEN = momentAt('2026-12-01T10:00');
const AT_NOON = momentAt('2026-12-01T12:00');

it('when the kiosk begins out of service, then the beginning is unknown', () => {
  expect(createOutOfServiceSince(() => AT_TEN)(false)).toBeNull();
});

it('when an open kiosk goes out of service, then the first moment stays until it opens', () => {
  let now = AT_TEN;
  const since = createOutOfServiceSince(() => now);
  expect([since(true), since(false)]).toEqual([null, AT_TEN]);
  now = AT_NOON;
  expect([since(false), since(true), since(false)]).toEqual([AT_TEN, null, AT_NOON]);
});
