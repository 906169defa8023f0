import { type BigIntStats, existsSync, readFileSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Reads a database that somebody else may have open to write, and leaves nothing beside it. Throws where there is no such file. */
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

/** In ms. A kiosk that closes or recovers its database locks readers out for a moment. A longer lock comes from another program. */
const BUSY_MS = 1_000;

/** Bytes; SQLite takes a copy of its own while it is read. A larger one is opened, and what SQLite lays beside it has the owner of the file. */
const MOST_IN_MEMORY = 64 * 2 ** 20;

/** Which version of the format writes and reads it; 2 for one with a write-ahead log [SQLite, Database File Format §1.3]. */
const WRITE_VERSION = 18;
const READ_VERSION = 19;
const ROLLBACK = 1;
const WRITE_AHEAD = 2;

/**
 * The bytes of a database that nobody has open. SQLite makes `-wal` and `-shm` beside one with a write-ahead log that it only reads, and
 * does not take them away. Without a log, all of it is in its one file, and a program that opens it to write makes the log first.
 * `null`: it is in use, or was changed meanwhile, or SQLite makes nothing beside it.
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
    // The reason does not matter: SQLite then reports it in words that the callers know.
    return null;
  }
}

const isSame = (one: BigIntStats, other: BigIntStats): boolean =>
  one.ino === other.ino && one.mtimeNs === other.mtimeNs && one.size === other.size;

export const hasTable = (db: Database.Database, name: string): boolean =>
  db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;

/** Whether the power failed during a write, and no kiosk was started since. A read-only connection cannot undo the half write. */
export const isUnsettled = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'SQLITE_READONLY_ROLLBACK';
