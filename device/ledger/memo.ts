import type Database from 'better-sqlite3';
import { parseJson } from '../words/json.ts';

/** The value with this name, kept beside the entries. `undefined`: the value is missing or unreadable, and callers must work without it. */
export function readMemo<T>(db: Database.Database, name: string): T | undefined {
  const memo = db.prepare<[string], { body: string }>('SELECT body FROM memo WHERE name = ?').get(name);
  return memo && (parseJson(memo.body) as T | undefined);
}

/** Stores a value under a name, beside the entries. Durable on return, unless a transaction is open. */
export function writeMemo(db: Database.Database, name: string, value: unknown): void {
  db.prepare('INSERT OR REPLACE INTO memo (name, body) VALUES (?, ?)').run(name, JSON.stringify(value));
}
