import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ValidatorStatus } from '../../../drivers/bill-validator/contract.ts';
import { readCashList } from '../../ledger/cash-list.ts';
import type { LedgerEntry } from '../../ledger/entries.ts';
import { type Ledger, openLedger } from '../../ledger/ledger.ts';
import { cashSums } from '../../metrics/cassette.ts';
import type { SignedInStaff } from '../../staff/contract.ts';
import { createCreditsDesk } from './credits.ts';
import { badgesRefused, createDoubtsDesk, type SettleBadgeCount } from './doubts.ts';
import { createBanknoteDesk, validatorReadinessOf } from './notes.ts';

const AT = '2026-12-02T10:00:00+04:00';
const NOW = new Date(AT);
const badge = (number: string): SignedInStaff => ({ badge: number, by: 'badge' });
const KEY: SignedInStaff = { badge: null, by: 'service-key' };
const [ANAR, LALA] = [badge('4711'), badge('4712')];

const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 's',
  tier: null,
  tariffDate: null,
  amount: 3_000,
  paper: 'receipt',
};
const LODGED: LedgerEntry = { kind: 'lodged', reference: 'K5-7QF2-41' };
const HELD: readonly LedgerEntry[] = [
  QUOTED,
  LODGED,
  { kind: 'cashIntent' },
  { kind: 'noteHeld', noteId: 'n1', value: 2_000 },
];
const DOUBTED: readonly LedgerEntry[] = [
  ...HELD,
  { kind: 'noteInDoubt', noteId: 'n1', value: 2_000, why: 'jammed' },
  { kind: 'cashStopped' },
];
const CREDITED: readonly LedgerEntry[] = [
  ...HELD,
  { kind: 'noteStacked', noteId: 'n1' },
  { kind: 'cashStopped' },
  { kind: 'creditIssued', code: 'K5-AAAA-BBBB-41', amount: 2_000, at: AT },
];
const TOLD: LedgerEntry = { kind: 'creditIssued', code: 'K5-CCCC-DDDD-41', amount: 2_000, at: AT, toTell: true };

let folder: string;
let file: string;
let ledger: Ledger;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-money-'));
  file = join(folder, 'ledger.db');
  ledger = openLedger({ file, now: () => new Date(NOW.getTime() - 60_000) });
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

const write = (id: string, entries: readonly LedgerEntry[]) => {
  for (const entry of entries) ledger.append(id, entry);
};
const options = { timestamp: () => AT, now: () => NOW };

describe('credits', () => {
  const desk = () => createCreditsDesk({ ...options, file, ledger });

  it('when a cashier paid a credit out, then it is off the list, and the ledger has the badge', () => {
    write('a', CREDITED);
    expect(desk().open()).toMatchObject([{ code: 'K5-AAAA-BBBB-41', amount: 2_000, ageSeconds: 60, payer: 'list' }]);
    expect(desk().payOut('K5-AAAA-BBBB-41', ANAR)).toMatchObject({ ok: true });
    expect(desk().open()).toEqual([]);
    expect(ledger.history('a').at(-1)?.entry).toEqual({
      kind: 'creditPaidOut',
      code: 'K5-AAAA-BBBB-41',
      by: '4711',
      at: AT,
    });
    expect(desk().payOut('K5-AAAA-BBBB-41', LALA)).toEqual({
      ok: false,
      error: { kind: 'paid-before', by: '4711', at: AT },
    });
  });

  it('when the office may know the credit, then only the office pays it out', () => {
    write('a', [...CREDITED.slice(0, -1), TOLD]);
    expect(desk().payOut('K5-CCCC-DDDD-41', ANAR)).toEqual({ ok: false, error: { kind: 'office-pays' } });
    write('a', [{ kind: 'creditTold', code: 'K5-CCCC-DDDD-41' }]);
    expect(desk().payOut('K5-CCCC-DDDD-41', ANAR)).toEqual({ ok: false, error: { kind: 'office-pays' } });
    expect(desk().open()).toMatchObject([{ payer: 'office' }]);
  });

  it('when the office takes no credits, then staff pay by the list', () => {
    write('a', [...CREDITED.slice(0, -1), TOLD]);
    write('a', [{ kind: 'creditTold', code: 'K5-CCCC-DDDD-41', refused: 'not-offered' }]);
    expect(desk().payOut('K5-CCCC-DDDD-41', ANAR)).toMatchObject({ ok: true });
  });

  it('when the code is of another kiosk, then it is refused', () => {
    expect(desk().payOut('K6-AAAA-BBBB-41', ANAR)).toEqual({ ok: false, error: { kind: 'unknown-code' } });
  });
});

describe('money in doubt', () => {
  const asked: string[] = [];
  const inTest = new Set<string>();
  const settlement = {
    isClaimed: (id: string) => inTest.has(id),
    claim: (id: string) => {
      asked.push(`claim ${id}`);
      return () => asked.push(`release ${id}`);
    },
    recover: (signal: AbortSignal) => {
      asked.push(signal.aborted ? 'wait' : 'turn');
      return Promise.resolve({ settled: 0, left: 1 });
    },
  };
  const desk = (badges: SettleBadgeCount = 1) => createDoubtsDesk({ ...options, file, ledger, badges, settlement });
  const SENT: readonly LedgerEntry[] = [
    QUOTED,
    LODGED,
    { kind: 'intent', intentId: 'i', before: null },
    { kind: 'saleSent' },
  ];
  const NOT_PAID = { id: 'a', as: 'not-paid', reason: 'terminal-journal' } as const;

  it('when a test of the terminal settles the sale, then staff cannot settle it', async () => {
    write('a', SENT);
    inTest.add('a');
    asked.length = 0;
    expect(await desk().settle(NOT_PAID, ANAR, null)).toEqual({ ok: false, error: { kind: 'in-test' } });
    expect(asked).toEqual([]);
    inTest.clear();
    expect(await desk().settle(NOT_PAID, ANAR, null)).toMatchObject({ ok: true });
  });

  it('when a sale has no answer, then it is listed with the outcomes that staff may choose, and settled with badge and reason', async () => {
    write('a', SENT);
    expect(desk().list()).toMatchObject([
      { id: 'a', about: 'sale', amount: 3_000, ageSeconds: 60, next: 'ask', outcomes: ['not-paid', 'returned'] },
    ]);
    asked.length = 0;
    expect(await desk().settle(NOT_PAID, ANAR, null)).toMatchObject({ ok: true });
    expect(asked).toEqual(['claim a', 'wait', 'release a']);
    expect(ledger.history('a').at(-1)?.entry).toEqual({
      kind: 'settledByHand',
      as: 'not-paid',
      by: '4711',
      at: AT,
      leftToStaff: false,
      reason: 'terminal-journal',
    });
    expect(desk().list()).toEqual([]);
  });

  it('when the profile asks for two badges, then one badge, the same badge and the key are refused', async () => {
    write('a', SENT);
    const refused = (kind: string) => ({ ok: false, error: { kind } });
    expect(await desk(2).settle(NOT_PAID, ANAR, null)).toEqual(refused('second-badge-needed'));
    expect(await desk(2).settle(NOT_PAID, ANAR, KEY)).toEqual(refused('second-badge-needed'));
    expect(await desk(2).settle(NOT_PAID, ANAR, ANAR)).toEqual(refused('same-badge'));
    expect(await desk(2).settle(NOT_PAID, KEY, LALA)).toEqual(refused('badge-needed'));
    expect(ledger.history('a')).toHaveLength(SENT.length);
    expect(await desk(2).settle(NOT_PAID, ANAR, LALA)).toMatchObject({ ok: true });
    expect(ledger.history('a').at(-1)?.entry).toMatchObject({ by: '4711', second: '4712' });
    expect(badgesRefused(1, KEY, null)).toBeNull();
  });

  it('when the kiosk settles an application by itself, then staff may not', async () => {
    write('a', [QUOTED, LODGED]);
    expect(desk().list()).toEqual([]);
    expect(await desk().settle(NOT_PAID, ANAR, null)).toEqual({
      ok: false,
      error: { kind: 'by-itself', phase: 'lodged', next: 'withdraw' },
    });
  });

  it('when a note is held, then only not-paid is offered, and the note is in doubt until a count', async () => {
    write('a', HELD);
    expect(desk().list()).toMatchObject([{ about: 'note', amount: 2_000, outcomes: ['not-paid'] }]);
    expect(await desk().settle({ ...NOT_PAID, as: 'returned' }, ANAR, null)).toMatchObject({
      error: { kind: 'note-held' },
    });
    await desk().settle({ ...NOT_PAID, reason: 'validator-replaced' }, ANAR, null);
    expect(readCashList(file).doubts).toMatchObject([{ noteId: 'n1', why: 'settled-by-hand' }]);
  });
});

describe('stuck notes', () => {
  const FREE = {
    device: 'online',
    intake: 'paused',
    blockedBy: null,
    notes: [],
    identity: null,
  } satisfies ValidatorStatus;
  let status: ValidatorStatus | null = FREE;
  beforeEach(() => {
    status = FREE;
  });
  const desk = () =>
    createBanknoteDesk({ ...options, file, ledger, validator: () => status, settlement: { tryNow: () => undefined } });

  it('when staff find a jammed note in the cassette, then its value is owed to the citizen', () => {
    write('a', DOUBTED);
    expect(desk().list()).toMatchObject([{ id: 'n1', value: 2_000, state: 'in-doubt', ageSeconds: 60 }]);
    expect(desk().found('n1', 'in-cassette', ANAR)).toEqual({ ok: true, value: undefined });
    expect(ledger.find('a')?.accounts).toMatchObject({ doubted: 0, cassette: 2_000, owed: 2_000 });
    expect(desk().list()).toEqual([]);
  });

  it.each(['given-back', 'none'] as const)('when the fate is %s, then the kiosk owes nothing', (fate) => {
    write('a', DOUBTED);
    desk().found('n1', fate, ANAR);
    expect(ledger.find('a')?.accounts).toMatchObject({ doubted: 0, cassette: 0, owed: 0 });
    expect(desk().list()).toEqual([]);
    expect(desk().found('n1', fate, ANAR)).toEqual({ ok: false, error: { kind: 'unknown-note' } });
  });

  it('when the validator has not reported the note, then it is put in doubt before its fate is written', () => {
    write('a', HELD);
    expect(desk().found('n1', 'given-back', ANAR)).toMatchObject({ ok: true });
    expect(
      ledger
        .history('a')
        .map(({ entry }) => entry.kind)
        .slice(-2),
    ).toEqual(['noteInDoubt', 'noteSettled']);
  });

  it.each(['working', 'starting'] as const)(
    'when the validator is %s, then a held note waits for its report',
    (intake) => {
      write('a', HELD);
      status = { ...FREE, intake };
      expect(desk().found('n1', 'none', ANAR)).toEqual({ ok: false, error: { kind: 'validator-busy' } });
    },
  );

  it('when the note is a stray note, then its end is recorded, and it moves no money', () => {
    write('s', [
      { kind: 'strayNote', value: 500, why: 'unknown-note' },
      { kind: 'closed', outcome: 'listed' },
    ]);
    expect(desk().list()).toMatchObject([{ id: 's', state: 'stray', fates: ['given-back', 'at-count', 'none'] }]);
    expect(desk().found('s', 'in-cassette', ANAR)).toMatchObject({ error: { kind: 'other-fate' } });
    desk().found('s', 'at-count', ANAR);
    expect(desk().list()).toEqual([]);
    expect(readCashList(file).doubts).toEqual([]);
    const sums = cashSums();
    for (const stored of ledger.history('s')) sums.add(stored);
    expect(sums.sums().doubtedNotes).toBe(0);
  });

  it('when the validator reported another value, then the note cannot be credited', () => {
    write('a', [...HELD, { kind: 'noteInDoubt', noteId: 'n1', value: 500, why: 'other-note' }]);
    expect(desk().found('n1', 'in-cassette', ANAR)).toEqual({
      ok: false,
      error: { kind: 'other-fate', fates: ['given-back', 'none'] },
    });
  });

  it.each([
    [FREE, { is: 'free' }],
    [{ ...FREE, intake: 'accepting' }, { is: 'free' }],
    [{ ...FREE, intake: 'starting' }, { is: 'starting' }],
    [
      { ...FREE, blockedBy: { code: 'BIL-105', kind: 'path-jammed' } },
      { is: 'blocked', code: 'BIL-105' },
    ],
    [{ ...FREE, device: 'offline' }, { is: 'away' }],
    [null, { is: 'away' }],
  ] as const)('when the status is %j, then the answer is %j', (its, answer) => {
    expect(validatorReadinessOf(its)).toEqual(answer);
  });
});
