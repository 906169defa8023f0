import type Database from 'better-sqlite3';
import { emitter } from '../../drivers/emitter.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { type Adoption, adoptBook } from './adopt.ts';
import { type Application, apply, LedgerRuleError } from './application.ts';
import { isOver, type Note } from './cash.ts';
import { chainHash, NO_HASH, type Row, readEntry } from './chain.ts';
import type { LedgerEntry } from './entries.ts';
import { checkBook, keepMark, lastLink, MARK_EVERY, vouchedTime } from './integrity.ts';
import { openBook, refuseForeign } from './ledger-file.ts';
import { lockLedger } from './ledger-lock.ts';
import { keepMarkOf } from './mark.ts';
import { readMemo } from './memo.ts';
import { type SalesOfLedger, salesOf } from './sales.ts';
import { leftToStaff, SET_ASIDE_SCHEMA, type SetAside, type StaffList, staffList } from './set-aside.ts';
import type { Standing } from './standing.ts';

export interface StoredEntry {
  readonly seq: number;
  readonly applicationId: string;
  readonly entry: LedgerEntry;
  /** ISO date-time; only for people, order is `seq`. */
  readonly at: string;
  /** What was known of the clock then; `null` in entries of an older version. */
  readonly clock: ClockSync | null;
}

/** Writes something of its own beside every entry. */
export interface LedgerPart {
  record(stored: StoredEntry, application: Application): void;
}

/** The one book of what is owed. Append only. */
export interface Ledger {
  /** Durable when it returns (WAL, `synchronous=FULL`). Throws `LedgerRuleError` for an entry that may not follow. */
  append(applicationId: string, entry: LedgerEntry): Application;
  find(applicationId: string): Application | undefined;
  /** Every application that is not closed, or owes for a note that came to light afterwards; oldest first. */
  open(): readonly Application[];
  history(applicationId: string): readonly StoredEntry[];
  /** The last note that was to be stacked, with what is known of it now. */
  newestNote(): { readonly application: Application; readonly note: Note } | null;
  /** What it knows of single sales, beyond each application. */
  readonly sales: SalesOfLedger;
  /** When the newest entry was written by a clock that somebody who knows the time had set, ISO date-time. */
  newestTime(): string | null;
  onAppend(listener: (stored: StoredEntry) => void): () => void;
  /**
   * Takes in a part with tables of its own in this file: what its `record` writes is one transaction with the entry, and
   * what it throws undoes both.
   */
  join<T extends LedgerPart>(make: (db: Database.Database) => T): T;
  /** What was wrong with the book when it was opened, and was not known before. */
  readonly found: readonly SetAside[];
  /** How the book stood to its mark when it was opened; one that staff adopted stands as it did before they did. */
  readonly standing: Standing;
  /** That its mark could not be written, or can again. */
  onMark(listener: (written: boolean) => void): () => void;
  /** What the kiosk leaves to staff: neither found nor settled through this book any more. */
  forStaff(): StaffList;
  /** A small thing that a part must still know after a power cut, beside the entries; durable when `save` returns. JSON. */
  memo<T>(name: string): { load(): T | undefined; save(value: T): void };
  close(): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY,
    application TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    body TEXT NOT NULL,
    hash BLOB NOT NULL,
    clock TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS memo (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entry_application ON entry (application, seq);
  CREATE INDEX IF NOT EXISTS entry_note ON entry (seq) WHERE kind = 'noteHeld';
  CREATE TABLE IF NOT EXISTS open_application (application TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  ${SET_ASIDE_SCHEMA}
`;

/**
 * Opens the ledger of this kiosk, making its file if there is none.
 *
 * Nobody else may have it open to write (`LedgerInUseError`). One that is not the newest of this kiosk is refused, and nothing is written into it
 * (`LedgerDamagedError`); with `adopt` it is the book from now on, because a member of staff says so. Each entry carries a hash over itself and the one before, so that `verifyLedger` sees a changed or
 * missing entry.
 */
export function openLedger(options: {
  readonly file: string;
  readonly now: () => Date;
  /** Whether `now` can be believed; without it nobody knows. */
  readonly sync?: () => ClockSync;
  readonly adopt?: Adoption;
}): Ledger {
  const { file, adopt, now } = options;
  const inMemory = file === ':memory:';
  if (!inMemory) refuseForeign(file);
  const unlock = inMemory ? () => {} : lockLedger(file);
  const prepare = (opened: Database.Database, standing: Standing) => {
    opened.pragma('journal_mode = WAL');
    opened.pragma('synchronous = FULL');
    opened.exec(SCHEMA);
    addClock(opened);
    const found = adopt ? adoptBook(opened, standing, adopt, now) : checkBook(opened, now);
    foldLog(opened);
    return { found, standing, mark: inMemory ? null : keepMarkOf(opened, file) };
  };
  const { db, found: opened } = openBook(file, unlock, { adopted: adopt !== undefined, prepare });
  const { found, standing, mark } = opened;

  const rowsOf = db.prepare<[string], Row>('SELECT * FROM entry WHERE application = ? ORDER BY seq');
  const lastNote = db.prepare<[], Row>("SELECT * FROM entry WHERE kind = 'noteHeld' ORDER BY seq DESC LIMIT 1");
  const openIds = db.prepare<[], { application: string }>('SELECT application FROM open_application ORDER BY since');
  const insert = db.prepare(
    'INSERT INTO entry (seq, application, kind, at, body, hash, clock) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const setOpen = db.prepare('INSERT OR IGNORE INTO open_application (application, since) VALUES (?, ?)');
  const setClosed = db.prepare('DELETE FROM open_application WHERE application = ?');
  const setMemo = db.prepare('INSERT OR REPLACE INTO memo (name, body) VALUES (?, ?)');
  const appended = emitter<StoredEntry>();

  const known = new Map<string, Application>();
  let last = lastLink(db) ?? { seq: 0, hash: NO_HASH };
  const staffs = new Set(leftToStaff(db));

  const history = (id: string): StoredEntry[] =>
    rowsOf.all(id).map((row) => ({ seq: row.seq, applicationId: id, entry: parse(row), at: row.at, clock: row.clock }));

  function find(id: string): Application | undefined {
    const cached = known.get(id);
    if (cached) return cached;
    let application: Application | undefined;
    for (const stored of history(id)) application = apply(id, application, stored.entry);
    return application;
  }

  const parts: LedgerPart[] = [];
  const store = db.transaction((row: Row, stored: StoredEntry, application: Application) => {
    insert.run(row.seq, row.application, row.kind, row.at, row.body, row.hash, row.clock);
    if (isOver(application) || staffs.has(row.application)) setClosed.run(row.application);
    else setOpen.run(row.application, row.seq);
    if (row.seq % MARK_EVERY === 0) keepMark(db, row);
    for (const part of parts) part.record(stored, application);
  });

  return {
    append(id, entry) {
      if (entry.kind === 'settledByHand' && entry.leftToStaff !== staffs.has(id))
        throw new LedgerRuleError(`application ${id}: ${staffs.has(id) ? '' : 'not '}left to staff`);
      const application = apply(id, find(id), entry);
      const { kind } = entry;
      const row = {
        seq: last.seq + 1,
        application: id,
        kind,
        at: now().toISOString(),
        body: JSON.stringify(entry),
        clock: options.sync?.() ?? 'unknown',
      };
      const chained: Row = { ...row, hash: chainHash(last.hash, row) };
      const stored: StoredEntry = { seq: row.seq, applicationId: id, entry, at: row.at, clock: row.clock };
      store(chained, stored, application);
      last = chained;
      mark?.committed(chained);
      if (kind === 'closed' && !openIds.get()) foldLog(db);
      if (isOver(application) || staffs.has(id)) known.delete(id);
      else known.set(id, application);
      appended.emit(stored);
      return application;
    },
    find,
    open: () =>
      openIds.all().map(({ application }) => {
        const found = find(application);
        if (!found) throw new Error(`application ${application} is open but has no entries`);
        return found;
      }),
    history,
    newestNote() {
      const row = lastNote.get();
      const entry = row && parse(row);
      const application = row && find(row.application);
      if (entry?.kind !== 'noteHeld' || !application) return null;
      const note = application.notes.find(({ noteId }) => noteId === entry.noteId);
      return note ? { application, note } : null;
    },
    sales: salesOf(db),
    newestTime: () => vouchedTime(db),
    onAppend: appended.on,
    join(make) {
      const part = make(db);
      parts.push(part);
      return part;
    },
    found,
    standing,
    onMark: (listener) => mark?.onChange(listener) ?? (() => {}),
    forStaff: () => staffList(db),
    memo: <T>(name: string) => ({
      load: () => readMemo<T>(db, name),
      save(value) {
        setMemo.run(name, JSON.stringify(value));
      },
    }),
    close: () => {
      db.close();
      mark?.close();
      unlock();
    },
  };
}

/**
 * From here on `ledger.db` alone has all that was written, whatever becomes of its write-ahead log. Where nothing is open, so that it delays
 * no citizen and nothing that waits to be settled. Its file stays: see `Beside.wal`.
 */
function foldLog(db: Database.Database): void {
  const patience = db.pragma('busy_timeout', { simple: true });
  // Who reads beside the kiosk (doctor, export) must not hold it up for seconds: what they still read stays where it is until the next time.
  db.pragma('busy_timeout = 0');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma(`busy_timeout = ${patience}`);
}

/** Ledgers of an older version know nothing of the clock, and their hashes neither. */
function addClock(db: Database.Database): void {
  const has = db
    .prepare<[], { name: string }>('PRAGMA table_info(entry)')
    .all()
    .some(({ name }) => name === 'clock');
  if (!has) db.exec('ALTER TABLE entry ADD COLUMN clock TEXT');
}

function parse(row: Row): LedgerEntry {
  const entry = readEntry(row);
  if (!entry) throw new Error(`ledger entry ${row.seq} is not readable, and was when the book was opened`);
  return entry;
}
