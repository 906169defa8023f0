import { describe, expect, it } from 'vitest';
import { cashListOf } from '../ledger/cash-list.ts';
import type { LedgerEntry } from '../ledger/entries.ts';
import type { StoredEntry } from '../ledger/entry-table.ts';
import { openLedger } from '../ledger/ledger.ts';
import { APPLICATIONS_PER_TURN, ENTRIES_PER_TURN, followLedgerSums } from './books.ts';

const SINCE = '2026-11-24T09:00:00.000Z';
const APPROVAL = {
  ref: { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' },
  amount: 500,
  authorisationCode: '123456',
};

function rig() {
  const ledger = openLedger({ file: ':memory:', now: () => new Date(SINCE) });
  const written: StoredEntry[] = [];
  ledger.onAppend((stored) => written.push(stored));
  let turns = 0;
  const turn = async () => {
    turns += 1;
  };
  const add = (id: string, ...entries: readonly LedgerEntry[]) => {
    for (const entry of entries) ledger.append(id, entry);
  };
  return { ledger, written, add, turn, turns: () => turns, books: () => followLedgerSums({ ledger, turn }) };
}

const quoted = (amount: number): LedgerEntry => ({
  kind: 'quoted',
  service: 's',
  tier: null,
  tariffDate: null,
  amount,
  paper: 'receipt',
});
const LODGED: LedgerEntry = { kind: 'lodged', reference: 'K5-7QF2-41' };
const note = (noteId: string, value: number): LedgerEntry[] => [
  { kind: 'noteHeld', noteId, value },
  { kind: 'noteStacked', noteId },
];
const card = (amount: number): LedgerEntry[] => [
  quoted(amount),
  LODGED,
  { kind: 'intent', intentId: 'i', before: null },
];

describe('sums of notes', () => {
  it("when notes are booked, then their number and value equal the staff's list", async () => {
    const { ledger, written, add, books } = rig();
    add('a', quoted(5_000), LODGED, { kind: 'cashIntent' }, ...note('n1', 2_000), ...note('n2', 5_000));
    add('a', { kind: 'cashPaid', notes: [2_000, 5_000], at: SINCE }, { kind: 'issueRequested' }, { kind: 'issued' });
    add('a', { kind: 'creditIssued', code: 'c1', amount: 2_000, at: SINCE });
    add('b', quoted(500), LODGED, { kind: 'cashIntent' }, { kind: 'noteHeld', noteId: 'n3', value: 1_000 });
    add('b', { kind: 'noteInDoubt', noteId: 'n3', value: 1_000, why: 'jammed' });
    add('c', { kind: 'strayNote', value: 100, why: 'unknown-note' });
    const its = books();
    const list = cashListOf(written);
    const { cash } = await its.sums();
    expect(cash).toEqual({
      stackedNotes: 2,
      stacked: list.stacked,
      cassetteNotes: 2,
      cassette: 7_000,
      doubtedNotes: list.doubts.length,
      unprintedCredits: 1,
    });
    add('a', { kind: 'creditPrinted', code: 'c1' });
    add('b', { kind: 'noteStacked', noteId: 'n3' });
    expect((await its.sums()).cash).toMatchObject({ stacked: 8_000, doubtedNotes: 1, unprintedCredits: 0 });
    expect(cashListOf(written).stacked).toBe(8_000);
    its.close();
    ledger.close();
  });

  it('when the cassette is taken out, then its sum restarts at zero, also after a restart', async () => {
    const { ledger, add, books } = rig();
    add('a', quoted(5_000), LODGED, { kind: 'cashIntent' }, ...note('n1', 2_000));
    const its = books();
    its.cassetteOut();
    add('a', ...note('n2', 1_000));
    expect((await its.sums()).cash).toMatchObject({ stackedNotes: 2, cassetteNotes: 1, cassette: 1_000 });
    its.close();
    expect((await books().sums()).cash).toMatchObject({ stackedNotes: 2, cassetteNotes: 1, cassette: 1_000 });
    ledger.close();
  });

  it('when a note held before the cassette was out is reported after it, then the next cassette does not have it', async () => {
    const { ledger, add, books } = rig();
    add('a', quoted(5_000), LODGED, { kind: 'cashIntent' }, { kind: 'noteHeld', noteId: 'n1', value: 2_000 });
    const its = books();
    its.cassetteOut();
    add('a', { kind: 'noteStacked', noteId: 'n1' });
    expect((await its.sums()).cash).toMatchObject({ stackedNotes: 1, stacked: 2_000, cassetteNotes: 0, cassette: 0 });
    its.close();
    ledger.close();
  });
});

describe('work of staff at the cassette', () => {
  const exchange = (add: ReturnType<typeof rig>['add']) => {
    add('x', { kind: 'cassetteBegun', by: 'T-017', since: 0, at: SINCE }, { kind: 'cassetteOut', at: SINCE });
  };

  it('when an exchange takes the cassette out, then its sum restarts at zero, also after a restart', async () => {
    const { ledger, add, books } = rig();
    add('a', quoted(5_000), LODGED, { kind: 'cashIntent' }, ...note('n1', 2_000));
    const its = books();
    expect((await its.sums()).cash).toMatchObject({ cassetteNotes: 1, cassette: 2_000 });
    exchange(add);
    add('a', ...note('n2', 1_000));
    const after = { stackedNotes: 2, stacked: 3_000, cassetteNotes: 1, cassette: 1_000 };
    expect((await its.sums()).cash).toMatchObject(after);
    its.close();
    expect((await books().sums()).cash).toMatchObject(after);
    ledger.close();
  });

  it('when a count finds a doubtful note, then the note is not in the present cassette', async () => {
    const { ledger, add, books } = rig();
    add('a', quoted(5_000), LODGED, { kind: 'cashIntent' }, { kind: 'noteHeld', noteId: 'n1', value: 2_000 });
    add('a', { kind: 'noteInDoubt', noteId: 'n1', value: 2_000, why: 'jammed' });
    exchange(add);
    add('a', { kind: 'noteStacked', noteId: 'n1', found: 'at-count', by: 'T-017' });
    expect((await books().sums()).cash).toMatchObject({ stacked: 2_000, cassetteNotes: 0, cassette: 0 });
    ledger.close();
  });

  it('when a credit without paper is paid out, then it is not counted as unprinted', async () => {
    const { ledger, add, books } = rig();
    add('a', quoted(5_000), LODGED, { kind: 'cashIntent' }, ...note('n1', 2_000), { kind: 'cashStopped' });
    add('a', { kind: 'creditIssued', code: 'c1', amount: 2_000, at: SINCE });
    const its = books();
    expect((await its.sums()).cash.unprintedCredits).toBe(1);
    add('a', { kind: 'creditPaidOut', code: 'c1', by: 'T-017', at: SINCE });
    expect((await its.sums()).cash.unprintedCredits).toBe(0);
    its.close();
    ledger.close();
  });
});

describe('open money', () => {
  it('when money is open, then its state follows from the settlement’s next step', async () => {
    const { ledger, add, books } = rig();
    add('unpaid', quoted(300), LODGED);
    add('asked', ...card(400), { kind: 'saleSent' }, { kind: 'unknown', code: 'TRM-102' });
    add('paid', ...card(500), { kind: 'approved', approval: APPROVAL, at: SINCE });
    add('refused', ...card(600), { kind: 'approved', approval: APPROVAL, at: SINCE });
    add('refused', { kind: 'issueRequested' }, { kind: 'issueRefused', reason: 'x' });
    add('notes', quoted(5_000), LODGED, { kind: 'cashIntent' }, ...note('n1', 700), { kind: 'cashStopped' });
    const its = books();
    const { money } = await its.sums();
    expect(money).toEqual([
      { standing: 'owed', count: 1, amount: 500, oldest: SINCE },
      { standing: 'in-doubt', count: 1, amount: 400, oldest: SINCE },
      { standing: 'give-back', count: 2, amount: 1_300, oldest: SINCE },
    ]);
    add('paid', { kind: 'issueRequested' }, { kind: 'issued' }, { kind: 'closed', outcome: 'delivered' });
    expect((await its.sums()).money[0]).toEqual({ standing: 'owed', count: 0, amount: 0, oldest: null });
    ledger.close();
  });
});

it('when the ledger is large, then it is read in turns, and each entry and application once', async () => {
  const { ledger, add, books, turns } = rig();
  for (let nth = 0; nth < 500; nth += 1)
    add(`id-${nth}`, ...card(100), { kind: 'saleSent' }, { kind: 'unknown', code: 'TRM-102' });
  const its = books();
  const { money } = await its.sums();
  expect(money[1]).toMatchObject({ count: 500, amount: 50_000 });
  expect(turns()).toBe(Math.ceil(2_500 / ENTRIES_PER_TURN) + 500 / APPLICATIONS_PER_TURN);
  await its.sums();
  expect(turns()).toBe(Math.ceil(2_500 / ENTRIES_PER_TURN) + 500 / APPLICATIONS_PER_TURN);
  ledger.close();
});
