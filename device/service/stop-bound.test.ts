import { expect, it } from 'vitest';
import { DOUBT_ENDS_MS } from '../session/payment.machine.ts';
import { longestPaymentMs, STOP_BOUND_S, stopBoundMs, VISIT_ENDS_MS } from './stop-bound.ts';

it('gives a visit that pays all the time that its machines may take, and grows with the patience for the office', () => {
  expect(longestPaymentMs(10_000)).toBeGreaterThan(600_000 + DOUBT_ENDS_MS);
  expect(longestPaymentMs(60_000) - longestPaymentMs(10_000)).toBe(22 * 50_000);
  expect(stopBoundMs(10_000)).toBeGreaterThan(VISIT_ENDS_MS + longestPaymentMs(10_000));
});

it('is one number for every profile', () => {
  expect(STOP_BOUND_S * 1_000).toBeGreaterThanOrEqual(stopBoundMs(60_000));
});
