import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Application, applyEntry, canReverseSale, isPaymentInDoubt, LedgerRuleError } from './application.ts';
import { FAILED_REQUESTS_MEMO, type FailedRequests, forgetFailedRequests } from './attempts.ts';
import { readLedgerQueries } from './book.ts';
import { isFinished } from './cash.ts';
import {
  type LedgerEntry,
  NEXT_PHASES,
  OUTCOMES_BY_STAFF,
  type PhaseKind,
  type StaffSettledOutcome,
} from './entries.ts';
import { verifyLedger } from './integrity.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { applicationToReconcile } from './ledger-line.ts';
import { nextSettlementStep } from './next-step.ts';
import { owedItem } from './owed.ts';
import { readWorkLeftToStaff } from './set-aside.ts';

const REF = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0000' };
const APPROVAL = { ref: REF, amount: 500, cardName: 'VISA', cardTail: '4021', authorisationCode: '123456' };
const SENT: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' },
  { kind: 'lodged', reference: 'K5-7QF2-41' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];
const REVERSING: readonly LedgerEntry[] = [
  ...SENT,
  { kind: 'approved', approval: APPROVAL, at: 'now' },
  { kind: 'issueRequested' },
  { kind: 'issueRefused', reason: 'not-eligible' },
  { kind: 'reversing' },
];
const ANSWERS: readonly StaffSettledOutcome[] = ['returned', 'paid', 'not-paid'];
const hand = (as: StaffSettledOutcome, leftToStaff = false): LedgerEntry => ({
  kind: 'settledByHand',
  as,
  by: 'A.M.',
  at: '2026-11-24T14:00:00+04:00',
  leftToStaff,
});

function folded(entries: readonly LedgerEntry[]): Application {
  let application: Application | undefined;
  for (const entry of entries) application = applyEntry('a', application, entry);
  if (!application) throw new Error('no entries');
  return application;
}

describe('a settlement by hand', () => {
  it('when staff settle an application, then each phase allows only the outcomes that OUTCOMES_BY_STAFF lists for the phase', () => {
    const phases = Object.keys(NEXT_PHASES).filter((phase) => phase !== 'start') as PhaseKind[];
    const may = phases.filter((last) => NEXT_PHASES[last].includes('settledByHand'));
    expect(may).toEqual(['intent', 'saleSent', 'offered', 'unknown', 'issueRefused', 'reversing', 'straySale']);
    expect(may).toEqual(Object.keys(OUTCOMES_BY_STAFF));
    for (const last of phases) {
      const possible = ANSWERS.filter((as) => {
        try {
          return (
            applyEntry('a', { ...folded(SENT), last, leftToStaff: last === 'issueRefused' }, hand(as)).last ===
            'settledByHand'
          );
        } catch (error) {
          if (error instanceof LedgerRuleError) return false;
          throw error;
        }
      });
      expect([last, [...possible].sort()]).toEqual([last, [...(OUTCOMES_BY_STAFF[last] ?? [])].sort()]);
    }
    expect(() => applyEntry('a', undefined, hand('returned'))).toThrow(LedgerRuleError);
  });

  it.each<[string, readonly LedgerEntry[], StaffSettledOutcome, string, string]>([
    ['a sale in doubt as not paid', SENT, 'not-paid', 'not-paid', 'abandoned'],
    ['a sale in doubt as given back', SENT, 'returned', 'money-returned', 'returned'],
    ['a reversal as given back', REVERSING, 'returned', 'money-returned', 'returned'],
  ])(
    'when staff settle %s, then the next steps withdraw and close the application',
    (_, entries, as, reason, outcome) => {
      const settled = folded([...entries, hand(as)]);
      expect([isPaymentInDoubt(settled), canReverseSale(settled), isFinished(settled)]).toEqual([false, false, false]);
      expect(nextSettlementStep(settled)).toEqual({ do: 'withdraw', reason });
      expect(() => applyEntry('a', settled, { kind: 'reversed' })).toThrow(LedgerRuleError);
      expect(() => applyEntry('a', settled, hand(as))).toThrow(LedgerRuleError);
      const withdrawn = applyEntry('a', settled, { kind: 'withdrawn' });
      expect(nextSettlementStep(withdrawn)).toEqual({ do: 'close', outcome });
    },
  );
});

describe('a settlement by hand in the file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'by-hand-'));
    file = join(folder, 'ledger.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function within<T>(act: (ledger: Ledger) => T): T {
    const ledger = openLedger({ file, now: () => new Date('2026-11-24T10:00:00Z') });
    try {
      return act(ledger);
    } finally {
      ledger.close();
    }
  }
  const write = (id: string, entries: readonly LedgerEntry[]) =>
    within((ledger) => {
      for (const entry of entries) ledger.append(id, entry);
    });
  function rot(sql: string): void {
    const db = new Database(file);
    db.exec(sql);
    db.close();
    within(() => undefined);
  }
  const book = () =>
    readLedgerQueries(file, ({ open, find, attempts }) => {
      const booked = find('a');
      return {
        open: open().map(({ id }) => id),
        next: booked && owedItem(booked, attempts, null).next,
        line: booked && applicationToReconcile(booked),
      };
    });

  it('when staff settle a reversal as given back, then both the open and the closed application show the return by hand', () => {
    write('a', [...REVERSING, hand('returned')]);
    expect(book()).toMatchObject({
      open: ['a'],
      next: 'withdraw',
      line: { sale: { state: 'returned-by-hand' }, byHand: 'returned', inDoubt: false, open: true },
    });
    write('a', [{ kind: 'withdrawn' }, { kind: 'closed', outcome: 'returned' }]);
    expect(book()).toMatchObject({ open: [], next: 'nothing', line: { byHand: 'returned', open: false } });
    expect(verifyLedger(file)).toEqual({ entries: 11, firstBad: null, setAside: 0 });
  });

  it('when staff gave back a payment for two dues, then neither due counts as registered after the withdrawal', () => {
    write('a', [
      { ...SENT[0], lines: [200, 300] } as LedgerEntry,
      ...[1, 2].map((line): LedgerEntry => ({ kind: 'lineLodged', line, reference: `K5-7QF${line}-41` })),
      ...REVERSING.slice(1, 6),
      { kind: 'lineIssued', line: 1 },
      { kind: 'issueRefused', reason: 'idempotency-conflict' },
      hand('returned'),
    ]);
    expect(book().line?.dues).toMatchObject([{ state: 'registered' }, { state: 'not-registered' }]);
    write('a', [{ kind: 'withdrawn' }]);
    expect(book().line?.dues).toMatchObject([{ state: 'not-registered' }, { state: 'not-registered' }]);
  });

  it('when a payment has a refused due, then this due becomes a credit if staff settle the payment as paid, not as returned', () => {
    const entries = (as: StaffSettledOutcome): readonly LedgerEntry[] => [
      { ...SENT[0], lines: [200, 300] } as LedgerEntry,
      ...[1, 2].map((line): LedgerEntry => ({ kind: 'lineLodged', line, reference: `K5-7QF${line}-41` })),
      ...REVERSING.slice(1, 6),
      { kind: 'lineRefused', line: 1, reason: 'payee-refused' },
      { kind: 'issueRefused', reason: 'idempotency-conflict' },
      hand(as),
    ];
    expect(nextSettlementStep(folded(entries('returned'))).do).toBe('withdraw');
    expect(nextSettlementStep(folded(entries('paid'))).do).toBe('credit');
  });

  it('when staff settle an application that was left to them, then the application leaves the staff list and its entries stay', () => {
    write('a', SENT);
    rot("UPDATE entry SET body = 'x' WHERE kind = 'saleSent'");
    expect(book()).toMatchObject({ open: ['a'], next: 'by-hand' });
    write('a', [hand('paid', true)]);
    expect(book()).toMatchObject({ open: [], next: 'nothing', line: { byHand: 'paid', open: false } });
    within((ledger) => {
      expect([ledger.found, ledger.open()]).toEqual([[], []]);
      expect(ledger.forStaff()).toMatchObject({ setAside: [{ seq: 4 }], applications: [] });
      expect(ledger.history('a').map(({ entry }) => entry.kind)).toEqual([
        'quoted',
        'lodged',
        'intent',
        'settledByHand',
      ]);
    });
    expect(verifyLedger(file)).toEqual({ entries: 4, firstBad: null, setAside: 1 });
  });

  it('when staff settle an application without any readable entry, then the application leaves the staff list', () => {
    write('a', SENT.slice(0, 1));
    rot("UPDATE entry SET body = 'x'");
    expect(book()).toMatchObject({ open: ['a'], next: 'by-hand' });
    write('a', [hand('not-paid', true)]);
    expect(book()).toMatchObject({ open: [], next: 'nothing', line: null });
    within((ledger) => expect([ledger.found, ledger.open()]).toEqual([[], []]));
  });

  it('when a later note comes to light or the settlement itself is damaged, then the application is on the staff list again', () => {
    const held: LedgerEntry = { kind: 'noteHeld', noteId: 'n', value: 500 };
    const doubted: LedgerEntry = { kind: 'noteInDoubt', noteId: 'n', value: 500, why: 'power-lost' };
    write('a', [...SENT.slice(0, 2), { kind: 'cashIntent' }, held, doubted, { kind: 'cashStopped' }]);
    rot("UPDATE entry SET body = 'x' WHERE kind = 'cashStopped'");
    write('a', [hand('returned', true)]);
    expect(readWorkLeftToStaff(file).applications).toEqual([]);
    write('a', [{ kind: 'noteStacked', noteId: 'n' }]);
    expect(readWorkLeftToStaff(file).applications).toEqual(['a']);
    within((ledger) => expect(ledger.open()).toEqual([]));
    write('a', [hand('returned', true)]);
    expect(readWorkLeftToStaff(file).applications).toEqual([]);
    rot("UPDATE entry SET body = 'x' WHERE seq = (SELECT max(seq) FROM entry)");
    expect(readWorkLeftToStaff(file).applications).toEqual(['a']);
    within((ledger) => expect(ledger.open()).toEqual([]));
  });

  it('when an application is damaged after staff settled it, then the application is left to staff again', () => {
    write('a', [...SENT, hand('not-paid')]);
    rot("UPDATE entry SET body = 'x' WHERE kind = 'lodged'");
    expect(readWorkLeftToStaff(file).applications).toEqual(['a']);
    expect(book()).toMatchObject({ open: ['a'], next: 'by-hand' });
  });

  it('when a damaged application is in a long book, then staff can still settle it', () => {
    within((ledger) => {
      for (let nth = 0; nth < 520; nth += 1) ledger.append(`before-${nth}`, SENT[0]!);
    });
    write('a', [...SENT, { kind: 'notPaid', why: 'declined', code: null }, { kind: 'withdrawn' }]);
    write('a', [{ kind: 'closed', outcome: 'abandoned' }]);
    rot("DELETE FROM memo; DELETE FROM open_application; UPDATE entry SET body = 'x' WHERE kind = 'intent'");
    expect(readWorkLeftToStaff(file).applications).toEqual(['a']);
    write('a', [hand('not-paid', true)]);
    within((ledger) => expect(ledger.found).toEqual([]));
    expect(readWorkLeftToStaff(file).applications).toEqual([]);
  });

  it('when leftToStaff does not match the staff list, then the settlement is refused', () => {
    write('a', SENT);
    expect(() => write('a', [hand('returned', true)])).toThrow(LedgerRuleError);
    rot("UPDATE entry SET body = 'x' WHERE kind = 'lodged'");
    expect(() => write('a', [hand('returned')])).toThrow(LedgerRuleError);
  });

  it('when staff settle an application, then only the failed requests of this application are forgotten', () => {
    const attempt = { times: 3, at: 'then', code: 'TRM-101' };
    within((ledger) => {
      const memo = ledger.memo<FailedRequests>(FAILED_REQUESTS_MEMO);
      memo.save({ a: attempt, b: attempt });
      forgetFailedRequests(ledger, 'a');
      forgetFailedRequests(ledger, 'c');
      expect(memo.load()).toEqual({ b: attempt });
    });
  });
});
