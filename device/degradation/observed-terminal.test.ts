import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { Issue, PaymentTerminal, PayOutcome, TerminalPrompt } from '../../drivers/payment-terminal/contract.ts';
import { APPROVAL } from '../../test/rigs/machine-rig.ts';
import { observedTerminal, saleAttemptOf } from './observed-terminal.ts';
import {
  ALWAYS_SLOW_MS,
  isSaleSlow,
  NO_SALES,
  SALES_IN_MEAN,
  SLOW_SALE_EXCESS_MS,
  withSaleDuration,
} from './sale-times.ts';

const APPROVED: PayOutcome = { known: 'approved', approval: APPROVAL };
it.each<[string, PayOutcome, unknown]>([
  ['approved', APPROVED, 'good'],
  ['declined by the bank', { known: 'declined', resultCode: '05' }, 'good'],
  ['declined, because the card is unreadable', { known: 'declined', resultCode: '64' }, 'failed'],
  ['declined, because the card reader is broken', { known: 'declined', resultCode: 'E2' }, 'failed'],
  ['cancelled', { known: 'cancelled' }, 'abandoned'],
  [
    'never started, because another sale runs',
    { known: 'never-started', trouble: { code: 'TRM-105', kind: 'busy' } },
    null,
  ],
  [
    'never started, because the cable is out',
    { known: 'never-started', trouble: { code: 'TRM-101', kind: 'not-connected' } },
    null,
  ],
  [
    'never started, because the terminal refused it',
    { known: 'never-started', trouble: { code: 'TRM-103', kind: 'refused', resultCode: '83' } },
    'failed',
  ],
  [
    'lost',
    {
      known: 'nothing',
      ask: 'last-transaction',
      trouble: { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' },
    },
    'failed',
  ],
])('when a sale is %s, then the terminal is judged', (_, outcome, judged) => {
  expect(saleAttemptOf(outcome)).toBe(judged);
});

describe('observed terminal', () => {
  it('when a sale is approved, then its time is without the citizen and the office, and the outcome is unchanged', async () => {
    const clock = new SimulatedClock();
    const prompts: TerminalPrompt[] = [];
    const tries: string[] = [];
    const times: number[] = [];
    const pay: PaymentTerminal['pay'] = async (_intent, signal, onPrompt, issue) => {
      clock.increment(1_000);
      onPrompt('present-card');
      clock.increment(20_000);
      onPrompt('processing');
      clock.increment(2_000);
      await issue?.(APPROVAL, signal);
      clock.increment(500);
      onPrompt('remove-card');
      clock.increment(9_000);
      return APPROVED;
    };
    const terminal = observedTerminal({ pay } as PaymentTerminal, clock, {
      onTry: (ended) => tries.push(ended),
      onSale: (ms) => times.push(ms),
    });
    const issue: Issue = async () => {
      clock.increment(30_000);
      return { issued: 'whole' };
    };
    const intent = { intentId: 'i', amount: 500, before: null };
    const signal = new AbortController().signal;
    expect(await terminal.pay(intent, signal, (prompt) => prompts.push(prompt), issue)).toBe(APPROVED);
    expect([prompts, tries, times]).toEqual([['present-card', 'processing', 'remove-card'], ['good'], [3_500]]);
    await terminal.pay(intent, signal, () => undefined);
    expect(times).toEqual([3_500, 3_500]);
  });
});

describe('time of a sale', () => {
  const usual = (meanMs: number) => ({ sales: SALES_IN_MEAN, meanMs });

  it('when the mean is not known yet, then only a very long sale is slow', () => {
    const early = { sales: SALES_IN_MEAN - 1, meanMs: 1_000 };
    expect([isSaleSlow(early, ALWAYS_SLOW_MS - 1), isSaleSlow(early, ALWAYS_SLOW_MS)]).toEqual([false, true]);
    expect(isSaleSlow(usual(1_000), ALWAYS_SLOW_MS - 1)).toBe(true);
  });

  it('when a sale takes at least twice the mean and at least 5 s more than the mean, then it is slow', () => {
    expect([isSaleSlow(usual(10_000), 19_999), isSaleSlow(usual(10_000), 20_000)]).toEqual([false, true]);
    expect([
      isSaleSlow(usual(1_000), 999 + SLOW_SALE_EXCESS_MS),
      isSaleSlow(usual(1_000), 1_000 + SLOW_SALE_EXCESS_MS),
    ]).toEqual([false, true]);
  });

  it('when 30 sales were counted, then the mean stays', () => {
    let times = NO_SALES;
    for (let nth = 1; nth <= SALES_IN_MEAN; nth++) times = withSaleDuration(times, nth * 100);
    expect(times.meanMs).toBeCloseTo(1_550, 6);
    expect(withSaleDuration(times, 90_000)).toBe(times);
  });
});
