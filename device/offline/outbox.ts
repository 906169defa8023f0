import Database from 'better-sqlite3';
import { keepToItsOwner } from '../files/own-file.ts';

/** More than a bus takes in a week. At this limit the kiosk takes no more, and the page says so. */
export const MOST_TAKEN = 1_000;

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

/** An application that was taken without the office. What it says is sealed for the office, and for nobody here. */
export interface Taken {
  readonly key: string;
  /** Of the stock that the office gave out before. */
  readonly reference: string;
  /** The number in the queue of this kiosk, or `null`. */
  readonly ticket: string | null;
  /** ISO date-time. */
  readonly takenAt: string;
  readonly sealed: Uint8Array;
  /** `refused`: the office did not take it; staff have to look. */
  readonly state: 'lodged' | 'registered' | 'withdrawn' | 'refused';
}

export interface Taking extends Pick<Taken, 'key' | 'takenAt' | 'sealed'> {
  /** ISO date at the centre, and the letter before the number; `null`: it needs no number in the queue. */
  readonly queue: { readonly day: string; readonly series: string } | null;
}

/** References that the office gave out before, and which stock of this kiosk they are of. */
export interface Given {
  readonly references: readonly string[];
  /** Counted by the office from 1. Each stock after a loss has the next one. */
  readonly epoch: number;
}

/** Which outbox this is, and how far it has come. */
export interface Life {
  readonly id: string;
  /** How often references came into its stock or left it. */
  readonly changes: number;
  /** `null`: no stock of it may be given out. */
  readonly epoch: number | null;
}

/** How many applications, and how many references are in stock. */
export interface OutboxDepth {
  readonly waiting: number;
  readonly refused: number;
  readonly references: number;
}

interface Row extends Omit<Taken, 'takenAt'> {
  readonly taken_at: string;
}

const takenOf = ({ key, reference, ticket, taken_at, sealed, state }: Row): Taken => ({
  key,
  reference,
  ticket,
  sealed,
  state,
  takenAt: taken_at,
});

/** SQLite cannot read the file of the outbox. The error names the file, so that no reader takes it for the ledger. */
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
  if (file !== ':memory:') keepToItsOwner(file);
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = EXTRA');
    // What is deleted is a person's words: it is overwritten, not only forgotten.
    db.pragma('secure_delete = ON');
    db.exec(SCHEMA);
    // A page that is damaged would end the kiosk when somebody needs it, again after every start, and name nothing.
    const message = db.pragma('quick_check', { simple: true });
    if (message !== 'ok') throw new Database.SqliteError(String(message).replace(/\s+/g, ' '), 'SQLITE_CORRUPT');
    return db;
  } catch (error) {
    db.close();
    throw error instanceof Database.SqliteError ? new OutboxUnreadableError(file, error) : error;
  }
}

/** `waiting`: everything that the office does not have yet, and did not refuse. */
function depthOf(db: Database.Database): () => OutboxDepth {
  const depth = db.prepare<[], OutboxDepth>(
    `SELECT coalesce(sum(state <> 'refused'), 0) AS waiting, coalesce(sum(state = 'refused'), 0) AS refused,
      (SELECT count(*) FROM stock) AS "references" FROM taken`,
  );
  return () => depth.get()!;
}

/** The references that were given out before and are not on paper, and how far they have come. */
function stockOf(db: Database.Database) {
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM stock');
  const first = db.prepare<[], { reference: string }>('SELECT reference FROM stock ORDER BY rowid LIMIT 1');
  const use = db.prepare<[string]>('DELETE FROM stock WHERE reference = ?');
  const add = db.prepare<[string]>('INSERT OR IGNORE INTO stock (reference) VALUES (?)');
  const empty = db.prepare('DELETE FROM stock');
  const lifeOf = db.prepare<[], Life>('SELECT id, changes, epoch FROM life');
  const life = (): Life => lifeOf.get()!;
  const change = db.prepare<[number | null]>('UPDATE life SET changes = changes + 1, epoch = ?');
  const stockUp = db.transaction(({ references, epoch }: Given) => {
    if (life().epoch !== epoch) empty.run();
    change.run(epoch);
    for (const reference of references) add.run(reference);
  });
  const endStock = db.transaction((epoch: number | null) => {
    empty.run();
    change.run(epoch);
  });
  return {
    /** Takes one out; only in a transaction. `null`: there is none that may be given out. */
    next(): { readonly reference: string; readonly epoch: number } | null {
      const reference = first.get()?.reference;
      const { epoch } = life();
      if (epoch === null || reference === undefined) return null;
      use.run(reference);
      change.run(epoch);
      return { reference, epoch };
    },
    outside: {
      /** What is left of a stock before goes with it: the office takes nothing new under it. */
      stockUp: (given: Given): void => stockUp(given),
      /** The kiosk gives out nothing of its stock, and asks the office for a new one. */
      voidStock: (): void => endStock(null),
      /** The kiosk gives out nothing of its stock, and asks the office for more of the same. */
      emptyStock: (): void => endStock(life().epoch),
      life,
      inStock: (): number => count.get()!.n,
    },
  };
}

/**
 * What is taken while the office cannot be reached, until the office has it: durable before the citizen is told, and gone once the office said
 * that it has it. `file` is beside the ledger; `:memory:` for tests.
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
  const known = (key: string): Taken | undefined => {
    const row = find.get(key);
    return row && takenOf(row);
  };
  const take = db.transaction(({ key, takenAt, sealed, queue }: Taking): Taken | null => {
    const before = known(key);
    if (before) return before;
    const next = count.get()!.n < MOST_TAKEN ? stock.next() : null;
    if (!next) return null;
    const { reference, epoch } = next;
    const ticket = queue && ticketOf(queue.series, epoch, nth.get(queue.day)!.last);
    insert.run(key, reference, ticket, takenAt, queue?.day ?? takenAt.slice(0, 10), sealed);
    return known(key)!;
  });

  return {
    find: known,
    /** The same for the same key; `null`: there is no reference left, or no room. */
    take: (what: Taking): Taken | null => take(what),
    /** Marks the entry as registered: the kiosk has to hand it over. An entry that is withdrawn or refused stays so. */
    register: (key: string): void => void register.run(key),
    /** Nobody wants it any more. The office may have heard of it all the same, and is told. */
    withdraw: (key: string): void => void withdraw.run(key),
    /** Unless nobody wants it any more. `false`: so it is. */
    refuse: (key: string, why: string): boolean => refuse.run(why, key).changes > 0,
    /** The office has it as it was `told`. What was withdrawn meanwhile stays: it has to be told that as well. */
    done: ({ key, state }: Pick<Taken, 'key' | 'state'>): void => void remove.run(key, state),
    /** What the office has to be told, oldest first. */
    waiting: (): readonly Taken[] => waiting.all().map(takenOf),
    /** Of everything that is in it, by its key. */
    references: (): Readonly<Record<string, string>> =>
      Object.fromEntries(everything.all().map(({ key, reference }) => [key, reference])),
    depth: depthOf(db),
    ...stock.outside,
    hasRoom: (): boolean =>
      stock.outside.life().epoch !== null && stock.outside.inStock() > 0 && count.get()!.n < MOST_TAKEN,
    close: (): void => void db.close(),
  };
}

/** The stock after a loss has numbers that no stock before had: who counted further before it is gone. */
const ticketOf = (series: string, epoch: number, nth: number): string =>
  `${series}${epoch === 1 ? '' : epoch}-${String(((nth - 1) % 999) + 1).padStart(3, '0')}`;

export type Outbox = ReturnType<typeof openOutbox>;
