import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { copyIfNoForeignLink } from './trusted-copy.ts';

/** End of a journal that names another file, which SQLite deletes [SQLite, Database File Format §3]. */
const NAMES_ANOTHER = Buffer.from('d9d505f920a163d7', 'hex');

const PARTS = ['', '-journal'];

class ChangedMeanwhileError extends Error {
  readonly code = 'EBUSY';
}

/** Path of the committed content of the existing outbox, beside the outbox of the opened backup. */
export const committedOutboxPath = (backed: string): string => `${backed}.settled`;

/**
 * Copies a database that no process has open. If the power went during a write, the copy includes its `-journal`, and SQLite undoes the
 * half write in the copy. The original does not change. Only this user can write into the folder of `to`.
 *
 * @throws SqliteError if the copy cannot be read; ChangedMeanwhileError
 */
export async function copyCommittedDatabase(from: string, to: string): Promise<void> {
  const { default: Database } = await import('better-sqlite3');
  if (statSync(`${from}-wal`, { throwIfNoEntry: false })?.size)
    throw new Database.SqliteError(
      `a copy without ${from}-wal is incomplete: start the kiosk once, which settles it`,
      'SQLITE_CORRUPT',
    );
  const before = stampOf(from);
  try {
    for (const part of PARTS) if (existsSync(`${from}${part}`)) copyIfNoForeignLink(`${from}${part}`, `${to}${part}`);
    if (stampOf(from) !== before) throw new ChangedMeanwhileError(`${from} changed while it was copied`);
    // The kiosk writes no such journal. As root, SQLite would delete the named file.
    if (existsSync(`${to}-journal`) && readFileSync(`${to}-journal`).subarray(-8).equals(NAMES_ANOTHER))
      throw new Database.SqliteError(`${from}-journal names another file`, 'SQLITE_CORRUPT');
    const db = new Database(to, { fileMustExist: true });
    try {
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
    } finally {
      db.close();
    }
  } catch (error) {
    for (const part of PARTS) rmSync(`${to}${part}`, { force: true });
    throw error;
  }
}

const stampOf = (file: string): string =>
  PARTS.map((part) => statSync(`${file}${part}`, { bigint: true, throwIfNoEntry: false }))
    .map((its) => (its ? `${its.ino} ${its.size} ${its.mtimeNs}` : 'none'))
    .join(', ');
