import { describe, expect, it } from 'vitest';
import { type Application, apply, saleMayGoBack } from './application.ts';
import type { LedgerEntry, PhaseKind } from './entries.ts';
import { NEXT } from './entries.ts';

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

function after(entries: readonly LedgerEntry[]): Application {
  let application: Application | undefined;
  for (const entry of entries) application = apply('a', application, entry);
  if (!application) throw new Error('no entries');
  return application;
}

describe('a sale that may have to go back', () => {
  const sent = after(TO_APPROVED);
  const approved: Application = { ...sent, approval: { ref: REF } as Application['approval'] };

  it('is one that was approved and is neither delivered nor reversed', () => {
    const phases = Object.keys(NEXT).filter((phase) => phase !== 'start') as PhaseKind[];
    const mayGoBack = phases.filter((last) => saleMayGoBack({ ...approved, last }));
    expect(mayGoBack).toEqual(['approved', 'issueRequested', 'issueRefused', 'reversing']);
  });

  it('is not one of which nothing is known, and none is paid in cash or free', () => {
    expect(saleMayGoBack(sent)).toBe(false);
    expect(saleMayGoBack({ ...sent, last: 'issueRequested' })).toBe(false);
  });
});
