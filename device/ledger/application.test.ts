import { describe, expect, it } from 'vitest';
import { type Application, applyEntry, canReverseSale } from './application.ts';
import type { LedgerEntry, PhaseKind } from './entries.ts';
import { NEXT_PHASES } from './entries.ts';

const REF = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' };
const TO_APPROVED: readonly LedgerEntry[] = [
  {
    kind: 'quoted',
    service: 'identity-card-replacement',
    tier: '10-days',
    tariffDate: null,
    amount: 500,
    paper: 'receipt',
  },
  { kind: 'lodged', reference: 'K5-7QF2-62' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];

function folded(entries: readonly LedgerEntry[]): Application {
  let application: Application | undefined;
  for (const entry of entries) application = applyEntry('a', application, entry);
  if (!application) throw new Error('no entries');
  return application;
}

describe('a reversible sale', () => {
  const sent = folded(TO_APPROVED);
  const approved: Application = { ...sent, approval: { ref: REF } as Application['approval'] };

  it('when a sale is approved and neither registered nor reversed, then the sale may be reversed', () => {
    const phases = Object.keys(NEXT_PHASES).filter((phase) => phase !== 'start') as PhaseKind[];
    const mayGoBack = phases.filter((last) => canReverseSale({ ...approved, last }));
    expect(mayGoBack).toEqual(['approved', 'issueRequested', 'issueRefused', 'reversing']);
  });

  it('when no sale is approved, then no sale may be reversed', () => {
    expect(canReverseSale(sent)).toBe(false);
    expect(canReverseSale({ ...sent, last: 'issueRequested' })).toBe(false);
  });
});

describe('a trial: a test sale of a technician', () => {
  const SENT: readonly LedgerEntry[] = [
    { kind: 'trialSale', amount: 1 },
    { kind: 'intent', intentId: 'i', before: null },
    { kind: 'saleSent' },
  ];
  const approval = { ref: REF, amount: 1, authorisationCode: null };
  const PAID: readonly LedgerEntry[] = [...SENT, { kind: 'approved', approval, at: 'then' }];

  it('when an entry of a trial registers or offers it, starts a second sale or takes cash, then the ledger refuses the entry', () => {
    expect(() => folded([...PAID, { kind: 'issueRequested' }])).toThrow('issueRequested of a trial');
    expect(() => folded([...SENT, { kind: 'offered', approval, at: 'then' }])).toThrow('offered of a trial');
    const notPaid: LedgerEntry = { kind: 'notPaid', why: 'declined', code: '6c' };
    expect(() => folded([...SENT, notPaid, { kind: 'intent', intentId: 'j', before: null }])).toThrow('of a trial');
    expect(() => folded([...SENT, notPaid, { kind: 'cashIntent' }])).toThrow('cashIntent of a trial');
  });

  it('when the money of a trial may have moved, then the trial cannot be closed', () => {
    for (const entries of [SENT, PAID, [...PAID, { kind: 'reversing' } as const]])
      expect(() => folded([...entries, { kind: 'closed', outcome: 'returned' }])).toThrow('may not follow');
  });

  it('when a sale is no trial, then it is reversed only after a refusal by the office, and then closed only after a withdrawal', () => {
    const approved: readonly LedgerEntry[] = [...TO_APPROVED, { kind: 'approved', approval, at: 'then' }];
    expect(() => folded([...approved, { kind: 'reversing' }])).toThrow('only for a trial');
    const refused: readonly LedgerEntry[] = [
      ...approved,
      { kind: 'issueRequested' },
      { kind: 'issueRefused', reason: 'r' },
      { kind: 'reversing' },
      { kind: 'reversed' },
    ];
    expect(() => folded([...refused, { kind: 'closed', outcome: 'returned' }])).toThrow('only for a trial');
    expect(folded([...PAID, { kind: 'reversing' }, { kind: 'reversed' }]).last).toBe('reversed');
  });
});
