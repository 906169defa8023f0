import { describe, expect, it } from 'vitest';
import type { InquireOutcome } from '../../../drivers/payment-terminal/contract.ts';
import { ok } from '../../../drivers/result.ts';
import { NEVER_ABORTED, settlementRig } from '../../../test/rigs/settlement-rig.ts';
import type { LedgerEntry } from '../../ledger/entries.ts';
import { saleTest } from './sale-test.ts';

const OPEN_TRIAL: readonly LedgerEntry[] = [
  { kind: 'trialSale', amount: 1 },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];

/** A trial of an earlier test has no answer; the terminal answers an inquiry when `answer` is called. */
function rig() {
  const its = settlementRig({});
  its.write('a', OPEN_TRIAL);
  const held: ((outcome: InquireOutcome) => void)[] = [];
  its.inquiring(() => new Promise((resolve) => held.push(resolve)));
  const test = saleTest({
    ...its,
    terminal: { status: () => ({ device: 'online' }), lastTransaction: async () => ok({ before: null }) },
    newId: () => 'b',
  });
  const run = (signal = NEVER_ABORTED) => test({ signal, show: () => {}, agrees: async () => null });
  return { ...its, run, answer: (outcome: InquireOutcome) => held.shift()?.(outcome) };
}

describe('test of the terminal', () => {
  it('when the settlement asks about an earlier 0.01 ₼, then the test waits for this answer and asks nothing', async () => {
    const { settlement, run, answer, asked, settled, ledger, bugs } = rig();
    const turn = settlement.recover(NEVER_ABORTED);
    await settled();
    const outcome = run();
    await settled();
    expect(asked).toEqual(['inquire']);
    answer({ known: 'not-paid' });
    await turn;
    expect(await outcome).toEqual({ is: 'failed', code: 'ACC-118' });
    expect([asked, ledger.find('a')?.last, bugs]).toEqual([['inquire'], 'closed', []]);
  });

  it('when a second test begins, then it waits for the first; when it was stopped meanwhile, then it begins no sale', async () => {
    const { run, answer, asked, settled } = rig();
    const first = run();
    await settled();
    const stop = new AbortController();
    const second = run(stop.signal);
    stop.abort();
    await settled();
    expect(asked).toEqual(['inquire']);
    answer({ known: 'not-paid' });
    expect(await first).toEqual({ is: 'failed', code: 'ACC-118' });
    expect(await second).toEqual({ is: 'stopped' });
    expect(asked).toEqual(['inquire']);
  });

  it('when staff settle an earlier 0.01 ₼, then the test fails and asks nothing', async () => {
    const { run, settlement, asked } = rig();
    settlement.claim('a');
    expect(await run()).toEqual({ is: 'failed', code: 'ACC-117' });
    expect(asked).toEqual([]);
  });
});
