import { describe, expect, it } from 'vitest';
import type { TransactionRef } from './contract.ts';
import { countStepsBetween, isNewer, MAX_TRACE_NUMBER, stillKnowsSale } from './transaction-order.ts';

const ref = (traceNumber: string, receiptNumber: string): TransactionRef => ({
  terminalId: '12345678',
  traceNumber,
  receiptNumber,
});

describe('numbers that wrap', () => {
  it.each([
    ['0002', '0001', 1],
    ['9999', '9998', 1],
    ['0001', '9999', 1],
    ['0002', '9998', 3],
    ['9999', '0001', 9_998],
    ['0001', '0001', 0],
  ])('when a terminal counts only receipts, then %s is after %s by %i', (receipt, than, steps) => {
    expect(countStepsBetween(ref('000000', receipt), ref('000000', than))).toBe(steps);
  });

  it.each([
    ['000001', '999999', 1],
    ['000002', '999998', 3],
    ['999999', '000001', 999_998],
  ])('when a terminal counts traces, then %s is after %s by %i, whatever the receipts', (trace, than, steps) => {
    expect(countStepsBetween(ref(trace, '0007'), ref(than, '0001'))).toBe(steps);
  });

  it('when neither trace nor receipt number counts, then the order is unknown', () => {
    expect(countStepsBetween(ref('000000', '0000'), ref('000000', '0001'))).toBeUndefined();
  });

  it.each([
    ['000002', '000001', true],
    ['000001', '000001', false],
    ['500000', '000001', true],
    ['500001', '000001', false],
    ['000001', '500001', true],
    ['000001', '500000', false],
  ])('when trace %s is compared with %s, then newer is %s', (trace, than, newer) => {
    expect(isNewer(trace, than, MAX_TRACE_NUMBER)).toBe(newer);
  });

  it('when both numbers wrap after a sale, then the terminal still remembers the sale', () => {
    expect(stillKnowsSale(ref('000001', '0001'), ref('999999', '9999'))).toBe(true);
  });

  it('when the receipt number went back, then the terminal does not remember the sale', () => {
    expect(stillKnowsSale(ref('000001', '9998'), ref('999999', '9999'))).toBe(false);
  });
});
