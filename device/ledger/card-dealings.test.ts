import { describe, expect, it } from 'vitest';
import type { PayOutcome } from '../../drivers/payment-terminal/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import {
  APPROVAL,
  ENTRIES_TO_REVERSE,
  INTENT,
  LODGED,
  NEVER_ABORTED,
  QUOTED,
  SALE_RECORD,
  SALE_REF,
  SENT_SALE_ENTRIES,
  TERMINAL_GONE,
  TERMINAL_SILENT,
  terminalAndOfficeRig,
} from '../../test/rigs/dealings-rig.ts';
import type { LedgerEntry } from './entries.ts';

describe('a sale', () => {
  it('when a sale is sent, then the ledger already has its intent, which names the terminal’s previous transaction', async () => {
    const r = terminalAndOfficeRig();
    await r.dealings.pay('a', NEVER_ABORTED, () => undefined);
    expect(r.happened).toEqual(['intent', 'saleSent', 'pay', 'approved']);
    const intent = { intentId: 'id-1', before: SALE_REF, terminalId: '12345678' };
    expect(r.entries()[2]).toEqual({ kind: 'intent', ...intent });
    expect(r.intents).toEqual([{ ...intent, amount: 500 }]);
    expect(r.issues()).toBe(0);
  });

  it.each<[PayOutcome, LedgerEntry]>([
    [
      { known: 'approved', approval: APPROVAL },
      { kind: 'approved', approval: SALE_RECORD, at: 'now' },
    ],
    [
      { known: 'declined', resultCode: '6c' },
      { kind: 'notPaid', why: 'declined', code: '6c' },
    ],
    [{ known: 'cancelled' }, { kind: 'notPaid', why: 'cancelled', code: null }],
    [
      { known: 'never-started', trouble: TERMINAL_GONE },
      { kind: 'notPaid', why: 'never-started', code: 'TRM-101' },
    ],
    [
      { known: 'nothing', ask: 'last-transaction', trouble: TERMINAL_SILENT },
      { kind: 'unknown', code: 'TRM-102' },
    ],
  ])('when a sale ends as %o, then ledger and caller get this outcome', async (outcome, entry) => {
    for (const issueOfGoods of [false, true]) {
      const r = terminalAndOfficeRig({ issueOfGoods });
      r.said.offers = false;
      r.said.pay = outcome;
      expect(await r.dealings.pay('a', NEVER_ABORTED, () => undefined)).toEqual(outcome);
      expect(r.last()).toEqual(entry);
    }
  });

  it('when nothing is known after the offer, then the sale does not count as taken back', async () => {
    const r = terminalAndOfficeRig({ issueOfGoods: true });
    r.said.pay = { known: 'nothing', ask: 'last-transaction', trouble: TERMINAL_SILENT };
    expect(await r.dealings.pay('a', NEVER_ABORTED, () => undefined)).toEqual(r.said.pay);
    expect(r.happened).toEqual(['intent', 'saleSent', 'pay', 'offered', 'register', 'unknown']);
  });

  it('when the terminal cannot name its last transaction, then no sale starts', async () => {
    const r = terminalAndOfficeRig();
    r.said.last = err(TERMINAL_GONE);
    expect(await r.dealings.pay('a', NEVER_ABORTED, () => undefined)).toEqual({
      known: 'never-started',
      trouble: TERMINAL_GONE,
    });
    expect(r.happened).toEqual([]);
  });

  it('when the citizen cancels before the terminal answers, then no sale starts', async () => {
    const r = terminalAndOfficeRig();
    const cancel = new AbortController();
    r.said.onLast = () => cancel.abort();
    expect(await r.dealings.pay('a', cancel.signal, () => undefined)).toEqual({ known: 'cancelled' });
    expect(r.happened).toEqual([]);
  });
});

describe('an inquiry about a sale', () => {
  it('when the terminal is asked, then the question names the intended sale', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', { ...INTENT, before: SALE_REF } as LedgerEntry, { kind: 'saleSent' });
    await r.dealings.ask('a', NEVER_ABORTED);
    expect(r.intents).toEqual([{ intentId: 'i', before: SALE_REF, amount: 500, sentAt: new Date(0).toISOString() }]);
  });

  it('when the sale is approved, then the ledger has the approval', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', ...SENT_SALE_ENTRIES);
    r.said.inquire = { known: 'approved', approval: APPROVAL };
    expect(await r.dealings.ask('a', NEVER_ABORTED)).toEqual(r.said.inquire);
    expect(r.last()).toEqual({ kind: 'approved', approval: SALE_RECORD, at: 'now' });
  });

  it('when the sale is not paid, then the ledger has notPaid', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', ...SENT_SALE_ENTRIES);
    r.said.inquire = { known: 'not-paid' };
    expect(await r.dealings.ask('a', NEVER_ABORTED)).toEqual({ known: 'not-paid' });
    expect(r.last()).toEqual({ kind: 'notPaid', why: 'not-found', code: null });
  });

  it('when two inquiries tell nothing, then the ledger has only one `unknown`', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', ...SENT_SALE_ENTRIES);
    r.happened.length = 0;
    expect(await r.dealings.ask('a', NEVER_ABORTED)).toEqual({ known: 'nothing', trouble: TERMINAL_GONE });
    await r.dealings.ask('a', NEVER_ABORTED);
    expect(r.happened).toEqual(['inquire', 'unknown', 'inquire']);
    expect(r.last()).toEqual({ kind: 'unknown', code: 'TRM-101' });
  });

  it.each([
    { known: 'nothing', trouble: TERMINAL_GONE },
    { known: 'approved', approval: APPROVAL },
  ] as const)('when the inquiry after an offer says $known, then the caller gets this outcome', async (outcome) => {
    const r = terminalAndOfficeRig();
    r.write('a', ...SENT_SALE_ENTRIES, { kind: 'offered', approval: SALE_RECORD, at: 'then' });
    r.said.inquire = outcome;
    expect(await r.dealings.ask('a', NEVER_ABORTED)).toEqual(outcome);
  });

  it('when the inquiry after an offer says not-paid, then the outcome is not-issued', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', ...SENT_SALE_ENTRIES, { kind: 'offered', approval: SALE_RECORD, at: 'then' });
    r.said.inquire = { known: 'not-paid' };
    const why = { kind: 'unreachable', code: 'BKO-101' };
    expect(await r.dealings.ask('a', NEVER_ABORTED)).toEqual({ known: 'not-issued', why });
  });

  it('when there was no sale, then ask() throws', async () => {
    const r = terminalAndOfficeRig();
    await expect(r.dealings.ask('a', NEVER_ABORTED)).rejects.toThrow('application a has no sale');
    expect(r.happened).toEqual([]);
  });
});

describe('a reversal', () => {
  it('when a reversal fails and is repeated, then the ledger has one `reversing` and, at the end, `reversed`', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', ...ENTRIES_TO_REVERSE);
    r.happened.length = 0;
    r.said.reverse = err(TERMINAL_SILENT);
    expect(await r.dealings.reverse('a', NEVER_ABORTED)).toEqual(err('TRM-102'));
    r.said.reverse = ok(undefined);
    expect(await r.dealings.reverse('a', NEVER_ABORTED)).toMatchObject({ ok: true, value: { last: 'reversed' } });
    expect(r.happened).toEqual(['reversing', 'reverse 0008', 'reverse 0008', 'reversed']);
  });

  it('when another sale is in doubt, then the reversal waits until the outcome of this sale is known', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', ...ENTRIES_TO_REVERSE);
    r.write('b', QUOTED, LODGED, { ...INTENT, before: SALE_REF } as LedgerEntry, { kind: 'saleSent' });
    r.happened.length = 0;
    expect(await r.dealings.reverse('a', NEVER_ABORTED)).toEqual(err('TRM-204'));
    expect(r.happened).toEqual([]);
    r.write('b', { kind: 'notPaid', why: 'not-found', code: null });
    expect((await r.dealings.reverse('a', NEVER_ABORTED)).ok).toBe(true);
  });

  it('when a newer sale has the same receipt number, then the reversal is left to staff', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', ...ENTRIES_TO_REVERSE);
    r.write('b', QUOTED, LODGED, ...SENT_SALE_ENTRIES, {
      kind: 'approved',
      approval: { ...SALE_RECORD, ref: { ...SALE_REF, traceNumber: '000500' } },
      at: 'now',
    });
    r.happened.length = 0;
    expect(await r.dealings.reverse('a', NEVER_ABORTED)).toEqual(err('TRM-106'));
    expect(r.happened).toEqual(['reversing']);
  });

  it('when no sale was approved, then reverse() throws', async () => {
    const r = terminalAndOfficeRig();
    await expect(r.dealings.reverse('a', NEVER_ABORTED)).rejects.toThrow('application a has no approved sale');
    expect(r.happened).toEqual([]);
  });
});
