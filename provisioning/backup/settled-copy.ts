import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { copyTrusted } from './trusted-copy.ts';

/** The end of a journal that names another file, which SQLite deletes [SQLite, Database File Format §3]. */
const NAMES_ANOTHER = Buffer.from('d9d505f920a163d7', 'hex');

/** The file changed while it was copied: a kiosk started. */
class ChangedMeanwhileError extends Error {
  readonly code = 'EBUSY';
}

/** Where `restore` has the outbox of this machine as it was committed, beside the outbox of the opened backup. */
export const settledOf = (backed: string): string => `${backed}.settled`;

/**
 * Copies a database that nobody has open, with its `-journal` if the power went during a write, and undoes that half write in the copy. The
 * original stays as it is. `to` is in a folder that only this user can write.
 *
 * @throws SqliteError if the copy cannot be read; ChangedMeanwhileError
 */
export async function copySettled(from: string, to: string): Promise<void> {
  const { default: Database } = await import('better-sqlite3');
  const parts = ['', '-journal'];
  const before = stampOf(from);
  for (const part of parts) if (existsSync(`${from}${part}`)) copyTrusted(`${from}${part}`, `${to}${part}`);
  try {
    if (stampOf(from) !== before) throw new ChangedMeanwhileError(`${from} changed while it was copied`);
    // No journal of the kiosk names another file. SQLite would delete that file, with the rights of root.
    if (existsSync(`${to}-journal`) && readFileSync(`${to}-journal`).subarray(-8).equals(NAMES_ANOTHER))
      throw new Database.SqliteError(`${from}-journal names another file`, 'SQLITE_CORRUPT');
    const db = new Database(to, { fileMustExist: true });
    try {
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
    } finally {
      db.close();
    }
  } catch (error) {
    for (const part of parts) rmSync(`${to}${part}`, { force: true });
    throw error;
  }
}

/** Which bytes it has, as far as the system knows. */
const stampOf = (file: string): string =>
  ['', '-journal']
    .map((part) => statSync(`${file}${part}`, { bigint: true, throwIfNoEntry: false }))
    .map((its) => (its ? `${its.ino} ${its.size} ${its.mtimeNs}` : 'none'))
    .join(', ');
