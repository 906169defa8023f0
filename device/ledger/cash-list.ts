import type { Qepik } from '../../drivers/money.ts';
import { OPERATION_NOT_OFFERED } from '../back-office/not-offered.ts';
import { parseEntryBody } from './chain.ts';
import type { BanknoteDoubtReason, LedgerEntry } from './entries.ts';
import { readLedgerDatabase } from './schema-version.ts';
import { applicationsLeftToStaff, hasSetAside } from './set-aside.ts';

export interface CashEntryRow {
  readonly applicationId: string;
  readonly entry: LedgerEntry;
  readonly at: string;
}

export interface CashList {
  /** Oldest first. */
  readonly credits: readonly {
    readonly code: string;
    readonly amount: Qepik;
    readonly applicationId: string;
    readonly at: string;
    readonly printed: boolean;
    /**
     * `by-list`: issued by an earlier version. `not-yet`: the office has not answered. `not-offered`: the office takes no credits.
     * `left-to-staff`: a record of the application is damaged; the credit is no longer reported.
     */
    readonly atOffice: 'known' | 'not-yet' | 'refused' | 'not-offered' | 'left-to-staff' | 'by-list';
    /** When and by which badge a cashier paid it out; `null`: open. */
    readonly paidOut: { readonly by: string; readonly at: string } | null;
  }[];
  /** Notes without an answer of the validator, oldest first. */
  readonly held: readonly {
    readonly noteId: string;
    readonly value: Qepik;
    readonly applicationId: string;
    readonly at: string;
    /** Uncredited cash of the application, in qəpik: undecided until the note is settled. */
    readonly inserted: Qepik;
  }[];
  /** Notes that only a count of the cassette finds, oldest first. */
  readonly doubts: readonly {
    readonly noteId: string | null;
    readonly value: Qepik | null;
    readonly applicationId: string;
    readonly at: string;
    readonly why: BanknoteDoubtReason;
  }[];
  /** All notes stacked since the ledger begins, also in emptied cassettes; in qəpik. */
  readonly stacked: Qepik;
}

const KINDS = [
  'noteHeld',
  'noteStacked',
  'noteReturned',
  'noteInDoubt',
  'noteSettled',
  'strayNote',
  'creditIssued',
  'creditPrinted',
  'creditTold',
  'creditPaidOut',
] as const;

/**
 * Makes the list from a ledger's cash entries, oldest first. The first entry of a note says that the note is held, the next entry where the
 * note went.
 */
export function cashListOf(rows: readonly CashEntryRow[]): CashList {
  const doubts = new Map<string, CashList['doubts'][number]>();
  const values = new Map<string, Qepik>();
  const held = new Map<string, Omit<CashList['held'][number], 'inserted'>>();
  const inserted = new Map<string, Qepik>();
  const insert = (id: string, value: Qepik) => inserted.set(id, (inserted.get(id) ?? 0) + value);
  let stacked = 0;
  for (const [nth, { applicationId, entry, at }] of rows.entries()) {
    if ('noteId' in entry && entry.noteId !== null) held.delete(entry.noteId);
    if (entry.kind === 'noteHeld') {
      values.set(entry.noteId, entry.value);
      held.set(entry.noteId, { noteId: entry.noteId, value: entry.value, applicationId, at });
    } else if (entry.kind === 'noteStacked') {
      const value = values.get(entry.noteId) ?? 0;
      stacked += value;
      insert(applicationId, value);
      doubts.delete(entry.noteId);
    } else if (entry.kind === 'noteInDoubt' || entry.kind === 'strayNote') {
      const noteId = entry.kind === 'strayNote' ? null : entry.noteId;
      doubts.set(noteId ?? `stray ${nth}`, { noteId, value: entry.value, applicationId, at, why: entry.why });
    } else if (entry.kind === 'noteSettled') {
      for (const [key, doubt] of doubts)
        if (key === entry.noteId || (entry.noteId === null && doubt.applicationId === applicationId))
          doubts.delete(key);
    } else if (entry.kind === 'creditIssued' && entry.line === undefined) insert(applicationId, -entry.amount);
  }
  return {
    credits: creditsOf(rows),
    held: [...held.values()].map((note) => ({ ...note, inserted: inserted.get(note.applicationId) ?? 0 })),
    doubts: [...doubts.values()],
    stacked,
  };
}

function creditsOf(rows: readonly CashEntryRow[]): CashList['credits'] {
  const credits = new Map<string, CashList['credits'][number]>();
  for (const { applicationId, entry, at } of rows) {
    if (entry.kind === 'creditIssued') {
      const { code, amount, toTell } = entry;
      const atOffice = toTell ? 'not-yet' : 'by-list';
      credits.set(code, { code, amount, applicationId, at, printed: false, atOffice, paidOut: null });
    } else if (entry.kind === 'creditPaidOut') {
      const credit = credits.get(entry.code);
      if (credit) credits.set(entry.code, { ...credit, paidOut: { by: entry.by, at: entry.at } });
    } else if (entry.kind === 'creditPrinted' || entry.kind === 'creditTold') {
      const credit = credits.get(entry.code);
      const change = entry.kind === 'creditPrinted' ? { printed: true } : { atOffice: answerOf(entry) };
      if (credit) credits.set(entry.code, { ...credit, ...change });
    }
  }
  return [...credits.values()];
}

function answerOf({ refused }: { readonly refused?: string }): 'known' | 'refused' | 'not-offered' {
  if (refused === undefined) return 'known';
  return refused === OPERATION_NOT_OFFERED ? OPERATION_NOT_OFFERED : 'refused';
}

interface Row {
  readonly application: string;
  readonly at: string;
  readonly body: string;
}

export interface CashListFromFile extends CashList {
  /** Damaged cash entries, in the book or set aside: the other figures lack them. */
  readonly unreadable: number;
}

/** Reads the list of a ledger that a kiosk may have open. Throws if there is no ledger. */
export function readCashList(file: string): CashListFromFile {
  const marks = KINDS.map(() => '?').join(', ');
  return readLedgerDatabase(file, (db) => {
    const rows = db.prepare<string[], Row>(
      `SELECT application, at, body FROM entry WHERE kind IN (${marks}) ORDER BY seq`,
    );
    const read = rows.all(...KINDS).map((row) => ({ row, entry: parseEntryBody(row) }));
    const list = cashListOf(
      read.flatMap(({ row: { application, at }, entry }) => (entry ? { applicationId: application, at, entry } : [])),
    );
    const aside = hasSetAside(db)
      ? db
          .prepare<string[], number>(`SELECT count(*) FROM set_aside WHERE kind IN (${marks})`)
          .pluck()
          .get(...KINDS)
      : 0;
    const left = new Set(applicationsLeftToStaff(db));
    const credits = list.credits.map((credit) =>
      credit.atOffice === 'not-yet' && left.has(credit.applicationId)
        ? { ...credit, atOffice: 'left-to-staff' as const }
        : credit,
    );
    return { ...list, credits, unreadable: read.filter(({ entry }) => !entry).length + (aside ?? 0) };
  });
}
