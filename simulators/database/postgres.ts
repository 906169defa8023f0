import pg from 'pg';
import { type Database, DatabaseRefusedError, type Sql, type Value, type Work } from './database.ts';

/** Of one process; a hall of kiosks asks for less at the same time. */
const CONNECTIONS = 10;
const CONNECT_MS = 5_000;
/** For one statement, with the wait for another writer: the caller has given up by then. */
const STATEMENT_MS = 10_000;

/** Writers of these tables, in any process, wait for each other under this number. Nothing else in the database may use it. */
const WRITERS = 1_095_975_246;

/**
 * READ COMMITTED, on purpose: every statement after the lock sees what the writer before has committed. A stricter level would see
 * what was there when it began to wait.
 */
const WRITE = `BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${WRITERS})`;
/** What bounds a write, so that no process stands in the way of all, does not bound this. */
const IMPORT = `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`;
const READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * Tables in a PostgreSQL database, by its connection string (`postgres://…`). What that does not say is taken from the environment, as
 * PostgreSQL's own programs do (PGPASSWORD, PGHOST). Any number of processes may share it.
 *
 * @throws DatabaseRefusedError where it cannot be had
 */
export async function openPostgres(connectionString: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    // A process that stands still in a transaction must not stop all others for good.
    idle_in_transaction_session_timeout: STATEMENT_MS,
    types: { getTypeParser },
  });
  // Of a connection that nobody uses: the next piece of work takes another one.
  pool.on('error', () => undefined);
  try {
    await checkEncoding(pool);
  } catch (error) {
    await pool.end();
    throw new DatabaseRefusedError(error instanceof Error ? error.message : 'no answer', { cause: error });
  }
  return {
    write: (work) => transact(pool, WRITE, work),
    import: (work) => transact(pool, `${WRITE}; ${IMPORT}`, work),
    read: (work) => transact(pool, READ, work),
    close: () => pool.end(),
  };
}

/** Any other has no room for ə, and says so when the first application is lodged; `SQL_ASCII` has dumps that nobody can read. */
async function checkEncoding(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ encoding: string }>("SELECT current_setting('server_encoding') AS encoding");
  const encoding = rows[0]?.encoding;
  if (encoding !== 'UTF8')
    throw new Error(
      `its encoding is ${encoding}, and names need UTF8: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`,
    );
}

async function transact<T>(pool: pg.Pool, begin: string, work: Work<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query(begin);
    const result = await work(sqlOf(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failed: Error) => {
      broken ??= failed;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

const sqlOf = (client: pg.PoolClient): Sql => ({
  async query<Row extends object>(text: string, values: readonly Value[] = []) {
    const { rows } = await client.query(text, [...values]);
    return rows as Row[];
  },
});

const { builtins } = pg.types;

/** Every column is a `Value`: no number here is beyond what JavaScript counts exactly, and JSON stays the text that was written. */
function getTypeParser(type: number): (text: string) => Value {
  return type === builtins.INT8 || type === builtins.INT4 ? Number : String;
}
