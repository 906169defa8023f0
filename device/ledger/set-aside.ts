import Database from 'better-sqlite3';
import { hasTable, readDatabase } from '../files/database.ts';

/**
 * Why an entry is set aside. `hash`: the entry was changed. `unreadable`: it is no entry. `may-not-follow`: forbidden in its application.
 * `unproven`: the entry before is gone. `missing`: the entry itself is gone.
 */
export type SetAsideReason = 'hash' | 'unreadable' | 'may-not-follow' | 'unproven' | 'missing';

export type SetAsideCode = 'LDG-103';

/** An entry that was taken out of the book. The table has its bytes as found. */
export interface SetAsideEntry {
  readonly seq: number;
  readonly applicationId: string | null;
  readonly why: SetAsideReason;
  /** Time of the finding, ISO date-time. */
  readonly foundAt: string;
}

export interface WorkLeftToStaff {
  readonly setAside: readonly SetAsideEntry[];
  /** Applications with an entry that is, or may be, set aside, until staff settle them. */
  readonly applications: readonly string[];
}

export const SET_ASIDE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS set_aside (
    seq INTEGER PRIMARY KEY,
    application TEXT,
    kind TEXT,
    at TEXT,
    body BLOB,
    hash BLOB,
    clock TEXT,
    why TEXT NOT NULL,
    found_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS for_staff (application TEXT PRIMARY KEY, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** All applications that were left to staff, settled or not. The kiosk does nothing with them. */
export const applicationsLeftToStaff = (db: Database.Database): readonly string[] =>
  hasSetAside(db) ? db.prepare<[], string>('SELECT application FROM for_staff ORDER BY application').pluck().all() : [];

/** Leaves every open application to staff; `at`: time of this finding (ISO date-time). */
export function leaveOpenToStaff(db: Database.Database, at: string): void {
  db.prepare('INSERT OR IGNORE INTO for_staff SELECT application, ? FROM open_application').run(at);
  db.exec('DELETE FROM open_application');
}

/** Leaves these open applications to staff, in a book that no kiosk has open. Durable when it returns. */
export function leaveToStaff(file: string, applications: readonly string[], at: string): void {
  const db = new Database(file, { fileMustExist: true });
  try {
    db.pragma('synchronous = FULL');
    db.transaction(() => {
      db.exec(SET_ASIDE_SCHEMA);
      const list = db.prepare('INSERT OR IGNORE INTO for_staff VALUES (?, ?)');
      const close = db.prepare('DELETE FROM open_application WHERE application = ?');
      for (const application of applications) {
        list.run(application, at);
        close.run(application);
      }
    })();
  } finally {
    db.close();
  }
}

/** SQL: a settlement takes an application off the list; a later note lists it again. */
const LISTED = `SELECT application FROM for_staff WHERE NOT coalesce(
  (SELECT kind = 'settledByHand' AND json_valid(body) AND body ->> 'leftToStaff' FROM entry
   WHERE application = for_staff.application ORDER BY seq DESC LIMIT 1), 0) ORDER BY application`;

export function listWorkLeftToStaff(db: Database.Database): WorkLeftToStaff {
  if (!hasSetAside(db)) return { setAside: [], applications: [] };
  const setAside = db
    .prepare<[], SetAsideEntry>(
      'SELECT seq, application AS applicationId, why, found_at AS foundAt FROM set_aside ORDER BY seq',
    )
    .all();
  return { setAside, applications: db.prepare<[], string>(LISTED).pluck().all() };
}

/** Whether the ledger has the tables of set-aside entries. A ledger that no kiosk opened since these tables exist has none. */
export const hasSetAside = (db: Database.Database): boolean => hasTable(db, 'for_staff');

/** Reads the list of a ledger that a kiosk may have open. Throws if there is no ledger. `applicationId` is `null` if the row is gone. */
export const readWorkLeftToStaff = (file: string): WorkLeftToStaff => readDatabase(file, listWorkLeftToStaff);
