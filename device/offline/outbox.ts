import Database from 'better-sqlite3';
import { restrictToOwner } from '../files/own-file.ts';

/** Most applications, more than a bus takes in a week; then the kiosk accepts no more, and the page says so. */
export const OUTBOX_LIMIT = 1_000;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS taken (
  key TEXT PRIMARY KEY, reference TEXT NOT NULL UNIQUE, ticket TEXT, taken_at TEXT NOT NULL, day TEXT NOT NULL, sealed BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('lodged', 'registered', 'withdrawn', 'refused')), why TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS stock (reference TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS number (day TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS life (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, changes INTEGER NOT NULL, epoch INTEGER) STRICT;
INSERT OR IGNORE INTO life VALUES (1, lower(hex(randomblob(16))), 0, NULL);
`;

/** An application, encrypted for the office; the kiosk cannot read it. */
export interface OfflineApplication {
  readonly key: string;
  readonly reference: string;
  readonly ticket: string | null;
  /** ISO date-time. */
  readonly takenAt: string;
  readonly sealed: Uint8Array;
  /** `refused`: the office refused it, and staff must act. */
  readonly state: 'lodged' | 'registered' | 'withdrawn' | 'refused';
}

export interface NewOfflineApplication extends Pick<OfflineApplication, 'key' | 'takenAt' | 'sealed'> {
  /** ISO date at the centre, and letters before the number; `null`: no number is needed. */
  readonly queue: { readonly day: string; readonly series: string } | null;
}

export interface ReferenceStock {
  readonly references: readonly string[];
  /** Number of the stock, counted by the office from 1; one more after each loss. */
  readonly epoch: number;
}

export interface OutboxIdentity {
  readonly id: string;
  readonly changes: number;
  /** `null`: the stock must not be used. */
  readonly epoch: number | null;
}

export interface OutboxDepth {
  readonly waiting: number;
  readonly refused: number;
  readonly references: number;
}

interface Row extends Omit<OfflineApplication, 'takenAt'> {
  readonly taken_at: string;
}

const takenOf = ({ key, reference, ticket, taken_at, sealed, state }: Row): OfflineApplication => ({
  key,
  reference,
  ticket,
  sealed,
  state,
  takenAt: taken_at,
});

/** Names the outbox's file: otherwise the error seems to be about the ledger. */
class OutboxUnreadableError extends Error {
  readonly code: string;
  readonly file: string;
  constructor(file: string, { message, code }: { readonly message: string; readonly code: string }) {
    super(message);
    this.code = code;
    this.file = file;
  }
}

function openDatabase(file: string): Database.Database {
  if (file !== ':memory:') restrictToOwner(file);
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = EXTRA');
    // Overwrites deleted data: they are personal.
    db.pragma('secure_delete = ON');
    db.exec(SCHEMA);
    // Otherwise a damaged page ends the kiosk during a visit, after every start, without naming the file.
    const message = db.pragma('quick_check', { simple: true });
    if (message !== 'ok') throw new Database.SqliteError(String(message).replace(/\s+/g, ' '), 'SQLITE_CORRUPT');
    return db;
  } catch (error) {
    db.close();
    throw error instanceof Database.SqliteError ? new OutboxUnreadableError(file, error) : error;
  }
}

function depthOf(db: Database.Database): () => OutboxDepth {
  const depth = db.prepare<[], OutboxDepth>(
    `SELECT coalesce(sum(state <> 'refused'), 0) AS waiting, coalesce(sum(state = 'refused'), 0) AS refused,
      (SELECT count(*) FROM stock) AS "references" FROM taken`,
  );
  return () => depth.get()!;
}

function stockOf(db: Database.Database) {
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM stock');
  const first = db.prepare<[], { reference: string }>('SELECT reference FROM stock ORDER BY rowid LIMIT 1');
  const use = db.prepare<[string]>('DELETE FROM stock WHERE reference = ?');
  const add = db.prepare<[string]>('INSERT OR IGNORE INTO stock (reference) VALUES (?)');
  const empty = db.prepare('DELETE FROM stock');
  const lifeOf = db.prepare<[], OutboxIdentity>('SELECT id, changes, epoch FROM life');
  const life = (): OutboxIdentity => lifeOf.get()!;
  const change = db.prepare<[number | null]>('UPDATE life SET changes = changes + 1, epoch = ?');
  const stockUp = db.transaction(({ references, epoch }: ReferenceStock) => {
    if (life().epoch !== epoch) empty.run();
    change.run(epoch);
    for (const reference of references) add.run(reference);
  });
  const endStock = db.transaction((epoch: number | null) => {
    empty.run();
    change.run(epoch);
  });
  return {
    /** Only in a transaction. `null`: none may be used. */
    next(): { readonly reference: string; readonly epoch: number } | null {
      const reference = first.get()?.reference;
      const { epoch } = life();
      if (epoch === null || reference === undefined) return null;
      use.run(reference);
      change.run(epoch);
      return { reference, epoch };
    },
    outside: {
      /** Drops an older stock: the office accepts nothing new under it. */
      stockUp: (given: ReferenceStock): void => stockUp(given),
      /** Drops the stock; the forwarder asks for a new one. */
      voidStock: (): void => endStock(null),
      /** Drops the references; the forwarder asks for more of the same stock. */
      emptyStock: (): void => endStock(life().epoch),
      life,
      inStock: (): number => count.get()!.n,
    },
  };
}

/**
 * Opens the outbox. An application is durable before the citizen is told, and removed when the office confirms it. `file` is beside the
 * ledger; `:memory:` in tests. `depth` counts as `waiting` what is neither at the office nor refused. `changes` counts each reference that
 * enters or leaves the stock.
 */
export function openOutbox(file: string) {
  const db = openDatabase(file);
  const stock = stockOf(db);
  const find = db.prepare<[string], Row>('SELECT * FROM taken WHERE key = ?');
  const insert = db.prepare<[string, string, string | null, string, string, Uint8Array]>(
    "INSERT INTO taken (key, reference, ticket, taken_at, day, sealed, state) VALUES (?, ?, ?, ?, ?, ?, 'lodged')",
  );
  const register = db.prepare<[string]>("UPDATE taken SET state = 'registered' WHERE key = ? AND state = 'lodged'");
  const withdraw = db.prepare<[string]>("UPDATE taken SET state = 'withdrawn' WHERE key = ?");
  const refuse = db.prepare<[string, string]>(
    "UPDATE taken SET state = 'refused', why = ? WHERE key = ? AND state = 'registered'",
  );
  const remove = db.prepare<[string, string]>('DELETE FROM taken WHERE key = ? AND state = ?');
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM taken');
  const nth = db.prepare<[string], { last: number }>(
    'INSERT INTO number (day, last) VALUES (?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last',
  );
  const waiting = db.prepare<[], Row>(
    "SELECT * FROM taken WHERE state IN ('registered', 'withdrawn') ORDER BY taken_at, rowid",
  );
  const everything = db.prepare<[], Pick<Row, 'key' | 'reference'>>('SELECT key, reference FROM taken');
  const known = (key: string): OfflineApplication | undefined => {
    const row = find.get(key);
    return row && takenOf(row);
  };
  const take = db.transaction(({ key, takenAt, sealed, queue }: NewOfflineApplication): OfflineApplication | null => {
    const before = known(key);
    if (before) return before;
    const next = count.get()!.n < OUTBOX_LIMIT ? stock.next() : null;
    if (!next) return null;
    const { reference, epoch } = next;
    const ticket = queue && ticketOf(queue.series, epoch, nth.get(queue.day)!.last);
    insert.run(key, reference, ticket, takenAt, queue?.day ?? takenAt.slice(0, 10), sealed);
    return known(key)!;
  });

  return {
    find: known,
    /** Takes an application; the same key returns the same entry. `null`: no reference or no room. */
    take: (what: NewOfflineApplication): OfflineApplication | null => take(what),
    /** Marks for forwarding. A withdrawn or refused entry stays as it is. */
    register: (key: string): void => void register.run(key),
    /** Withdraws an entry, also at the office, which may have the application. */
    withdraw: (key: string): void => void withdraw.run(key),
    /** Marks as refused by the office; `false`: the entry was withdrawn. */
    refuse: (key: string, why: string): boolean => refuse.run(why, key).changes > 0,
    /** The office has the entry in this state. If withdrawn meanwhile, the entry stays. */
    done: ({ key, state }: Pick<OfflineApplication, 'key' | 'state'>): void => void remove.run(key, state),
    waiting: (): readonly OfflineApplication[] => waiting.all().map(takenOf),
    references: (): Readonly<Record<string, string>> =>
      Object.fromEntries(everything.all().map(({ key, reference }) => [key, reference])),
    depth: depthOf(db),
    ...stock.outside,
    hasRoom: (): boolean =>
      stock.outside.life().epoch !== null && stock.outside.inStock() > 0 && count.get()!.n < OUTBOX_LIMIT,
    close: (): void => void db.close(),
  };
}

/** After a loss, numbers contain the epoch: the last number before the loss is unknown. */
const ticketOf = (series: string, epoch: number, nth: number): string =>
  `${series}${epoch === 1 ? '' : epoch}-${String(((nth - 1) % 999) + 1).padStart(3, '0')}`;

export type Outbox = ReturnType<typeof openOutbox>;
