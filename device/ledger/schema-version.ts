import type Database from 'better-sqlite3';
import { readDatabase } from '../files/database.ts';

/**
 * Version of the ledger's tables and entry kinds, in the file's header [SQLite, Database File Format, 1.3]. Older ledgers are read, newer
 * ones refused: an unknown entry may be a citizen's money. The package's script reads the number before it unpacks. 0: no number yet.
 */
export const SCHEMA_VERSION = 5;

/** A newer version wrote the ledger. Nothing was written into the file. */
export class LedgerNewerError extends Error {
  readonly code = 'LDG-107';
}

/**
 * Refuses a ledger that a newer version wrote.
 *
 * @throws LedgerNewerError
 */
export function refuseNewerLedger(db: Database.Database, file = db.name): void {
  const found = schemaVersionOf(db);
  if (found <= SCHEMA_VERSION) return;
  throw new LedgerNewerError(
    `${file} was written by a newer version (tables ${found}, this one knows ${SCHEMA_VERSION}; LDG-107): install that version or a newer one`,
  );
}

export const schemaVersionOf = (db: Database.Database): number => db.pragma('user_version', { simple: true }) as number;

export function writeSchemaVersion(db: Database.Database): void {
  if (schemaVersionOf(db) !== SCHEMA_VERSION) db.pragma(`user_version = ${SCHEMA_VERSION}`);
}

/**
 * Reads a ledger that a kiosk may have open. Refuses a ledger of a newer version: its debts might not be seen.
 *
 * @throws LedgerNewerError and SQLite's errors; also if there is no such file
 */
export function readLedgerDatabase<T>(file: string, read: (db: Database.Database) => T): T {
  return readDatabase(file, (db) => {
    refuseNewerLedger(db, file);
    return read(db);
  });
}
