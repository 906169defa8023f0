/** What a column may be: `TEXT`, `BIGINT` (whole numbers, milliseconds since 1970 among them) or `JSON` (as text). */
export type Value = string | number | null;

/** Statements that SQLite and PostgreSQL understand alike; `$1` is the first of the values. */
export interface Sql {
  query<Row extends object = Record<string, Value>>(text: string, values?: readonly Value[]): Promise<readonly Row[]>;
}

/** Some work in one transaction. It waits for nothing but `sql`: others wait for it. */
export type Work<T> = (sql: Sql) => Promise<T>;

/**
 * Tables that survive a restart. There is one writer at a time, over all processes: what a piece of work has read is still so when it
 * writes. When the promise settles, all of the work is kept, safe from a power cut. If the work throws, none is kept.
 */
export interface Database {
  write<T>(work: Work<T>): Promise<T>;
  /** A write that takes as long as it takes: everybody else waits, or gives up. */
  import<T>(work: Work<T>): Promise<T>;
  /** Sees one state, beside a writer. */
  read<T>(work: Work<T>): Promise<T>;
  /** Waits for what is at work. */
  close(): Promise<void>;
}

/** The statements of one version of the tables, one after the other. The first makes version 1; none is ever changed. */
export type Migration = readonly string[];

/** This program cannot keep its tables in the named database. The words are for the person who named it. */
export class DatabaseRefusedError extends Error {}

/**
 * Brings the tables to the newest version.
 *
 * @throws DatabaseRefusedError where a newer program has them, or the database does not let them be made
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  try {
    await database.write((sql) => migrateBy(sql, migrations));
  } catch (error) {
    // What the database says has a code: nothing may be written, a table of this name is somebody else's.
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
