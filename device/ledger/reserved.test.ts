import { describe, expect, it } from 'vitest';
import { fold, LODGED, noteIn, QUOTED, SENT, SOLD } from '../../test/dealings-rig.ts';
import { LedgerRuleError } from './application.ts';
import { owedCash } from './cash.ts';
import type { LedgerEntry } from './entries.ts';
import { nextStep } from './next-step.ts';
import { proofOf } from './proof.ts';
import { toPay } from './reserved.ts';

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
    ['before the application is lodged', [QUOTED, reserve(200)]],
    ['while a sale is on its way', [...BEGUN, ...SENT, reserve(200)]],
    ['while notes are taken', [...BEGUN, CASH, reserve(200)]],
    ['a second time', [...BEGUN, reserve(200), reserve(200)]],
    ['of more than the price', [...BEGUN, reserve(501)]],
    ['of nothing', [...BEGUN, reserve(0)]],
    ['for several dues', [{ ...QUOTED, lines: [500] } as LedgerEntry, LODGED, reserve(200)]],
    ['that covers the price, and then a sale', [...BEGUN, reserve(500), ...SENT]],
    ['that covers the price, and then notes', [...BEGUN, reserve(500), CASH]],
    ['of a part, and then a registration', [...BEGUN, reserve(200), REQUESTED]],
    ['and too few notes for the rest', [...BEGUN, reserve(200), CASH, ...noteIn('n', 200), paid(200)]],
    ['never, and a registration after a sale that was declined', [...BEGUN, ...SENT, DECLINED, REQUESTED]],
  ])('when it is written %s, then the ledger refuses it', (_, entries) => {
    expect(() => fold(...entries)).toThrow(LedgerRuleError);
  });

  it.each<[string, readonly LedgerEntry[], number, unknown]>([
    ['before anything else is paid', [...BEGUN, reserve(200)], 300, null],
    ['and the card pays the rest', [...BEGUN, reserve(200), ...SOLD.slice(0, 2)], 300, null],
    [
      'and notes pay the rest',
      [...BEGUN, reserve(200), CASH, ...noteIn('n', 500), paid(500)],
      300,
      { notes: [500], amount: 300, at: 'then', credit: 200 },
    ],
    ['and it covers the price', COVERED, 0, { credit: 500, amount: 0, at: 'first' }],
    [
      'after a sale that was declined',
      [...BEGUN, ...SENT, DECLINED, reserve(500), REQUESTED],
      0,
      { credit: 500, amount: 0, at: 'first' },
    ],
    [
      'after notes were stopped',
      [...BEGUN, CASH, { kind: 'cashStopped' }, reserve(500), REQUESTED],
      0,
      { credit: 500, amount: 0, at: 'first' },
    ],
  ])('when it is written %s, then the rest is to pay and the proof names it', (_, entries, rest, proof) => {
    const application = fold(...entries);
    expect([toPay(application), proofOf(application)]).toEqual([rest, proof]);
  });

  it('when it is owed for notes, then they are worth what they are beyond the rest', () => {
    const cash = [...BEGUN, reserve(200), CASH, ...noteIn('n', 500), paid(500), REQUESTED];
    expect(owedCash(fold(...cash, { kind: 'issued' }))).toBe(200);
    expect(owedCash(fold(...cash, REFUSED))).toBe(500);
  });

  it.each<[string, readonly LedgerEntry[], unknown]>([
    ['it was reserved', [...BEGUN, reserve(500)], { do: 'withdraw', reason: 'not-paid' }],
    [
      'a part was reserved and the sale declined',
      [...BEGUN, reserve(200), ...SENT, DECLINED],
      { do: 'withdraw', reason: 'not-paid' },
    ],
    ['enough notes for the rest are in', [...BEGUN, reserve(200), CASH, ...noteIn('n', 300)], { do: 'count-cash' }],
    ['it covers and the office was asked', COVERED, { do: 'register' }],
    ['it covers and the office refused', [...COVERED, REFUSED], { do: 'withdraw', reason: 'money-returned' }],
    [
      'the office refused a free one',
      [{ ...QUOTED, amount: 0 } as LedgerEntry, LODGED, REQUESTED, REFUSED],
      { do: 'withdraw', reason: 'refused' },
    ],
  ])('when the kiosk dies after %s, then the recovery frees or registers it', (_, entries, step) => {
    expect(nextStep(fold(...entries))).toEqual(step);
  });
});
