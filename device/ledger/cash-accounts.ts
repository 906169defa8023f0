import type { Qepik } from '../../drivers/money.ts';
import type { Application } from './application.ts';
import { type EntryKind, type LedgerEntry, type NoteEntry, OTHER_PAYMENT_REASON } from './entries.ts';
import { restToPay } from './reserved.ts';

/**
 * Running sums of the cash of one application, in qəpik. Phases and notes never read these sums, so a mistake in either breaks a law
 * (docs/decisions/0007).
 */
export interface CashAccounts {
  /** Notes without an answer of the validator. */
  readonly held: Qepik;
  /** Notes that only a count of the cassette finds. */
  readonly doubted: Qepik;
  readonly cassette: Qepik;
  readonly paid: Qepik;
  readonly credited: Qepik;
  /** Part of the cassette that is neither paid nor credited. */
  readonly owed: Qepik;
}

export const CASH_ENTRY_KINDS: readonly EntryKind[] = [
  'noteHeld',
  'noteStacked',
  'noteReturned',
  'noteInDoubt',
  'noteSettled',
  'cashPaid',
  'issueRefused',
  'creditIssued',
];

export const NO_CASH: CashAccounts = { held: 0, doubted: 0, cassette: 0, paid: 0, credited: 0, owed: 0 };

/** The accounts after an allowed entry. An entry that moves no cash returns the same object. */
export function accountsAfter(application: Application, entry: LedgerEntry): CashAccounts {
  const { accounts, paidBy } = application;
  switch (entry.kind) {
    case 'noteHeld':
    case 'noteStacked':
    case 'noteReturned':
    case 'noteInDoubt':
      return moved(accounts, ofNote(application, entry));
    case 'noteSettled':
      if (entry.noteId === null) return accounts;
      return moved(accounts, ofNote(application, { ...entry, noteId: entry.noteId }));
    case 'cashPaid':
      return moved(accounts, { owed: -restToPay(application), paid: restToPay(application) });
    case 'issueRefused':
      if (paidBy !== 'cash' || entry.reason === OTHER_PAYMENT_REASON) return accounts;
      return moved(accounts, { paid: -restToPay(application), owed: restToPay(application) });
    case 'creditIssued': {
      const { amount, line } = entry;
      if (line === undefined) return moved(accounts, { owed: -amount, credited: amount });
      // The refused line of a card sale has no note in the cassette.
      return paidBy === 'cash' ? moved(accounts, { paid: -amount, credited: amount }) : accounts;
    }
    default:
      return accounts;
  }
}

type Move = Partial<CashAccounts>;

function moved(accounts: CashAccounts, by: Move): CashAccounts {
  const { held = 0, doubted = 0, cassette = 0, paid = 0, credited = 0, owed = 0 } = by;
  return {
    held: accounts.held + held,
    doubted: accounts.doubted + doubted,
    cassette: accounts.cassette + cassette,
    paid: accounts.paid + paid,
    credited: accounts.credited + credited,
    owed: accounts.owed + owed,
  };
}

function ofNote({ notes }: Application, entry: NoteEntry): Move {
  if (entry.kind === 'noteHeld') return { held: entry.value };
  const note = notes.find(({ noteId }) => noteId === entry.noteId);
  const value = note?.value ?? 0;
  const isHeld = note?.last === 'noteHeld';
  switch (entry.kind) {
    case 'noteReturned':
      return { held: -value };
    case 'noteSettled':
      return { doubted: -value };
    case 'noteInDoubt':
      return { held: isHeld ? -value : 0, doubted: value };
    case 'noteStacked':
      return { ...(isHeld ? { held: -value } : { doubted: -value }), cassette: value, owed: value };
    default:
      return entry satisfies never;
  }
}

/** The law that the accounts break, with the numbers; `null`: no law is broken. */
export function describeCashImbalance(accounts: CashAccounts): string | null {
  const { cassette, paid, credited, owed } = accounts;
  const wrong = Object.entries(accounts).find(([, sum]) => !Number.isSafeInteger(sum) || sum < 0);
  const sums = `${cassette} qəpik in the cassette, ${paid} paid, ${credited} credited, ${owed} owed`;
  if (wrong) return `${wrong[0]} is ${wrong[1]} qəpik, not a whole number from 0 (${sums})`;
  return cassette === paid + credited + owed
    ? null
    : `the cassette differs from the sum of paid, credited and owed (${sums})`;
}
