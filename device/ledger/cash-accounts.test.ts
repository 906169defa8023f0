import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationFrom, SALE_RECORD } from '../../test/rigs/dealings-rig.ts';
import { recountCash } from '../../test/support/recount.ts';
import { type Application, applyEntry, LedgerRuleError } from './application.ts';
import { owedCash } from './cash.ts';
import { describeCashImbalance, NO_CASH } from './cash-accounts.ts';
import { type LedgerEntry, OTHER_PAYMENT_REASON } from './entries.ts';
import { openLedger } from './ledger.ts';
import { dueLinesOwingCredit } from './lines.ts';

const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 's',
  tier: null,
  tariffDate: null,
  amount: 1_000,
  paper: 'receipt',
};
const LODGED: LedgerEntry = { kind: 'lodged', reference: 'K5-7QF2-41' };
const held = (noteId: string, value: number): LedgerEntry => ({ kind: 'noteHeld', noteId, value });
const stacked = (noteId: string): LedgerEntry => ({ kind: 'noteStacked', noteId });

const candidates = (application: Application): readonly LedgerEntry[] => [
  ...['n1', 'n2', 'n3'].flatMap((noteId): LedgerEntry[] => [
    ...[100, 500, 2_000].map((value) => held(noteId, value)),
    stacked(noteId),
    { kind: 'noteReturned', noteId },
    { kind: 'noteInDoubt', noteId, value: null, why: 'power-lost' },
  ]),
  ...[1, 2].flatMap((line): LedgerEntry[] => [
    { kind: 'lineLodged', line, reference: `K5-7QF${line}-00` },
    { kind: 'lineIssued', line },
    { kind: 'lineRefused', line, reason: 'x' },
  ]),
  ...dueLinesOwingCredit(application).map(credited),
  credited({ amount: owedCash(application) }),
  LODGED,
  { kind: 'creditReserved', amount: 300, at: 'now' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'approved', approval: { ...SALE_RECORD, amount: 1_000 }, at: 'now' },
  { kind: 'notPaid', why: 'declined', code: null },
  { kind: 'cashIntent' },
  { kind: 'cashPaid', notes: [], at: 'now' },
  { kind: 'cashStopped' },
  { kind: 'issueRequested' },
  { kind: 'issued' },
  { kind: 'issueRefused', reason: 'x' },
  { kind: 'issueRefused', reason: OTHER_PAYMENT_REASON },
  { kind: 'reversing' },
  { kind: 'reversed' },
  { kind: 'settledByHand', as: 'paid', by: 'A.M.', at: 'now', leftToStaff: false },
  { kind: 'withdrawn' },
  { kind: 'closed', outcome: 'delivered' },
];

const credited = (owed: { readonly amount: number; readonly line?: number }): LedgerEntry => ({
  kind: 'creditIssued',
  code: 'c',
  at: 'now',
  ...owed,
});

const NOTE: readonly LedgerEntry[] = [{ kind: 'cashIntent' }, held('n1', 2_000), stacked('n1')];
const CARD: readonly LedgerEntry[] = [
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'approved', approval: { ...SALE_RECORD, amount: 1_000 }, at: 'now' },
  { kind: 'issueRequested' },
];
const DUES: readonly LedgerEntry[] = [
  { ...QUOTED, lines: [400, 600] },
  { kind: 'lineLodged', line: 1, reference: 'K5-7QF1-00' },
  { kind: 'lineLodged', line: 2, reference: 'K5-7QF2-00' },
  LODGED,
];
const STARTS: readonly (readonly LedgerEntry[])[] = [
  [QUOTED],
  [...DUES, ...NOTE],
  [...DUES, ...NOTE, { kind: 'cashPaid', notes: [2_000], at: 'now' }, { kind: 'issueRequested' }],
  [...DUES, ...CARD],
  [QUOTED, LODGED, ...NOTE, { kind: 'cashStopped' }, ...CARD],
];

function taken(application: Application, entry: LedgerEntry): readonly Application[] {
  try {
    return [applyEntry('a', application, entry)];
  } catch (error) {
    if (error instanceof LedgerRuleError) return [];
    throw error;
  }
}

describe('the cash accounts', () => {
  it('when allowed entries follow each other, then the running sums match a recount and keep the laws', () => {
    const reached = new Set<string>();
    const way = fc.array(fc.nat(), { minLength: 10, maxLength: 25 });
    fc.assert(
      fc.property(fc.constantFrom(...STARTS), way, (start, choices) => {
        let application = applicationFrom(...start);
        for (const choice of choices) {
          const next = candidates(application).flatMap((entry) => taken(application, entry));
          const one = next[choice % next.length];
          if (!one) return;
          application = one;
          const { accounts } = application;
          expect(accounts).toEqual(recountCash(application));
          expect(describeCashImbalance(accounts)).toBeNull();
          for (const [name, amount] of Object.entries(accounts)) if (amount > 0) reached.add(name);
        }
      }),
      { numRuns: 200 },
    );
    expect([...reached].sort()).toEqual(Object.keys(NO_CASH).sort());
  });

  it.each([
    [{ owed: -1, paid: 1 }, 'owed is -1 qəpik'],
    [{ held: -500 }, 'held is -500 qəpik'],
    [{ doubted: 0.5 }, 'doubted is 0.5 qəpik'],
    [{ cassette: Number.NaN }, 'cassette is NaN qəpik'],
    [{ cassette: 2 ** 53, owed: 2 ** 53 }, 'cassette is 9007199254740992 qəpik'],
    [
      { cassette: 2_000, paid: 500, credited: 300, owed: 1_199 },
      'the cassette differs from the sum of paid, credited and owed (2000 qəpik in the cassette, 500 paid, 300 credited, 1199 owed)',
    ],
  ])('when the sums are %j, then the broken law is named with the numbers', (sums, law) => {
    expect(describeCashImbalance({ ...NO_CASH, ...sums })).toContain(law);
  });
});

describe('a ledger', () => {
  it.each([
    ['a note of a negative value', [], held('n2', -500), 'held is -500 qəpik'],
    ['a note of half a qəpik', [], held('n2', 0.5), 'held is 0.5 qəpik'],
    ['a payment of a negative price', [{ amount: -500 }], null, 'paid is -500 qəpik'],
  ] as const)(
    'when %s comes, then the ledger refuses the entry with the numbers, and writes nothing',
    (_, quoted, wrong, law) => {
      const ledger = openLedger({ file: ':memory:', now: () => new Date('2026-11-24T10:00:00Z') });
      const before: LedgerEntry[] = [
        { ...QUOTED, ...quoted[0] },
        LODGED,
        { kind: 'cashIntent' } as const,
        held('n1', 2_000),
        stacked('n1'),
      ];
      for (const entry of before) ledger.append('a', entry);
      expect(() => ledger.append('a', wrong ?? { kind: 'cashPaid', notes: [2_000], at: 'now' })).toThrow(law);
      expect(ledger.history('a')).toHaveLength(before.length);
      expect(ledger.newestSeq()).toBe(before.length);
      expect(ledger.find('a')).toMatchObject({ last: 'cashIntent', accounts: { cassette: 2_000, owed: 2_000 } });
      ledger.close();
    },
  );
});
