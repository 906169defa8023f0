import type { Application } from '../../device/ledger/application.ts';
import { owedCash } from '../../device/ledger/cash.ts';
import type { CashAccounts } from '../../device/ledger/cash-accounts.ts';
import type { NoteEntryKind } from '../../device/ledger/entries.ts';
import { restToPay } from '../../device/ledger/reserved.ts';

const sumOf = (credits: Application['credits']): number => credits.reduce((sum, { amount }) => sum + amount, 0);

/** Computes the cash accounts of an application from its notes, credits and phase. */
export function recountCash(application: Application): CashAccounts {
  const { notes, credits, paidBy, refused } = application;
  const notesAt = (kind: NoteEntryKind) =>
    notes.filter(({ last }) => last === kind).reduce((sum, { value }) => sum + value, 0);
  const ofLines = sumOf(credits.filter(({ line }) => line !== undefined));
  return {
    held: notesAt('noteHeld'),
    doubted: notesAt('noteInDoubt'),
    cassette: notesAt('noteStacked'),
    paid: paidBy === 'cash' && !refused ? restToPay(application) - ofLines : 0,
    credited: sumOf(credits) - (paidBy === 'cash' ? 0 : ofLines),
    owed: owedCash(application),
  };
}
