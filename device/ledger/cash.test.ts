import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationFrom } from '../../test/rigs/dealings-rig.ts';
import { recountCash } from '../../test/support/recount.ts';
import { type Application, applyEntry, LedgerRuleError } from './application.ts';
import { holdsNote, insertedCash, isFinished, owedCash } from './cash.ts';
import type { LedgerEntry, NoteEntryKind } from './entries.ts';
import { nextSettlementStep } from './next-step.ts';

const DUTY = 5_000;
const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 's',
  tier: 't',
  tariffDate: null,
  amount: DUTY,
  paper: 'receipt',
};
const LODGED: LedgerEntry = { kind: 'lodged', reference: 'K5-7QF2-62' };
const WANTED: LedgerEntry = { kind: 'cashIntent' };
const held = (noteId: string, value: number): LedgerEntry => ({ kind: 'noteHeld', noteId, value });
const stacked = (noteId: string): LedgerEntry => ({ kind: 'noteStacked', noteId });
const doubt = (noteId: string): LedgerEntry => ({ kind: 'noteInDoubt', noteId, value: null, why: 'power-lost' });
const byHand = (noteId: string): LedgerEntry => ({
  kind: 'noteInDoubt',
  noteId,
  value: 2_000,
  why: 'settled-by-hand',
  by: 'A.M.',
});
const credit = (amount: number): LedgerEntry => ({ kind: 'creditIssued', code: `c${amount}`, amount, at: 'now' });

const paid = (...notes: readonly number[]): LedgerEntry => ({ kind: 'cashPaid', notes, at: 'now' });

describe('notes in the ledger', () => {
  it('when a note is stacked, then its value counts, and not before', () => {
    const open = applicationFrom(QUOTED, LODGED, WANTED, held('n1', 2_000));
    expect([insertedCash(open), holdsNote(open)]).toEqual([0, true]);
    const after = applyEntry('a', open, stacked('n1'));
    expect([insertedCash(after), holdsNote(after)]).toEqual([2_000, false]);
    const back = applyEntry('a', open, { kind: 'noteReturned', noteId: 'n1' });
    expect([insertedCash(back), holdsNote(back)]).toEqual([0, false]);
  });

  it.each([
    ['a note before the application takes cash', [held('n1', 2_000)]],
    ['a second note while one is held', [WANTED, held('n1', 2_000), held('n2', 2_000)]],
    ['a note that is stacked twice', [WANTED, held('n1', 2_000), stacked('n1'), stacked('n1')]],
    ['a note that was never held', [WANTED, stacked('n1')]],
    ['a payment with too few notes', [WANTED, held('n1', 2_000), stacked('n1'), paid(2_000)]],
    ['a payment while a note is held', [WANTED, held('n1', 5_000), stacked('n1'), held('n2', 100), paid(5_000)]],
    ['a stop while a note is held', [WANTED, held('n1', 5_000), { kind: 'cashStopped' }]],
    ['a credit while notes are taken', [WANTED, held('n1', 2_000), stacked('n1'), credit(2_000)]],
    [
      'a credit of more than is owed',
      [WANTED, held('n1', 2_000), stacked('n1'), { kind: 'cashStopped' }, credit(2_001)],
    ],
    ['a credit of nothing', [WANTED, { kind: 'cashStopped' }, credit(0)]],
    [
      'a closing while money is owed',
      [
        WANTED,
        held('n1', 2_000),
        stacked('n1'),
        { kind: 'cashStopped' },
        { kind: 'withdrawn' },
        { kind: 'closed', outcome: 'abandoned' },
      ],
    ],
    ['a settlement by hand of a stacked note', [WANTED, held('n1', 2_000), stacked('n1'), byHand('n1')]],
    [
      'a settlement by hand of a returned note',
      [WANTED, held('n1', 2_000), { kind: 'noteReturned', noteId: 'n1' }, byHand('n1')],
    ],
    ['a printed credit that was never issued', [WANTED, { kind: 'creditPrinted', code: 'x' }]],
  ] as readonly (readonly [string, readonly LedgerEntry[]])[])(
    'when the entries have %s, then the ledger refuses the last entry',
    (_, entries) => {
      expect(() => applicationFrom(QUOTED, LODGED, ...entries)).toThrow(LedgerRuleError);
    },
  );

  it('when the notes exceed the duty, then the excess is owed after registration, and all notes are owed after a refusal', () => {
    const asked = [QUOTED, LODGED, WANTED, held('n1', 10_000), stacked('n1'), paid(10_000)];
    const issued = applicationFrom(...asked, { kind: 'issueRequested' }, { kind: 'issued' });
    expect(owedCash(issued)).toBe(5_000);
    expect(nextSettlementStep(issued)).toEqual({ do: 'credit' });
    const refused = applicationFrom(...asked, { kind: 'issueRequested' }, { kind: 'issueRefused', reason: 'x' });
    expect(owedCash(refused)).toBe(10_000);
    expect(nextSettlementStep(applyEntry('a', refused, credit(10_000)))).toEqual({ do: 'withdraw', reason: 'refused' });
  });

  it('when a note comes to light after the application is closed, then it is open until the note is credited', () => {
    const closed = applicationFrom(
      ...[QUOTED, LODGED, WANTED, held('n1', 2_000), doubt('n1'), { kind: 'cashStopped' } as const],
      ...[{ kind: 'withdrawn' } as const, { kind: 'closed', outcome: 'abandoned' } as const],
    );
    expect([isFinished(closed), nextSettlementStep(closed)]).toEqual([true, { do: 'nothing' }]);
    const found = applyEntry('a', closed, stacked('n1'));
    expect([isFinished(found), nextSettlementStep(found)]).toEqual([false, { do: 'credit' }]);
    expect(isFinished(applyEntry('a', found, credit(2_000)))).toBe(true);
  });

  it('when a note is stacked after cash was stopped, then it becomes a credit', () => {
    const stopped = applicationFrom(
      QUOTED,
      LODGED,
      WANTED,
      held('n1', 5_000),
      doubt('n1'),
      { kind: 'cashStopped' },
      stacked('n1'),
    );
    expect(nextSettlementStep(stopped)).toEqual({ do: 'credit' });
  });

  it('when staff settle a note without an answer, then the other notes are credited, and a late answer counts', () => {
    const waiting = applicationFrom(QUOTED, LODGED, WANTED, held('n1', 1_000), stacked('n1'), held('n2', 2_000));
    expect(nextSettlementStep(waiting)).toEqual({ do: 'wait-for-note' });
    const settled = settle(applyEntry('a', waiting, byHand('n2')), true);
    expect(settled).toMatchObject({ last: 'closed', paidBy: null, credits: [{ amount: 1_000 }] });
    const told = settle(applyEntry('a', settled, stacked('n2')), true);
    expect([told.credits.map(({ amount }) => amount), isFinished(told)]).toEqual([[1_000, 2_000], true]);
  });

  it('when a note is held, then the next step waits for it', () => {
    expect(nextSettlementStep(applicationFrom(QUOTED, LODGED, WANTED, held('n1', 5_000)))).toEqual({
      do: 'wait-for-note',
    });
  });
});

const FATES: readonly (readonly NoteEntryKind[])[] = [
  ['noteStacked'],
  ['noteReturned'],
  ['noteInDoubt'],
  ['noteInDoubt', 'noteStacked'],
  ['noteReturned', 'noteInDoubt'],
  ['noteReturned', 'noteInDoubt', 'noteStacked'],
];
const fate = (noteId: string, kind: NoteEntryKind): LedgerEntry =>
  kind === 'noteInDoubt' ? doubt(noteId) : kind === 'noteStacked' ? stacked(noteId) : { kind: 'noteReturned', noteId };

function settle(start: Application, registers: boolean): Application {
  let application = start;
  const write = (entry: LedgerEntry) => {
    application = applyEntry('a', application, entry);
  };
  for (let steps = 0; steps < 20; steps += 1) {
    const step = nextSettlementStep(application);
    if (step.do === 'count-cash') write(paid(...application.notes.map(({ value }) => value)));
    else if (step.do === 'stop-cash') write({ kind: 'cashStopped' });
    else if (step.do === 'credit')
      write({ kind: 'creditIssued', code: `c${steps}`, amount: owedCash(application), at: '' });
    else if (step.do === 'register') {
      if (application.last !== 'issueRequested') write({ kind: 'issueRequested' });
      write(registers ? { kind: 'issued' } : { kind: 'issueRefused', reason: 'x' });
    } else if (step.do === 'withdraw') write({ kind: 'withdrawn' });
    else if (step.do === 'close') write({ kind: 'closed', outcome: step.outcome });
    else return application;
  }
  throw new Error(`the recovery does not end at ${application.last}`);
}

describe('any fate of the notes', () => {
  it('when notes take any course, then the recovery closes the application, and each stacked qəpik is spent or credited once', () => {
    const value = fc.constantFrom(100, 500, 1_000, 2_000, 5_000, 10_000, 20_000);
    const notes = fc.array(fc.tuple(value, fc.constantFrom(...FATES), fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(notes, fc.boolean(), fc.constantFrom(0, 700, 4_900), (given, registers, reserved) => {
        const used: LedgerEntry[] = reserved > 0 ? [{ kind: 'creditReserved', amount: reserved, at: 'now' }] : [];
        let application = applicationFrom(QUOTED, LODGED, ...used, WANTED);
        const late: LedgerEntry[] = [];
        for (const [nth, [worth, [first, ...rest], isLate]] of given.entries()) {
          const id = `n${nth}`;
          application = applyEntry('a', application, held(id, worth));
          if (first) application = applyEntry('a', application, fate(id, first));
          const more = rest.map((kind) => fate(id, kind));
          if (isLate) late.push(...more);
          else for (const entry of more) application = applyEntry('a', application, entry);
        }
        application = settle(application, registers);
        for (const entry of late) application = settle(applyEntry('a', application, entry), registers);
        expect(application.last).toBe('closed');
        const inside = application.notes
          .filter(({ last }) => last === 'noteStacked')
          .reduce((sum, { value: worth }) => sum + worth, 0);
        const spent = application.paidBy === 'cash' && !application.refused ? DUTY - reserved : 0;
        const credited = application.credits.reduce((sum, { amount }) => sum + amount, 0);
        expect(spent + credited).toBe(inside);
        expect(isFinished(application)).toBe(true);
        expect(application.accounts).toEqual(recountCash(application));
      }),
      { numRuns: 500 },
    );
  });
});
