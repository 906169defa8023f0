import { describe, expect, it } from 'vitest';
import type { PayOutcome } from '../../drivers/payment-terminal/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import {
  APPROVAL,
  dealingsRig,
  GONE,
  INTENT,
  LODGED,
  NEVER,
  QUOTED,
  RECORD,
  REF,
  SENT,
  SILENT,
  TO_REVERSE,
} from '../../test/rigs/dealings-rig.ts';
import type { LedgerEntry } from './entries.ts';

describe('a sale', () => {
  it('is in the ledger, with what the terminal said before, when its first byte leaves', async () => {
    const r = dealingsRig();
    await r.dealings.pay('a', NEVER, () => undefined);
    expect(r.happened).toEqual(['intent', 'saleSent', 'pay', 'approved']);
    const intent = { intentId: 'id-1', before: REF, terminalId: '12345678' };
    expect(r.entries()[2]).toEqual({ kind: 'intent', ...intent });
    expect(r.intents).toEqual([{ ...intent, amount: 500 }]);
    expect(r.issues()).toBe(0);
  });

  it.each<[PayOutcome, LedgerEntry]>([
    [
      { known: 'approved', approval: APPROVAL },
      { kind: 'approved', approval: RECORD, at: 'now' },
    ],
    [
      { known: 'declined', resultCode: '6c' },
      { kind: 'notPaid', why: 'declined', code: '6c' },
    ],
    [{ known: 'cancelled' }, { kind: 'notPaid', why: 'cancelled', code: null }],
    [
      { known: 'never-started', trouble: GONE },
      { kind: 'notPaid', why: 'never-started', code: 'TRM-101' },
    ],
    [
      { known: 'nothing', ask: 'last-transaction', trouble: SILENT },
      { kind: 'unknown', code: 'TRM-102' },
    ],
  ])('that ended as %o is written so, and told so', async (outcome, entry) => {
    for (const issueOfGoods of [false, true]) {
      const r = dealingsRig({ issueOfGoods });
      r.said.offers = false;
      r.said.pay = outcome;
      expect(await r.dealings.pay('a', NEVER, () => undefined)).toEqual(outcome);
      expect(r.last()).toEqual(entry);
    }
  });

  it('of which nothing is known after the offer is no sale that was taken back', async () => {
    const r = dealingsRig({ issueOfGoods: true });
    r.said.pay = { known: 'nothing', ask: 'last-transaction', trouble: SILENT };
    expect(await r.dealings.pay('a', NEVER, () => undefined)).toEqual(r.said.pay);
    expect(r.happened).toEqual(['intent', 'saleSent', 'pay', 'offered', 'register', 'unknown']);
  });

  it('does not start where the terminal cannot say what was before it', async () => {
    const r = dealingsRig();
    r.said.last = err(GONE);
    expect(await r.dealings.pay('a', NEVER, () => undefined)).toEqual({ known: 'never-started', trouble: GONE });
    expect(r.happened).toEqual([]);
  });

  it('does not start where it was cancelled meanwhile', async () => {
    const r = dealingsRig();
    const cancel = new AbortController();
    r.said.onLast = () => cancel.abort();
    expect(await r.dealings.pay('a', cancel.signal, () => undefined)).toEqual({ known: 'cancelled' });
    expect(r.happened).toEqual([]);
  });
});

describe('asking what became of a sale', () => {
  it('is about the sale that was meant', async () => {
    const r = dealingsRig();
    r.write('a', { ...INTENT, before: REF } as LedgerEntry, { kind: 'saleSent' });
    await r.dealings.ask('a', NEVER);
    expect(r.intents).toEqual([{ intentId: 'i', before: REF, amount: 500, sentAt: new Date(0).toISOString() }]);
  });

  it('writes that it is paid', async () => {
    const r = dealingsRig();
    r.write('a', ...SENT);
    r.said.inquire = { known: 'approved', approval: APPROVAL };
    expect(await r.dealings.ask('a', NEVER)).toEqual(r.said.inquire);
    expect(r.last()).toEqual({ kind: 'approved', approval: RECORD, at: 'now' });
  });

  it('writes that it is not paid', async () => {
    const r = dealingsRig();
    r.write('a', ...SENT);
    r.said.inquire = { known: 'not-paid' };
    expect(await r.dealings.ask('a', NEVER)).toEqual({ known: 'not-paid' });
    expect(r.last()).toEqual({ kind: 'notPaid', why: 'not-found', code: null });
  });

  it('writes that nothing is known, once', async () => {
    const r = dealingsRig();
    r.write('a', ...SENT);
    r.happened.length = 0;
    expect(await r.dealings.ask('a', NEVER)).toEqual({ known: 'nothing', trouble: GONE });
    await r.dealings.ask('a', NEVER);
    expect(r.happened).toEqual(['inquire', 'unknown', 'inquire']);
    expect(r.last()).toEqual({ kind: 'unknown', code: 'TRM-101' });
  });

  it.each([
    { known: 'nothing', trouble: GONE },
    { known: 'approved', approval: APPROVAL },
  ] as const)('after an offer tells $known as it is', async (outcome) => {
    const r = dealingsRig();
    r.write('a', ...SENT, { kind: 'offered', approval: RECORD, at: 'then' });
    r.said.inquire = outcome;
    expect(await r.dealings.ask('a', NEVER)).toEqual(outcome);
  });

  it('after an offer that the terminal took back says that it was not issued', async () => {
    const r = dealingsRig();
    r.write('a', ...SENT, { kind: 'offered', approval: RECORD, at: 'then' });
    r.said.inquire = { known: 'not-paid' };
    const why = { kind: 'unreachable', code: 'BKO-101' };
    expect(await r.dealings.ask('a', NEVER)).toEqual({ known: 'not-issued', why });
  });

  it('is a bug where there was none', async () => {
    const r = dealingsRig();
    await expect(r.dealings.ask('a', NEVER)).rejects.toThrow('application a has no sale');
    expect(r.happened).toEqual([]);
  });
});

describe('giving the money of a card back', () => {
  it('is announced, asked for again while it fails, and written when it is done', async () => {
    const r = dealingsRig();
    r.write('a', ...TO_REVERSE);
    r.happened.length = 0;
    r.said.reverse = err(SILENT);
    expect(await r.dealings.reverse('a', NEVER)).toEqual(err('TRM-102'));
    r.said.reverse = ok(undefined);
    expect(await r.dealings.reverse('a', NEVER)).toMatchObject({ ok: true, value: { last: 'reversed' } });
    expect(r.happened).toEqual(['reversing', 'reverse 0008', 'reverse 0008', 'reversed']);
  });

  it('waits while another sale is in doubt, and for no other', async () => {
    const r = dealingsRig();
    r.write('a', ...TO_REVERSE);
    r.write('b', QUOTED, LODGED, { ...INTENT, before: REF } as LedgerEntry, { kind: 'saleSent' });
    r.happened.length = 0;
    expect(await r.dealings.reverse('a', NEVER)).toEqual(err('TRM-204'));
    expect(r.happened).toEqual([]);
    r.write('b', { kind: 'notPaid', why: 'not-found', code: null });
    expect((await r.dealings.reverse('a', NEVER)).ok).toBe(true);
  });

  it('is left to staff where a newer sale has the same receipt number', async () => {
    const r = dealingsRig();
    r.write('a', ...TO_REVERSE);
    r.write('b', QUOTED, LODGED, ...SENT, {
      kind: 'approved',
      approval: { ...RECORD, ref: { ...REF, traceNumber: '000500' } },
      at: 'now',
    });
    r.happened.length = 0;
    expect(await r.dealings.reverse('a', NEVER)).toEqual(err('TRM-106'));
    expect(r.happened).toEqual(['reversing']);
  });

  it('is a bug where nothing was approved', async () => {
    const r = dealingsRig();
    await expect(r.dealings.reverse('a', NEVER)).rejects.toThrow('application a has no approved sale');
    expect(r.happened).toEqual([]);
  });
});
