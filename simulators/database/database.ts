/** Value of a column of type `TEXT`, `BIGINT` (whole numbers, also milliseconds since 1970) or `JSON` (as text). */
export type SqlValue = string | number | null;

/** Queries in the SQL that SQLite and PostgreSQL share; `$1` is the first value. */
export interface Sql {
  query<Row extends object = Record<string, SqlValue>>(
    text: string,
    values?: readonly SqlValue[],
  ): Promise<readonly Row[]>;
}

/** Work of one transaction. It must wait only for `sql`: others wait for it. */
export type TransactionBody<T> = (sql: Sql) => Promise<T>;

/**
 * Tables that survive a restart. One writer at a time in all processes: data that a write has read stay until it writes. When the promise
 * settles, all is stored, safe from a power cut; if the work throws, nothing.
 */
export interface Database {
  write<T>(work: TransactionBody<T>): Promise<T>;
  /** A write without time limit: other writers wait, or give up. */
  import<T>(work: TransactionBody<T>): Promise<T>;
  read<T>(work: TransactionBody<T>): Promise<T>;
  close(): Promise<void>;
}

/** The first migration makes version 1. Never change a released migration. */
export type Migration = readonly string[];

/** The message is for the person who named the database. */
export class DatabaseRefusedError extends Error {}

/**
 * Brings the tables to the newest version.
 *
 * @throws DatabaseRefusedError if a newer program made the tables, or the database refuses to create them
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  try {
    await database.write((sql) => migrateBy(sql, migrations));
  } catch (error) {
    const isOfTheDatabase = error instanceof Error && 'code' in error;
    throw isOfTheDatabase ? new DatabaseRefusedError(error.message, { cause: error }) : error;
  }
}

async function migrateBy(sql: Sql, migrations: readonly Migration[]): Promise<void> {
  await sql.query('CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)');
  const [found] = await sql.query<{ version: number }>('SELECT version FROM schema_version');
  const version = found?.version ?? 0;
  if (version > migrations.length)
    throw new DatabaseRefusedError(`its tables have version ${version}, this program knows ${migrations.length}`);
  if (version === migrations.length) return;
  for (const statement of migrations.slice(version).flat()) await sql.query(statement);
  const note = found ? 'UPDATE schema_version SET version = $1' : 'INSERT INTO schema_version VALUES ($1)';
  await sql.query(note, [migrations.length]);
}
