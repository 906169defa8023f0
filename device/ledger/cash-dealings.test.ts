import { describe, expect, it } from 'vitest';
import { CASH_ENTRIES, stackedNoteEntries, terminalAndOfficeRig } from '../../test/rigs/dealings-rig.ts';

describe('notes', () => {
  it('when cash is wanted twice, then the ledger has one cashIntent', () => {
    const r = terminalAndOfficeRig();
    expect(r.dealings.wantCash('a').last).toBe('cashIntent');
    expect(r.dealings.wantCash('a').last).toBe('cashIntent');
    expect(r.happened).toEqual(['cashIntent']);
  });

  it('when the notes are enough and none is held, then the application is paid, but only after cashIntent', () => {
    const r = terminalAndOfficeRig();
    expect(r.dealings.countCash('a').last).toBe('lodged');
    r.write('a', CASH_ENTRIES, ...stackedNoteEntries('n', 300));
    expect(r.dealings.countCash('a').last).toBe('cashIntent');
    r.write('a', { kind: 'noteHeld', noteId: 'm', value: 200 });
    expect(r.dealings.countCash('a').last).toBe('cashIntent');
    r.write('a', { kind: 'noteStacked', noteId: 'm' }, { kind: 'noteHeld', noteId: 'o', value: 100 });
    expect(r.dealings.countCash('a').last).toBe('cashIntent');
    r.write('a', { kind: 'noteReturned', noteId: 'o' });
    expect(r.dealings.countCash('a').last).toBe('cashPaid');
    expect(r.last()).toEqual({ kind: 'cashPaid', notes: [300, 200], at: 'now' });
    expect(r.dealings.countCash('a').last).toBe('cashPaid');
  });

  it('when cash is stopped twice, then the ledger has one cashStopped, and none without cashIntent', () => {
    const r = terminalAndOfficeRig();
    expect(r.dealings.stopCash('a').last).toBe('lodged');
    r.write('a', CASH_ENTRIES);
    expect(r.dealings.stopCash('a').last).toBe('cashStopped');
    expect(r.dealings.stopCash('a').last).toBe('cashStopped');
    expect(r.happened).toEqual(['cashIntent', 'cashStopped']);
  });

  it('when cash is owed, then it becomes a credit with its own code', () => {
    const r = terminalAndOfficeRig();
    expect(r.dealings.credit('a').credits).toEqual([]);
    r.write('a', CASH_ENTRIES, ...stackedNoteEntries('n', 300), { kind: 'cashStopped' });
    r.dealings.credit('a');
    expect(r.last()).toEqual({ kind: 'creditIssued', code: 'credit 1 of a', amount: 300, at: 'now', toTell: true });
    r.write('a', CASH_ENTRIES, ...stackedNoteEntries('m', 100), { kind: 'cashStopped' });
    expect(r.dealings.credit('a').credits.map(({ code }) => code)).toEqual(['credit 1 of a', 'credit 2 of a']);
    expect(r.dealings.credit('a').credits).toHaveLength(2);
  });
});
