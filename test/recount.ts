import type { Application } from '../device/ledger/application.ts';
import { owedCash } from '../device/ledger/cash.ts';
import type { CashAccounts } from '../device/ledger/cash-accounts.ts';
import type { NoteEntryKind } from '../device/ledger/entries.ts';
import { toPay } from '../device/ledger/reserved.ts';

const sum = (rows: readonly { readonly amount: number }[]): number => rows.reduce((all, { amount }) => all + amount, 0);

/** The cash accounts of an application, computed anew from its notes, credits and phase. */
export function recount(application: Application): CashAccounts {
  const { notes, credits, paidBy, refused } = application;
  const worth = (kind: NoteEntryKind) =>
    sum(notes.filter(({ last }) => last === kind).map(({ value }) => ({ amount: value })));
  const ofLines = paidBy === 'cash' ? credits.filter(({ line }) => line !== undefined) : [];
  return {
    held: worth('noteHeld'),
    doubted: worth('noteInDoubt'),
    cassette: worth('noteStacked'),
    paid: paidBy === 'cash' && !refused ? toPay(application) - sum(ofLines) : 0,
    credited: sum(credits.filter(({ line }) => line === undefined)) + sum(ofLines),
    owed: owedCash(application),
  };
}
