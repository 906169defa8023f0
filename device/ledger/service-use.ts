import Database from 'better-sqlite3';
import { centreMoment } from '../clock/centre-time.ts';
import { hasTable } from '../files/database.ts';
import type { IsoDate } from '../words/date.ts';
import { jsonIn } from '../words/json.ts';
import type { Application } from './application.ts';
import type { LedgerEntry } from './entries.ts';
import type { StoredEntry } from './entry-table.ts';

/** So many days before today are counted. */
export const USE_DAYS = 90;
/** Of the ledger of an older version so many of the newest entries are counted, once: some 9,000 applications, half a second. */
const COUNTED_AFTERWARDS = 100_000;
const DAY_MS = 24 * 3_600_000;

const SCHEMA = `CREATE TABLE service_use (
  day TEXT NOT NULL, service TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, service)
) STRICT, WITHOUT ROWID`;

/** How often each service was had, by its id. */
export type ServiceUse = Readonly<Record<string, number>>;

const daysBefore = (day: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);

const dayOf = (at: string): IsoDate => centreMoment(at).slice(0, 10);

/**
 * A part of the ledger: how often a service was had on a day, and nothing else of it (docs/decisions/0024). A ledger without it gets it from the
 * entries that it has. Where its table is damaged nothing is counted until the next start, which is told once with SQLite's code: the order
 * of three cards is worth no entry and no visit.
 */
export function countServiceUse(db: Database.Database, onDamage: (cause: string) => void = () => {}) {
  let isWhole = true;
  function unlessDamaged<T>(work: () => T, without: T): T {
    if (!isWhole) return without;
    try {
      return work();
    } catch (error) {
      if (!isDamage(error)) throw error;
      isWhole = false;
      onDamage(error.code);
      return without;
    }
  }
  const table = unlessDamaged(() => useTable(db), null);
  return {
    /** Called in the transaction of every ledger entry. */
    record({ entry, at, clock }: StoredEntry, { service }: Application): void {
      if (!isRegistered(entry) || clock === 'unsynchronised') return;
      unlessDamaged(() => table?.count(dayOf(at), service), undefined);
    },
    /** Of the last `USE_DAYS` days before this one. It is the same all day long: no visit tells the next one what it was about. */
    before: (today: IsoDate): ServiceUse => unlessDamaged(() => table?.before(today) ?? {}, {}),
  };
}

/** The table is not what was written, or not the one that was made. Trouble with the disk itself is the ledger's to tell. */
const isDamage = (error: unknown): error is InstanceType<typeof Database.SqliteError> =>
  error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|CONSTRAINT|ERROR)/.test(error.code);

function useTable(db: Database.Database) {
  if (!hasTable(db, 'service_use')) db.transaction(() => makeTable(db))();
  const add = adderOf(db);
  const forget = db.prepare<[IsoDate]>('DELETE FROM service_use WHERE day < ?');
  const sum = db.prepare<[IsoDate, IsoDate], { service: string; count: number }>(
    'SELECT service, sum(count) AS count FROM service_use WHERE day >= ? AND day < ? GROUP BY service',
  );
  // All of it is read before anything is written: a damaged page that is written to undoes the whole transaction, the entry in it too.
  sum.all('', '~');
  let known: { readonly today: IsoDate; readonly use: ServiceUse } | null = null;
  return {
    count(day: IsoDate, service: string): void {
      add(day, service);
      forget.run(daysBefore(day, USE_DAYS));
    },
    before(today: IsoDate): ServiceUse {
      if (known?.today !== today) {
        const rows = sum.all(daysBefore(today, USE_DAYS), today);
        known = { today, use: Object.fromEntries(rows.map(({ service, count }) => [service, count])) };
      }
      return known.use;
    },
  };
}

/** The office has it, and did not take it back. */
const isRegistered = (entry: LedgerEntry): boolean =>
  entry.kind === 'closed' && (entry.outcome === 'delivered' || entry.outcome === 'deliveredWithoutPaper');

function adderOf(db: Database.Database) {
  const add = db.prepare<[IsoDate, string]>(
    'INSERT INTO service_use (day, service, count) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1',
  );
  return (day: IsoDate, service: string): void => {
    add.run(day, service);
  };
}

/** With what the entries tell. One that can not be read is not counted. */
function makeTable(db: Database.Database): void {
  db.exec(SCHEMA);
  const add = adderOf(db);
  const closed = db.prepare<[number], { at: string; body: string; quoted: string }>(
    `SELECT closed.at AS at, closed.body AS body, quoted.body AS quoted FROM entry AS closed
     JOIN entry AS quoted ON quoted.application = closed.application AND quoted.kind = 'quoted'
     WHERE closed.seq > (SELECT coalesce(max(seq), 0) FROM entry) - ? AND closed.kind = 'closed'
       AND closed.clock IS NOT 'unsynchronised'`,
  );
  for (const { at, body, quoted } of closed.all(COUNTED_AFTERWARDS)) {
    const end = jsonIn(body) as LedgerEntry | undefined;
    const begun = jsonIn(quoted) as LedgerEntry | undefined;
    if (end && begun?.kind === 'quoted' && isRegistered(end)) add(dayOf(at), begun.service);
  }
}
