import { type BigIntStats, existsSync, readFileSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Reads a database that another program may have open for writing. A closed database of at most 64 MiB is read into memory, so that no
 * file appears beside it. Otherwise SQLite opens the file and reports the reason in words that callers know. Throws if the file does not
 * exist.
 */
export function readDatabase<T>(file: string, read: (db: Database.Database) => T): T {
  const closed = closedDatabase(file);
  const db = closed
    ? new Database(closed, { readonly: true })
    : new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** Longest wait for a lock. A kiosk that closes or recovers its database blocks briefly; a longer lock is another program's. */
const BUSY_MS = 1_000;

/**
 * Largest database that is read into memory; SQLite makes one more copy. A larger database is opened, and the files that SQLite makes get
 * its owner.
 */
const MOST_IN_MEMORY = 64 * 2 ** 20;

/** Offset in the file's header; the value 2 means a write-ahead log [SQLite, Database File Format §1.3]. */
const WRITE_VERSION = 18;
const READ_VERSION = 19;
const ROLLBACK = 1;
const WRITE_AHEAD = 2;

/**
 * With a write-ahead log, SQLite makes `-wal` and `-shm` even to read, and leaves them. Without a `-wal`, the main file has all data:
 * every writer makes one first. `null`: in use, changed meanwhile, unreadable, too large, or a format without such files.
 */
function closedDatabase(file: string): Buffer | null {
  try {
    if (existsSync(`${file}-wal`)) return null;
    const before = statSync(file, { bigint: true });
    if (before.size <= READ_VERSION || before.size > MOST_IN_MEMORY) return null;
    const bytes = readFileSync(file);
    if (existsSync(`${file}-wal`) || !isSame(before, statSync(file, { bigint: true }))) return null;
    if (bytes[READ_VERSION] !== WRITE_AHEAD) return null;
    bytes[WRITE_VERSION] = ROLLBACK;
    bytes[READ_VERSION] = ROLLBACK;
    return bytes;
  } catch {
    return null;
  }
}

const isSame = (one: BigIntStats, other: BigIntStats): boolean =>
  one.ino === other.ino && one.mtimeNs === other.mtimeNs && one.size === other.size;

export const hasTable = (db: Database.Database, name: string): boolean =>
  db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;

/** Whether the power failed during a write and no kiosk has started since: a read-only connection cannot undo the half write. */
export const isHalfWrittenError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'SQLITE_READONLY_ROLLBACK';
