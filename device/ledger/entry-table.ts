import type Database from 'better-sqlite3';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { type EntryRow, parseEntryBody } from './chain.ts';
import type { LedgerEntry } from './entries.ts';
import { refuseNewerLedger, writeSchemaVersion } from './schema-version.ts';
import { SET_ASIDE_SCHEMA } from './set-aside.ts';

export interface StoredEntry {
  readonly seq: number;
  readonly applicationId: string;
  readonly entry: LedgerEntry;
  /** ISO date-time, only for people: `seq` gives the order. */
  readonly at: string;
  /** State of the clock at the entry; `null` in older versions. */
  readonly clock: ClockSync | null;
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
  CREATE INDEX IF NOT EXISTS entry_exchange ON entry (seq) WHERE kind = 'cassetteBegun';
  CREATE INDEX IF NOT EXISTS entry_bag ON entry (seq) WHERE kind = 'cassetteSealed';
  CREATE TABLE IF NOT EXISTS open_application (application TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  ${SET_ASIDE_SCHEMA}
`;

/**
 * Creates the missing tables. Every later commit is on the disk when it returns.
 *
 * @throws LedgerNewerError
 */
export function prepareTables(db: Database.Database): void {
  refuseNewerLedger(db);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(SCHEMA);
  if (!hasClockColumn(db)) db.exec('ALTER TABLE entry ADD COLUMN clock TEXT');
  writeSchemaVersion(db);
}

/** Whether the table of entries has a column for the clock. Older ledgers have none, and their hashes do not cover the clock. */
export const hasClockColumn = (db: Database.Database): boolean =>
  db
    .prepare<[], { name: string }>('PRAGMA table_info(entry)')
    .all()
    .some(({ name }) => name === 'clock');

/**
 * Moves the write-ahead log into `ledger.db`, unless a reader prevents it. Call this function at the start, or if no application is open:
 * then it delays no citizen and no settlement. The empty log file stays: see `Beside.wal`.
 */
export function checkpointDatabase(db: Database.Database): void {
  // A reader (doctor, export) must not delay the kiosk for seconds; its pages stay in the log until the next checkpoint.
  withoutWaiting(db, () => db.pragma('wal_checkpoint(TRUNCATE)'));
}

/** Whether an entry could begin now. A full or read-only disk counts as yes: then the kiosk closes itself (`DSK-101`). */
export function canBeginTransaction(db: Database.Database): boolean {
  try {
    withoutWaiting(db, () => db.exec('BEGIN IMMEDIATE; ROLLBACK'));
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && /^SQLITE_(FULL|READONLY)/.test(String(error.code));
  }
}

function withoutWaiting(db: Database.Database, work: () => unknown): void {
  const busyTimeout = db.pragma('busy_timeout', { simple: true });
  db.pragma('busy_timeout = 0');
  try {
    work();
  } finally {
    db.pragma(`busy_timeout = ${busyTimeout}`);
  }
}

/** Prepared statements on the entries and on the list of open applications. */
export function prepareEntryTable(db: Database.Database) {
  const rowsOf = db.prepare<[string], EntryRow>('SELECT * FROM entry WHERE application = ? ORDER BY seq');
  const lastNote = db.prepare<[], EntryRow>("SELECT * FROM entry WHERE kind = 'noteHeld' ORDER BY seq DESC LIMIT 1");
  const exchangeIds = db.prepare<[number], { application: string }>(
    "SELECT application FROM entry WHERE kind = 'cassetteBegun' ORDER BY seq DESC LIMIT ?",
  );
  const bagUse = db.prepare<[string], { application: string }>(
    "SELECT application FROM entry WHERE kind = 'cassetteSealed' AND json_valid(body) AND body ->> 'bag' = ? LIMIT 1",
  );
  const openIds = db.prepare<[], { application: string }>('SELECT application FROM open_application ORDER BY since');
  const rowsBetween = db.prepare<[number, number, string], EntryRow>(
    'SELECT * FROM entry WHERE seq > ? AND seq <= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY seq',
  );
  const insert = db.prepare(
    'INSERT INTO entry (seq, application, kind, at, body, hash, clock) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const setOpen = db.prepare('INSERT OR IGNORE INTO open_application (application, since) VALUES (?, ?)');
  const setClosed = db.prepare('DELETE FROM open_application WHERE application = ?');
  const stored = (row: EntryRow): StoredEntry => ({
    seq: row.seq,
    applicationId: row.application,
    entry: parse(row),
    at: row.at,
    clock: row.clock,
  });
  return {
    history: (id: string): StoredEntry[] => rowsOf.all(id).map(stored),
    newestNote: (): StoredEntry | undefined => {
      const row = lastNote.get();
      return row && stored(row);
    },
    between: (after: number, upTo: number, kinds: readonly LedgerEntry['kind'][]): readonly StoredEntry[] =>
      rowsBetween.all(after, upTo, JSON.stringify(kinds)).map(stored),
    /** Newest first. */
    exchangeIds: (most: number): readonly string[] => exchangeIds.all(most).map(({ application }) => application),
    isBagUsed: (bag: string): boolean => bagUse.get(bag) !== undefined,
    openIds: (): readonly string[] => openIds.all().map(({ application }) => application),
    nothingOpen: (): boolean => !openIds.get(),
    insert(row: EntryRow, isOpen: boolean): void {
      insert.run(row.seq, row.application, row.kind, row.at, row.body, row.hash, row.clock);
      if (isOpen) setOpen.run(row.application, row.seq);
      else setClosed.run(row.application);
    },
  };
}

export type EntryTable = ReturnType<typeof prepareEntryTable>;

function parse(row: EntryRow): LedgerEntry {
  const entry = parseEntryBody(row);
  if (!entry)
    throw new Error(`ledger entry ${row.seq} was readable when the ledger was opened, but cannot be read any more`);
  return entry;
}
