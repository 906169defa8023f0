import type Database from 'better-sqlite3';
import { emitter } from '../../drivers/emitter.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { resolveLink } from '../files/real-file.ts';
import { type Adoption, adoptLedger } from './adopt.ts';
import { type Application, applyEntry, LedgerRuleError } from './application.ts';
import { isFinished, type LedgerBanknote } from './cash.ts';
import { describeCashImbalance } from './cash-accounts.ts';
import { chainHash, type EntryRow, ZERO_HASH } from './chain.ts';
import type { LedgerEntry } from './entries.ts';
import {
  canBeginTransaction,
  checkpointDatabase,
  type EntryTable,
  prepareEntryTable,
  prepareTables,
  type StoredEntry,
} from './entry-table.ts';
import {
  checkLedgerEntries,
  ENTRIES_BETWEEN_MARKS,
  newestChainLink,
  newestReliableTime,
  storeNextCheckStart,
} from './integrity.ts';
import { openLedgerDatabase, refuseForeign } from './ledger-file.ts';
import { lockLedger } from './ledger-lock.ts';
import { createMarkKeeper } from './mark.ts';
import { readMemo, writeMemo } from './memo.ts';
import { readCardSales } from './sales.ts';
import { applicationsLeftToStaff, listWorkLeftToStaff } from './set-aside.ts';
import type { LedgerState } from './standing.ts';

export interface LedgerEntryRecorder {
  record(stored: StoredEntry, application: Application): void;
}

/** Throws for an unknown id: a bug of the caller. */
export function applicationIn(ledger: Pick<Ledger, 'find'>, id: string): Application {
  const application = ledger.find(id);
  if (!application) throw new Error(`bug: the program asked the ledger for the unknown application ${id}`);
  return application;
}

interface LedgerOptions {
  readonly file: string;
  readonly now: () => Date;
  /** State of the clock behind `now`; absent: `unknown`. */
  readonly sync?: () => ClockSync;
  readonly adopt?: Adoption;
}

/**
 * Opens the ledger of this kiosk: one append-only book. A missing file is created. Each entry carries a hash over itself and the entry
 * before, so that `verifyLedger` finds a changed or missing entry. With `adopt`, a member of staff decides that this file is the book from
 * now on. A settlement by hand must say whether the application is on the list for staff.
 *
 * @throws LedgerInUseError if another process has it open to write; LedgerDamagedError if it is unreadable, or not the newest ledger of
 * this kiosk. Then nothing is written into it.
 */
export function openLedger(options: LedgerOptions) {
  const { db, found, standing, mark, unlock } = openChecked(options);
  const table = prepareEntryTable(db);
  const appended = emitter<StoredEntry>();
  const parts: LedgerEntryRecorder[] = [];
  const applications = readApplications(db, table);
  const chain = writeChain(db, table, options, (stored, application) => {
    for (const part of parts) part.record(stored, application);
  });
  return {
    /** Durable on return (WAL, `synchronous=FULL`). Throws `LedgerRuleError` for an entry that may not follow. */
    append(id: string, entry: LedgerEntry): Application {
      applications.refuseByHand(id, entry);
      const application = lawful(id, applications.find(id), entry);
      const isOpen = applications.isOpen(application);
      const { stored, link } = chain.write(entry, application, isOpen);
      mark?.committed(link);
      if (entry.kind === 'closed' && applications.nothingOpen()) checkpointDatabase(db);
      applications.keep(application, isOpen);
      appended.emit(stored);
      return application;
    },
    find: applications.find,
    /** Oldest first. */
    open: applications.open,
    history: (id: string): readonly StoredEntry[] => applications.history(id),
    ...inTurns(table, chain),
    newestNote: applications.newestNote,
    sales: readCardSales(db),
    newestTime: () => newestReliableTime(db),
    onAppend: appended.on,
    /** The part's `record` runs in each entry's transaction; an error undoes entry and record. */
    join<T extends LedgerEntryRecorder>(make: (db: Database.Database) => T): T {
      const part = make(db);
      parts.push(part);
      return part;
    },
    found,
    standing,
    /** Calls `listener` when the mark could not be written, or could be again. */
    onMark: (listener: (written: boolean) => void): (() => void) => mark?.onChange(listener) ?? (() => {}),
    /** Not in `open`: the kiosk never settles these applications. */
    forStaff: () => listWorkLeftToStaff(db),
    /** A value in JSON that a part keeps; durable when `save` returns. */
    memo: memosOf(db),
    /** Whether an entry could begin now. Writes nothing. */
    answers: (): boolean => canBeginTransaction(db),
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

const inTurns = (table: EntryTable, chain: { readonly newestSeq: () => number }) => ({
  openIds: table.openIds,
  between: table.between,
  exchangeIds: table.exchangeIds,
  isBagUsed: table.isBagUsed,
  newestSeq: chain.newestSeq,
});

function openChecked({ file: name, adopt, now }: LedgerOptions) {
  const inMemory = name === ':memory:';
  const file = inMemory ? name : resolveLink(name);
  if (!inMemory) refuseForeign(file);
  const unlock = inMemory ? () => {} : lockLedger(file);
  const prepare = (opened: Database.Database, standing: LedgerState) => {
    prepareTables(opened);
    const found = adopt ? adoptLedger(opened, standing, adopt, now) : checkLedgerEntries(opened, now);
    checkpointDatabase(opened);
    return { found, standing, mark: inMemory ? null : createMarkKeeper(opened, file) };
  };
  const { db, found } = openLedgerDatabase(file, unlock, { adopted: adopt !== undefined, prepare });
  return { db, unlock, ...found };
}

/** Only an entry that moves cash must keep the laws of cash: staff must be able to settle wrong accounts. */
function lawful(id: string, before: Application | undefined, entry: LedgerEntry): Application {
  const application = applyEntry(id, before, entry);
  const { accounts } = application;
  const broken = accounts === before?.accounts ? null : describeCashImbalance(accounts);
  if (broken !== null) throw new LedgerRuleError(`application ${id}: ${broken}`);
  return application;
}

function readApplications(db: Database.Database, table: EntryTable) {
  const known = new Map<string, Application>();
  const byHand = new Set(applicationsLeftToStaff(db));
  function find(id: string): Application | undefined {
    const cached = known.get(id);
    if (cached) return cached;
    let application: Application | undefined;
    for (const stored of table.history(id)) application = applyEntry(id, application, stored.entry);
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
    newestNote(): { readonly application: Application; readonly note: LedgerBanknote } | null {
      const newest = table.newestNote();
      const application = newest && find(newest.applicationId);
      if (newest?.entry.kind !== 'noteHeld' || !application) return null;
      const { noteId } = newest.entry;
      const note = application.notes.find((one) => one.noteId === noteId);
      return note ? { application, note } : null;
    },
    refuseByHand(id: string, entry: LedgerEntry): void {
      if (entry.kind === 'settledByHand' && entry.leftToStaff !== byHand.has(id))
        throw new LedgerRuleError(`application ${id}: ${byHand.has(id) ? '' : 'not '}left to staff`);
    },
    isOpen: (application: Application) => !isFinished(application) && !byHand.has(application.id),
    keep(application: Application, isOpen: boolean): void {
      if (isOpen) known.set(application.id, application);
      else known.delete(application.id);
    },
  };
}

/** What `beside` writes shares the entry's transaction. */
function writeChain(
  db: Database.Database,
  table: EntryTable,
  { now, sync }: LedgerOptions,
  beside: (stored: StoredEntry, application: Application) => void,
) {
  let last = newestChainLink(db) ?? { seq: 0, hash: ZERO_HASH };
  const store = db.transaction((row: EntryRow, stored: StoredEntry, application: Application, isOpen: boolean) => {
    table.insert(row, isOpen);
    if (row.seq % ENTRIES_BETWEEN_MARKS === 0) storeNextCheckStart(db, row);
    beside(stored, application);
  });
  return {
    newestSeq: (): number => last.seq,
    write(entry: LedgerEntry, application: Application, isOpen: boolean) {
      const row = {
        seq: last.seq + 1,
        application: application.id,
        kind: entry.kind,
        at: now().toISOString(),
        body: JSON.stringify(entry),
        clock: sync?.() ?? 'unknown',
      };
      const link: EntryRow = { ...row, hash: chainHash(last.hash, row) };
      const stored: StoredEntry = { seq: row.seq, applicationId: application.id, entry, at: row.at, clock: row.clock };
      store(link, stored, application, isOpen);
      last = link;
      return { stored, link };
    },
  };
}
