import pg from 'pg';
import { type Database, DatabaseRefusedError, type Sql, type SqlValue, type TransactionBody } from './database.ts';

const CONNECTIONS = 10;
const CONNECT_MS = 5_000;
/** With the wait for another writer: its caller has given up then. */
const STATEMENT_MS = 10_000;

/** Advisory lock of all writers. Nothing else in the database may use this number. */
const WRITERS = 1_095_975_246;

/** READ COMMITTED: each statement after the lock sees the previous writer's commit; a stricter level sees the state before the wait. */
const WRITE = `BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${WRITERS})`;
/** Other writes have limits: a stuck process must not block all. */
const IMPORT = `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`;
const READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * Tables in a PostgreSQL database, by its connection string (`postgres://…`). Missing parts come from the environment, as for PostgreSQL's
 * own programs (PGPASSWORD, PGHOST). Any number of processes may share it.
 *
 * @throws DatabaseRefusedError if it cannot be opened
 */
export async function openPostgres(connectionString: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    types: { getTypeParser },
  });
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

/** Other encodings have no ə; `SQL_ASCII` makes unreadable dumps. */
async function checkEncoding(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ encoding: string }>("SELECT current_setting('server_encoding') AS encoding");
  const encoding = rows[0]?.encoding;
  if (encoding !== 'UTF8')
    throw new Error(
      `its encoding is ${encoding}, and names need UTF8: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`,
    );
}

async function transact<T>(pool: pg.Pool, begin: string, work: TransactionBody<T>): Promise<T> {
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
  async query<Row extends object>(text: string, values: readonly SqlValue[] = []) {
    const { rows } = await client.query(text, [...values]);
    return rows as Row[];
  },
});

const { builtins } = pg.types;

function getTypeParser(type: number): (text: string) => SqlValue {
  return type === builtins.INT8 || type === builtins.INT4 ? Number : String;
}
