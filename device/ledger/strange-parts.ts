import Database from 'better-sqlite3';
import { readDatabase } from '../files/database.ts';
import { prepareTables } from './entry-table.ts';

/** A part of the database that changes or refuses what the kiosk writes, without a word in the program. */
export interface StrangePart {
  readonly type: 'trigger' | 'view' | 'index';
  readonly name: string;
}

/**
 * Triggers, views and indexes of a ledger that a new ledger does not have. A trigger can delete each record that is written, and an index can refuse it. A
 * table changes nothing by itself. The indexes that SQLite makes have no SQL [SQLite, The Schema Table].
 *
 * @throws what SQLite says, also where there is no such file
 */
export function strangeParts(file: string): readonly StrangePart[] {
  const known = new Set(partsOfNew().map(wordsOf));
  return readDatabase(file, partsOf).filter((part) => !known.has(wordsOf(part)));
}

const wordsOf = ({ type, name }: StrangePart): string => `${type} ${name}`;

const partsOf = (db: Database.Database): readonly StrangePart[] =>
  db
    .prepare<[], StrangePart>(
      "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view', 'index') AND sql IS NOT NULL ORDER BY type, name",
    )
    .all();

function partsOfNew(): readonly StrangePart[] {
  const db = new Database(':memory:');
  try {
    prepareTables(db);
    return partsOf(db);
  } finally {
    db.close();
  }
}
