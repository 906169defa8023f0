import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Database, DatabaseRefusedError, type Sql, type SqlValue, type TransactionBody } from './database.ts';

const MEMORY = ':memory:';

/**
 * Tables in one file; absent: in memory. Another process may have the file open as well.
 *
 * @throws DatabaseRefusedError if the file cannot be opened, or is something else; it stays unchanged
 */
export function openSqlite(file = MEMORY): Database {
  const db = file === MEMORY ? new Sqlite(MEMORY) : openFile(file);
  const sql = sqlOf(db);
  const queue = file === MEMORY ? newQueue() : queueOf(resolve(file));
  const inTurn = <T>(begin: string, work: TransactionBody<T>) => queue(() => transact(db, begin, () => work(sql)));
  return {
    // IMMEDIATE: a reader that becomes a writer is refused if another process wrote in between.
    write: (work) => inTurn('BEGIN IMMEDIATE', work),
    import: (work) => inTurn('BEGIN IMMEDIATE', work),
    read: (work) => inTurn('BEGIN', work),
    close: () => queue(async () => void db.close()),
  };
}

type Queue = <T>(job: () => Promise<T>) => Promise<T>;

/** A transaction lasts several turns of the event loop. */
function newQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const mine = last.then(job);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** For all connections: SQLite waits synchronously, and would block the connection that it waits for. */
const queues = new Map<string, Queue>();

function queueOf(file: string): Queue {
  const queue = queues.get(file) ?? newQueue();
  queues.set(file, queue);
  return queue;
}

function openFile(file: string): Sqlite.Database {
  let db: Sqlite.Database | undefined;
  try {
    if (!existsSync(dirname(file))) mkdirSync(dirname(file));
    db = new Sqlite(file);
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    if (tables.length > 0 && !tables.includes('schema_version'))
      throw new DatabaseRefusedError('it is the database of another program');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    return db;
  } catch (error) {
    db?.close();
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof Sqlite.SqliteError) {
    const words = error.code === 'SQLITE_NOTADB' ? 'it is no database' : error.message;
    return new DatabaseRefusedError(words, { cause: error });
  }
  const isOfTheSystem = error instanceof Error && 'syscall' in error;
  return isOfTheSystem ? new DatabaseRefusedError(error.message, { cause: error }) : error;
}

async function transact<T>(db: Sqlite.Database, begin: string, work: () => Promise<T>): Promise<T> {
  db.exec(begin);
  try {
    const result = await work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk has ended the transaction already.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

interface Prepared {
  readonly statement: Sqlite.Statement;
  readonly order: readonly number[];
}

/** Binds by position: SQLite searches all names for each named parameter. */
function prepare(db: Sqlite.Database, text: string): Prepared {
  const order: number[] = [];
  const places = text.replace(/\$(\d+)/g, (_, number) => {
    order.push(Number(number) - 1);
    return '?';
  });
  return { statement: db.prepare(places), order };
}

function sqlOf(db: Sqlite.Database): Sql {
  const known = new Map<string, Prepared>();
  return {
    async query<Row>(text: string, values: readonly SqlValue[] = []) {
      const prepared = known.get(text) ?? prepare(db, text);
      known.set(text, prepared);
      const placed = prepared.order.map((index) => values[index] ?? null);
      if (prepared.statement.reader) return prepared.statement.all(placed) as Row[];
      prepared.statement.run(placed);
      return [];
    },
  };
}
