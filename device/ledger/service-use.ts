import Database from 'better-sqlite3';
import { toCentreLocalTime } from '../clock/centre-time.ts';
import { hasTable } from '../files/database.ts';
import { daysLater, type IsoDate } from '../words/date.ts';
import { parseJson } from '../words/json.ts';
import type { Application } from './application.ts';
import type { LedgerEntry } from './entries.ts';
import type { StoredEntry } from './entry-table.ts';

export const USE_DAYS = 90;
/** Most entries of an older ledger that are read once: 9,000 applications, half a second. */
const COUNTED_AFTERWARDS = 100_000;

const SCHEMA = `CREATE TABLE service_use (
  day TEXT NOT NULL, service TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, service)
) STRICT, WITHOUT ROWID`;

export type ServiceUse = Readonly<Record<string, number>>;

const dayOf = (at: string): IsoDate => toCentreLocalTime(at).slice(0, 10);

/**
 * A part of the ledger that counts the uses of a service per day, and stores nothing else (docs/decisions/0024). If the table is missing,
 * it is filled from the entries. If it is damaged, nothing is counted until the next start, and `onDamage` gets SQLite's code once. An
 * entry or a visit is worth more than the order of the services on a page. Disk errors are no damage of the table: the ledger reports them.
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
    record({ entry, at, clock }: StoredEntry, { service }: Application): void {
      if (!isRegistered(entry) || clock === 'unsynchronised') return;
      unlessDamaged(() => table?.count(dayOf(at), service), undefined);
    },
    /** Uses in the `USE_DAYS` before `today`. The same all day: no visit reveals the one before. */
    before: (today: IsoDate): ServiceUse => unlessDamaged(() => table?.before(today) ?? {}, {}),
  };
}

const isDamage = (error: unknown): error is InstanceType<typeof Database.SqliteError> =>
  error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|CONSTRAINT|ERROR)/.test(error.code);

function useTable(db: Database.Database) {
  if (!hasTable(db, 'service_use')) db.transaction(() => makeTable(db))();
  const add = adderOf(db);
  const forget = db.prepare<[IsoDate]>('DELETE FROM service_use WHERE day < ?');
  const sum = db.prepare<[IsoDate, IsoDate], { service: string; count: number }>(
    'SELECT service, sum(count) AS count FROM service_use WHERE day >= ? AND day < ? GROUP BY service',
  );
  // Reads the whole table first: a write to a damaged page would undo the transaction, with its entry.
  sum.all('', '~');
  let known: { readonly today: IsoDate; readonly use: ServiceUse } | null = null;
  return {
    count(day: IsoDate, service: string): void {
      add(day, service);
      forget.run(daysLater(day, -USE_DAYS));
    },
    before(today: IsoDate): ServiceUse {
      if (known?.today !== today) {
        const rows = sum.all(daysLater(today, -USE_DAYS), today);
        known = { today, use: Object.fromEntries(rows.map(({ service, count }) => [service, count])) };
      }
      return known.use;
    },
  };
}

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
    const end = parseJson(body) as LedgerEntry | undefined;
    const begun = parseJson(quoted) as LedgerEntry | undefined;
    if (end && begun?.kind === 'quoted' && isRegistered(end)) add(dayOf(at), begun.service);
  }
}
