import Database from 'better-sqlite3';
import { hasTable, readDatabase } from '../files/database.ts';

/**
 * Why an entry is not believed. `hash`: it does not say what was written; `unreadable`: what was written is no entry; `may-not-follow`:
 * it cannot come after what is known of its application; `unproven`: the one before it is gone; `missing`: it is gone itself.
 */
export type WhyAside = 'hash' | 'unreadable' | 'may-not-follow' | 'unproven' | 'missing';

/** Of every record that is set aside. */
export type SetAsideCode = 'LDG-103';

/** An entry that was taken out of the book. Its bytes are in the table of that name, as they were found. */
export interface SetAside {
  readonly seq: number;
  /** The application that the row names; `null` if the row is gone. */
  readonly applicationId: string | null;
  readonly why: WhyAside;
  /** When it was found; ISO date-time. */
  readonly foundAt: string;
}

/** What staff have to look at: nothing in it is settled by the kiosk. */
export interface StaffList {
  readonly setAside: readonly SetAside[];
  /** Applications of which an entry is, or may be, among those, and which staff have not settled since. */
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

/** Every application that was left to staff, settled by them or not: the kiosk does nothing of it. */
export const leftToStaff = (db: Database.Database): readonly string[] =>
  hasSetAside(db) ? db.prepare<[], string>('SELECT application FROM for_staff ORDER BY application').pluck().all() : [];

/** Nothing that is open in this book is settled by the kiosk any more; `at` is when that was found (ISO date-time). */
export function leaveOpenToStaff(db: Database.Database, at: string): void {
  db.prepare('INSERT OR IGNORE INTO for_staff SELECT application, ? FROM open_application').run(at);
  db.exec('DELETE FROM open_application');
}

/** The same of some that are open, in a book that no kiosk has opened; durable when it returns. */
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

/** When staff settle an application, it leaves the list. When a note of it comes to light later, it is listed again. */
const LISTED = `SELECT application FROM for_staff WHERE NOT coalesce(
  (SELECT kind = 'settledByHand' AND json_valid(body) AND body ->> 'leftToStaff' FROM entry
   WHERE application = for_staff.application ORDER BY seq DESC LIMIT 1), 0) ORDER BY application`;

export function staffList(db: Database.Database): StaffList {
  if (!hasSetAside(db)) return { setAside: [], applications: [] };
  const setAside = db
    .prepare<[], SetAside>(
      'SELECT seq, application AS applicationId, why, found_at AS foundAt FROM set_aside ORDER BY seq',
    )
    .all();
  return { setAside, applications: db.prepare<[], string>(LISTED).pluck().all() };
}

/** A book that no kiosk has opened since there are such tables has none. */
export const hasSetAside = (db: Database.Database): boolean => hasTable(db, 'for_staff');

/** Reads the list beside a kiosk that runs. Throws where there is no ledger. */
export const readStaffList = (file: string): StaffList => readDatabase(file, staffList);
