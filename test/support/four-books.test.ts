import { describe, expect, it } from 'vitest';
import type { ApplicationOutcome, LedgerEntry, StaffSettledOutcome } from '../../device/ledger/entries.ts';
import { disagreements, type FourBooks } from './four-books.ts';

const REF = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' };
const APPROVAL = { ref: REF, amount: 500, cardName: 'VISA', cardTail: '4021', authorisationCode: '123456' };
const COUNTED: FourBooks['sales'] = [{ ref: REF, amount: 500, state: 'approved', at: '2026-11-24T10:00:00Z' }];
const SENT: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];
const APPROVED: readonly LedgerEntry[] = [...SENT, { kind: 'approved', approval: APPROVAL, at: 'now' }];

const hand = (as: StaffSettledOutcome, leftToStaff = false): LedgerEntry => ({
  kind: 'settledByHand',
  as,
  by: 'A.M.',
  at: 'now',
  leftToStaff,
});
const ended = (as: StaffSettledOutcome, outcome: ApplicationOutcome): readonly LedgerEntry[] => [
  hand(as),
  { kind: 'closed', outcome },
];
const wrong = (entries: readonly LedgerEntry[], sales = COUNTED) =>
  disagreements({ ledger: [{ id: 'a', entries }], sales, register: [], papers: [], staff: [] });

describe('books of applications that staff settled', () => {
  it('when staff returned the money, then the books agree, whether or not the terminal counts the sale', () => {
    for (const sales of [COUNTED, []]) {
      expect(wrong([...APPROVED, ...ended('returned', 'returned')], sales)).toEqual([]);
      expect(wrong([...SENT, ...ended('returned', 'returned')], sales)).toEqual([]);
    }
  });

  it('when the terminal has a sale that staff denied, then the books disagree', () => {
    expect(wrong([...SENT, ...ended('not-paid', 'abandoned')], [])).toEqual([]);
    expect(wrong([...SENT, ...ended('not-paid', 'abandoned')])).toEqual(['sale 000042 is in no application']);
    expect(wrong([...SENT, hand('not-paid', true)])).toEqual(['sale 000042 is in no application']);
  });

  it('when staff have taken an application off their list, then only faults outside the list are reported', () => {
    expect(wrong([...SENT, hand('paid', true)])).toEqual([]);
    expect(wrong([...APPROVED, { kind: 'closed', outcome: 'returned' }])).toEqual([
      'a ended returned: its sale is approved',
    ]);
  });
});
