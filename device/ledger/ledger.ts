import type Database from 'better-sqlite3';
import { emitter } from '../../drivers/emitter.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { realFile } from '../files/real-file.ts';
import { type Adoption, adoptBook } from './adopt.ts';
import { type Application, apply, LedgerRuleError } from './application.ts';
import { isOver, type Note } from './cash.ts';
import { brokenLaw } from './cash-accounts.ts';
import { chainHash, NO_HASH, type Row } from './chain.ts';
import type { LedgerEntry } from './entries.ts';
import { canBegin, checkpoint, type EntryTable, entryTable, prepareTables, type StoredEntry } from './entry-table.ts';
import { checkBook, keepMark, lastLink, MARK_EVERY, vouchedTime } from './integrity.ts';
import { openBook, refuseForeign } from './ledger-file.ts';
import { lockLedger } from './ledger-lock.ts';
import { keepMarkOf } from './mark.ts';
import { readMemo, writeMemo } from './memo.ts';
import { salesOf } from './sales.ts';
import { leftToStaff, staffList } from './set-aside.ts';
import type { Standing } from './standing.ts';

/** Writes something of its own beside every entry. */
export interface LedgerPart {
  record(stored: StoredEntry, application: Application): void;
}

/** The caller knows that this application is in the ledger. An unknown id is a bug. */
export function applicationIn(ledger: Pick<Ledger, 'find'>, id: string): Application {
  const application = ledger.find(id);
  if (!application) throw new Error(`no application ${id} in the ledger`);
  return application;
}

interface LedgerOptions {
  readonly file: string;
  readonly now: () => Date;
  /** Whether `now` can be believed; without it nobody knows. */
  readonly sync?: () => ClockSync;
  readonly adopt?: Adoption;
}

/**
 * The one book of what is owed, append only. Opens the ledger of this kiosk, making its file if there is none.
 *
 * Nobody else may have it open to write (`LedgerInUseError`). One that is not the newest of this kiosk is refused, and nothing is written into it
 * (`LedgerDamagedError`); with `adopt` it is the book from now on, because a member of staff says so. Each entry carries a hash over itself and the one before, so that `verifyLedger` sees a changed or
 * missing entry.
 */
export function openLedger(options: LedgerOptions) {
  const { db, found, standing, mark, unlock } = openChecked(options);
  const table = entryTable(db);
  const appended = emitter<StoredEntry>();
  const parts: LedgerPart[] = [];
  const applications = readApplications(db, table);
  const chain = writeChain(db, table, options, (stored, application) => {
    for (const part of parts) part.record(stored, application);
  });
  return {
    /** Durable when it returns (WAL, `synchronous=FULL`). Throws `LedgerRuleError` for an entry that may not follow. */
    append(id: string, entry: LedgerEntry): Application {
      applications.refuseByHand(id, entry);
      const application = lawful(id, applications.find(id), entry);
      const isOpen = applications.isOpen(application);
      const { stored, link } = chain.write(entry, application, isOpen);
      mark?.committed(link);
      if (entry.kind === 'closed' && applications.nothingOpen()) checkpoint(db);
      applications.keep(application, isOpen);
      appended.emit(stored);
      return application;
    },
    find: applications.find,
    /** Every application that is not closed, or owes for a note that came to light afterwards; oldest first. */
    open: applications.open,
    history: (id: string): readonly StoredEntry[] => applications.history(id),
    ...inTurns(table, chain),
    /** The last note that was to be stacked, with what is known of it now. */
    newestNote: applications.newestNote,
    /** What it knows of single sales, beyond each application. */
    sales: salesOf(db),
    /** When the newest entry was written by a clock that somebody who knows the time had set, ISO date-time. */
    newestTime: () => vouchedTime(db),
    onAppend: appended.on,
    /** Takes in a part with tables of its own: what its `record` writes is one transaction with the entry, and what it throws undoes both. */
    join<T extends LedgerPart>(make: (db: Database.Database) => T): T {
      const part = make(db);
      parts.push(part);
      return part;
    },
    /** What was wrong with the book when it was opened, and was not known before. */
    found,
    /** How the book stood to its mark when it was opened; one that staff adopted stands as it did before they did. */
    standing,
    /** That its mark could not be written, or can again. */
    onMark: (listener: (written: boolean) => void): (() => void) => mark?.onChange(listener) ?? (() => {}),
    /** What the kiosk leaves to staff: neither found nor settled through this book any more. */
    forStaff: () => staffList(db),
    /** A small thing that a part must still know after a power cut, beside the entries; durable when `save` returns. JSON. */
    memo: memosOf(db),
    /** Whether an entry could be begun at this instant: nobody else holds the book, and SQLite answers. Nothing is written. */
    answers: (): boolean => canBegin(db),
    close: (): void => {
      db.close();
      mark?.close();
      unlock();
    },
  };
}

export type Ledger = ReturnType<typeof openLedger>;

const memosOf =
  (db: Database.Database) =>
  <T>(name: string) => ({
    load: (): T | undefined => readMemo<T>(db, name),
    save: (value: T): void => writeMemo(db, name, value),
  });

/** For callers that read the whole book, a little at a time. */
const inTurns = (table: EntryTable, chain: { readonly newestSeq: () => number }) => ({
  /** Of every application that `open` has. */
  openIds: table.openIds,
  /** The entries of these kinds behind one number and up to another, oldest first. */
  between: table.between,
  newestSeq: chain.newestSeq,
});

/** Locks the file, opens it, and reads what is in it before anything else is written. */
function openChecked({ file: name, adopt, now }: LedgerOptions) {
  const inMemory = name === ':memory:';
  const file = inMemory ? name : realFile(name);
  if (!inMemory) refuseForeign(file);
  const unlock = inMemory ? () => {} : lockLedger(file);
  const prepare = (opened: Database.Database, standing: Standing) => {
    prepareTables(opened);
    const found = adopt ? adoptBook(opened, standing, adopt, now) : checkBook(opened, now);
    checkpoint(opened);
    return { found, standing, mark: inMemory ? null : keepMarkOf(opened, file) };
  };
  const { db, found } = openBook(file, unlock, { adopted: adopt !== undefined, prepare });
  return { db, unlock, ...found };
}

/**
 * Refuses an entry that breaks a law of cash. An entry that moves no cash always passes: staff must be able to settle an application
 * with wrong accounts.
 */
function lawful(id: string, before: Application | undefined, entry: LedgerEntry): Application {
  const application = apply(id, before, entry);
  const { accounts } = application;
  const broken = accounts === before?.accounts ? null : brokenLaw(accounts);
  if (broken !== null) throw new LedgerRuleError(`application ${id}: ${broken}`);
  return application;
}

/** The applications of the book, folded from their entries; those that are open are folded once. */
function readApplications(db: Database.Database, table: EntryTable) {
  const known = new Map<string, Application>();
  const byHand = new Set(leftToStaff(db));
  function find(id: string): Application | undefined {
    const cached = known.get(id);
    if (cached) return cached;
    let application: Application | undefined;
    for (const stored of table.history(id)) application = apply(id, application, stored.entry);
    return application;
  }
  return {
    find,
    history: table.history,
    nothingOpen: table.nothingOpen,
    open: (): readonly Application[] =>
      table.openIds().map((id) => {
        const found = find(id);
        if (!found) throw new Error(`application ${id} is open but has no entries`);
        return found;
      }),
    newestNote(): { readonly application: Application; readonly note: Note } | null {
      const newest = table.newestNote();
      const application = newest && find(newest.applicationId);
      if (newest?.entry.kind !== 'noteHeld' || !application) return null;
      const { noteId } = newest.entry;
      const note = application.notes.find((one) => one.noteId === noteId);
      return note ? { application, note } : null;
    },
    /** What staff settle by hand is what was left to them, and nothing else. */
    refuseByHand(id: string, entry: LedgerEntry): void {
      if (entry.kind === 'settledByHand' && entry.leftToStaff !== byHand.has(id))
        throw new LedgerRuleError(`application ${id}: ${byHand.has(id) ? '' : 'not '}left to staff`);
    },
    isOpen: (application: Application) => !isOver(application) && !byHand.has(application.id),
    keep(application: Application, isOpen: boolean): void {
      if (isOpen) known.set(application.id, application);
      else known.delete(application.id);
    },
  };
}

/** Writes entries behind each other, each with a hash over itself and the one before; what `beside` writes is one transaction with the entry. */
function writeChain(
  db: Database.Database,
  table: EntryTable,
  { now, sync }: LedgerOptions,
  beside: (stored: StoredEntry, application: Application) => void,
) {
  let last = lastLink(db) ?? { seq: 0, hash: NO_HASH };
  const store = db.transaction((row: Row, stored: StoredEntry, application: Application, isOpen: boolean) => {
    table.insert(row, isOpen);
    if (row.seq % MARK_EVERY === 0) keepMark(db, row);
    beside(stored, application);
  });
  return {
    newestSeq: (): number => last.seq,
    /** Durable when it returns. */
    write(entry: LedgerEntry, application: Application, isOpen: boolean) {
      const row = {
        seq: last.seq + 1,
        application: application.id,
        kind: entry.kind,
        at: now().toISOString(),
        body: JSON.stringify(entry),
        clock: sync?.() ?? 'unknown',
      };
      const link: Row = { ...row, hash: chainHash(last.hash, row) };
      const stored: StoredEntry = { seq: row.seq, applicationId: application.id, entry, at: row.at, clock: row.clock };
      store(link, stored, application, isOpen);
      last = link;
      return { stored, link };
    },
  };
}
