import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';

/** SQLite cannot read the file, or could not at an earlier start and nobody has decided what to do. */
export class LedgerDamagedError extends Error {
  readonly code = 'LDG-102';
}

/** Its log and its index are part of it: what was written last may be there alone. */
const PARTS = ['', '-wal', '-shm'];
const ASIDE = '.damaged-';

/**
 * Opens the file and lets `prepare` read it. One that SQLite cannot read is kept under another name, and no empty book takes its
 * place before staff have moved it away: an empty book would say that nothing is owed.
 *
 * @throws LedgerDamagedError
 */
export function openBook<T>(
  file: string,
  unlock: () => void,
  prepare: (db: Database.Database) => T,
): { readonly db: Database.Database; readonly found: T } {
  let db: Database.Database | undefined;
  try {
    if (file !== ':memory:') refuseInsteadOf(file);
    db = new Database(file);
    return { db, found: prepare(db) };
  } catch (error) {
    db?.close();
    const damaged = isDamage(error) ? keepAside(file, error) : error;
    unlock();
    throw damaged;
  }
}

/** A file that is missing while a damaged one lies beside it. */
function refuseInsteadOf(file: string): void {
  if (existsSync(file) || !existsSync(dirname(file))) return;
  const aside = readdirSync(dirname(file)).find((name) => name.startsWith(`${basename(file)}${ASIDE}`));
  if (aside !== undefined) throw damagedBook(join(dirname(file), aside), undefined);
}

/** `SQLITE_CORRUPT` and its kin, and a file that is no database. Trouble with the disk itself is another matter: it may pass. */
const isDamage = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);

function keepAside(file: string, cause: unknown): LedgerDamagedError {
  let nth = 1;
  while (existsSync(`${file}${ASIDE}${nth}`)) nth += 1;
  const aside = `${file}${ASIDE}${nth}`;
  for (const part of PARTS) if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, `${aside}${part}`);
  return damagedBook(aside, cause);
}

const damagedBook = (aside: string, cause: unknown): LedgerDamagedError =>
  new LedgerDamagedError(`the ledger can not be read (LDG-102): its bytes are kept as ${aside}; see troubleshooting`, {
    cause,
  });
