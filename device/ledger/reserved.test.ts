import { describe, expect, it } from 'vitest';
import {
  applicationFrom,
  LODGED,
  QUOTED,
  SENT_SALE_ENTRIES,
  SOLD_ENTRIES,
  stackedNoteEntries,
} from '../../test/rigs/dealings-rig.ts';
import { LedgerRuleError } from './application.ts';
import { owedCash } from './cash.ts';
import type { LedgerEntry } from './entries.ts';
import { nextSettlementStep } from './next-step.ts';
import { paymentProofOf } from './proof.ts';
import { restToPay } from './reserved.ts';

const BEGUN = [QUOTED, LODGED];
const reserve = (amount: number): LedgerEntry => ({ kind: 'creditReserved', amount, at: 'first' });
const CASH: LedgerEntry = { kind: 'cashIntent' };
const REQUESTED: LedgerEntry = { kind: 'issueRequested' };
const REFUSED: LedgerEntry = { kind: 'issueRefused', reason: 'not-eligible' };
const DECLINED: LedgerEntry = { kind: 'notPaid', why: 'declined', code: '6c' };
const paid = (...notes: readonly number[]): LedgerEntry => ({ kind: 'cashPaid', notes, at: 'then' });
const COVERED = [...BEGUN, reserve(500), REQUESTED];

describe('a reserved credit', () => {
  it.each<[string, readonly LedgerEntry[]]>([
    ['a credit before the application is lodged', [QUOTED, reserve(200)]],
    ['a credit while a sale is pending', [...BEGUN, ...SENT_SALE_ENTRIES, reserve(200)]],
    ['a credit while the till takes notes', [...BEGUN, CASH, reserve(200)]],
    ['a second credit', [...BEGUN, reserve(200), reserve(200)]],
    ['a credit larger than the price', [...BEGUN, reserve(501)]],
    ['a credit of nothing', [...BEGUN, reserve(0)]],
    ['a credit for several dues', [{ ...QUOTED, lines: [500] } as LedgerEntry, LODGED, reserve(200)]],
    ['a sale after a credit that covers the price', [...BEGUN, reserve(500), ...SENT_SALE_ENTRIES]],
    ['notes after a credit that covers the price', [...BEGUN, reserve(500), CASH]],
    ['a registration after a credit for a part', [...BEGUN, reserve(200), REQUESTED]],
    [
      'too few notes for the rest after a credit',
      [...BEGUN, reserve(200), CASH, ...stackedNoteEntries('n', 200), paid(200)],
    ],
    ['a registration after a declined sale, without a credit', [...BEGUN, ...SENT_SALE_ENTRIES, DECLINED, REQUESTED]],
  ])('when the entries have %s, then the ledger refuses them', (_, entries) => {
    expect(() => applicationFrom(...entries)).toThrow(LedgerRuleError);
  });

  it.each<[string, readonly LedgerEntry[], number, unknown]>([
    ['a credit alone', [...BEGUN, reserve(200)], 300, null],
    ['a credit, and a sent card sale for the rest', [...BEGUN, reserve(200), ...SOLD_ENTRIES.slice(0, 2)], 300, null],
    [
      'a credit, and notes for the rest',
      [...BEGUN, reserve(200), CASH, ...stackedNoteEntries('n', 500), paid(500)],
      300,
      { notes: [500], amount: 300, at: 'then', credit: 200 },
    ],
    ['a credit that covers the price', COVERED, 0, { credit: 500, amount: 0, at: 'first' }],
    [
      'a credit after a declined sale',
      [...BEGUN, ...SENT_SALE_ENTRIES, DECLINED, reserve(500), REQUESTED],
      0,
      { credit: 500, amount: 0, at: 'first' },
    ],
    [
      'a credit after the notes were stopped',
      [...BEGUN, CASH, { kind: 'cashStopped' }, reserve(500), REQUESTED],
      0,
      { credit: 500, amount: 0, at: 'first' },
    ],
  ])('when the entries have %s, then the rest to pay and the proof match', (_, entries, rest, proof) => {
    const application = applicationFrom(...entries);
    expect([restToPay(application), paymentProofOf(application)]).toEqual([rest, proof]);
  });

  it('when notes exceed the rest, then the kiosk owes the excess; after a refusal, it owes all notes', () => {
    const cash = [...BEGUN, reserve(200), CASH, ...stackedNoteEntries('n', 500), paid(500), REQUESTED];
    expect(owedCash(applicationFrom(...cash, { kind: 'issued' }))).toBe(200);
    expect(owedCash(applicationFrom(...cash, REFUSED))).toBe(500);
  });

  it.each<[string, readonly LedgerEntry[], unknown]>([
    ['the credit was reserved', [...BEGUN, reserve(500)], { do: 'withdraw', reason: 'not-paid' }],
    [
      'a part was reserved and the sale declined',
      [...BEGUN, reserve(200), ...SENT_SALE_ENTRIES, DECLINED],
      { do: 'withdraw', reason: 'not-paid' },
    ],
    [
      'enough notes for the rest are in',
      [...BEGUN, reserve(200), CASH, ...stackedNoteEntries('n', 300)],
      { do: 'count-cash' },
    ],
    ['the request to register with a covering credit', COVERED, { do: 'register' }],
    [
      'the office refused an application with a covering credit',
      [...COVERED, REFUSED],
      { do: 'withdraw', reason: 'money-returned' },
    ],
    [
      'the office refused a free application',
      [{ ...QUOTED, amount: 0 } as LedgerEntry, LODGED, REQUESTED, REFUSED],
      { do: 'withdraw', reason: 'refused' },
    ],
  ])('when the kiosk dies after %s, then the recovery withdraws, counts or registers', (_, entries, step) => {
    expect(nextSettlementStep(applicationFrom(...entries))).toEqual(step);
  });
});
