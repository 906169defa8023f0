import Database from 'better-sqlite3';
import { readDatabase } from '../files/database.ts';
import { prepareTables } from './entry-table.ts';

/** A part of the database that this program does not make. It can change or refuse what the kiosk writes. */
export interface UnknownSchemaObject {
  readonly type: 'trigger' | 'view' | 'index';
  readonly name: string;
}

/**
 * The triggers, views and indexes of a ledger that a new ledger does not have. A trigger can delete a record that the kiosk writes, and an
 * index can refuse the record. A table changes nothing by itself. Indexes that SQLite makes have no SQL [SQLite, The Schema Table].
 *
 * @throws the error of SQLite, also if the file is missing
 */
export function findUnknownSchemaObjects(file: string): readonly UnknownSchemaObject[] {
  const known = new Set(partsOfNew().map(wordsOf));
  return readDatabase(file, partsOf).filter((part) => !known.has(wordsOf(part)));
}

const wordsOf = ({ type, name }: UnknownSchemaObject): string => `${type} ${name}`;

const partsOf = (db: Database.Database): readonly UnknownSchemaObject[] =>
  db
    .prepare<[], UnknownSchemaObject>(
      "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view', 'index') AND sql IS NOT NULL ORDER BY type, name",
    )
    .all();

function partsOfNew(): readonly UnknownSchemaObject[] {
  const db = new Database(':memory:');
  try {
    prepareTables(db);
    return partsOf(db);
  } finally {
    db.close();
  }
}
