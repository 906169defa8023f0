import { expect, it } from 'vitest';
import { DOUBT_ENDS_MS } from '../session/payment.machine.ts';
import { LONGEST_STOP_S, longestPaymentMs, longestStopMs, VISIT_ENDS_MS } from './stop-bound.ts';

it('when the office may take longer, then the bound grows, and it always covers the longest payment', () => {
  expect(longestPaymentMs(10_000)).toBeGreaterThan(600_000 + DOUBT_ENDS_MS);
  expect(longestPaymentMs(60_000) - longestPaymentMs(10_000)).toBe(22 * 50_000);
  expect(longestStopMs(10_000)).toBeGreaterThan(VISIT_ENDS_MS + longestPaymentMs(10_000));
});

it('when a profile has the longest timeout, then the bound of the unit covers it', () => {
  expect(LONGEST_STOP_S * 1_000).toBeGreaterThanOrEqual(longestStopMs(60_000));
});
