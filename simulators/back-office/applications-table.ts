import type { Sql, SqlValue } from '../database/database.ts';
import { personKey } from './continuing.ts';
import type { RegisterEntry } from './entry.ts';
import { isApplicationActive } from './later.ts';
import type { BookedSlot, SlotTimeAndPlace } from './slot-calendar.ts';

export type StateCounts = Readonly<Record<RegisterEntry['state'], number>>;

/** Times in ms since 1970; `toMs` is excluded. `after`: last key of the previous page. */
export interface ApplicationsPageQuery {
  readonly kiosk: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly after: string | undefined;
  readonly most: number;
}

interface Row {
  readonly entry: string;
}

const entryOf = ({ entry }: Row): RegisterEntry => JSON.parse(entry) as RegisterEntry;

const firstOf = (rows: readonly Row[]): RegisterEntry | undefined => rows.map(entryOf)[0];

const COLUMNS = [
  'number',
  'key',
  'reference',
  'kiosk',
  'lodged_at',
  'person',
  'messaged_at',
  'place',
  'day',
  'time',
  'entry',
];

/** A withdrawn or cancelled application frees its slot. */
function columnsOf(entry: RegisterEntry): readonly SqlValue[] {
  const { key, reference, request, lodgedAt, message } = entry;
  const slot: Partial<BookedSlot> = (isApplicationActive(entry) && entry.slot) || {};
  return [
    key,
    reference,
    request.kiosk,
    Date.parse(lodgedAt),
    request.applicant && personKey(request.applicant),
    message ? Date.parse(message.at) : null,
    slot.place ?? null,
    slot.day ?? null,
    slot.from ?? null,
    JSON.stringify(entry),
  ];
}

export class ApplicationsTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(key: string): Promise<RegisterEntry | undefined> {
    return firstOf(await this.#sql.query<Row>('SELECT entry FROM application WHERE key = $1', [key]));
  }

  /** The newest: a continued application has several. */
  async last(reference: string): Promise<RegisterEntry | undefined> {
    const newest = 'SELECT entry FROM application WHERE reference = $1 ORDER BY number DESC LIMIT 1';
    return firstOf(await this.#sql.query<Row>(newest, [reference]));
  }

  async newest(most = Number.MAX_SAFE_INTEGER): Promise<readonly RegisterEntry[]> {
    const rows = await this.#sql.query<Row>('SELECT entry FROM application ORDER BY number DESC LIMIT $1', [most]);
    return rows.map(entryOf).reverse();
  }

  /** Oldest first. An unknown `after` gives the first page. */
  async page({ kiosk, fromMs, toMs, after, most }: ApplicationsPageQuery): Promise<readonly RegisterEntry[]> {
    const [before] = await this.#sql.query<{ lodged_at: number; number: number }>(
      'SELECT lodged_at, number FROM application WHERE key = $1 AND kiosk = $2',
      [after ?? '', kiosk],
    );
    const rows = await this.#sql.query<Row>(
      `SELECT entry FROM application
        WHERE kiosk = $1 AND lodged_at >= $2 AND lodged_at < $3 AND (lodged_at, number) > ($4, $5)
        ORDER BY lodged_at, number LIMIT $6`,
      [kiosk, fromMs, toMs, before?.lodged_at ?? fromMs, before?.number ?? 0, most],
    );
    return rows.map(entryOf);
  }

  async messagesSince(person: string, ms: number): Promise<number> {
    const count = 'SELECT count(*) AS times FROM application WHERE person = $1 AND messaged_at > $2';
    const [row] = await this.#sql.query<{ times: number }>(count, [person, ms]);
    return row?.times ?? 0;
  }

  async of(person: string): Promise<readonly RegisterEntry[]> {
    const its = 'SELECT entry FROM application WHERE person = $1 ORDER BY number';
    return (await this.#sql.query<Row>(its, [person])).map(entryOf);
  }

  /** With a valid appointment, in order of lodging. */
  async bookedFor(person: string): Promise<readonly RegisterEntry[]> {
    const standing = 'SELECT entry FROM application WHERE person = $1 AND place IS NOT NULL ORDER BY number';
    return (await this.#sql.query<Row>(standing, [person])).map(entryOf);
  }

  async booked(place: string, firstDay: string, lastDay: string): Promise<readonly SlotTimeAndPlace[]> {
    return this.#sql.query<SlotTimeAndPlace>(
      'SELECT place, day, time AS "from" FROM application WHERE place = $1 AND day >= $2 AND day <= $3',
      [place, firstDay, lastDay],
    );
  }

  async count(): Promise<number> {
    return (await this.#counters())['application'] ?? 0;
  }

  async issued(): Promise<number> {
    return (await this.#counters())['issued'] ?? 0;
  }

  async states(): Promise<StateCounts> {
    const { lodged = 0, registered = 0, withdrawn = 0 } = await this.#counters();
    return { lodged, registered, withdrawn };
  }

  async #counters(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.#sql.query<{ name: string; value: number }>('SELECT name, value FROM counter');
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  }

  /** In few statements: there may be millions. */
  async add(entries: readonly RegisterEntry[]): Promise<void> {
    const first = (await this.count()) + 1;
    for (let start = 0; start < entries.length; start += ROWS) {
      const rows = entries.slice(start, start + ROWS);
      const values = rows.flatMap((entry, nth) => [first + start + nth, ...columnsOf(entry)]);
      await this.#sql.query(`INSERT INTO application (${COLUMNS}) VALUES ${placeholders(rows.length)}`, values);
    }
    await this.#addTo('application', entries.length);
    await this.#addTo('issued', entries.filter(({ registered }) => registered !== null).length);
    for (const state of STATES) await this.#addTo(state, entries.filter((entry) => entry.state === state).length);
  }

  async change(before: RegisterEntry, after: RegisterEntry): Promise<void> {
    const set = COLUMNS.slice(1).map((column, nth) => `${column} = $${nth + 2}`);
    await this.#sql.query(`UPDATE application SET ${set} WHERE key = $1`, [before.key, ...columnsOf(after)]);
    if (before.registered === null && after.registered !== null) await this.#addTo('issued', 1);
    if (before.state === after.state) return;
    await this.#addTo(before.state, -1);
    await this.#addTo(after.state, 1);
  }

  async #addTo(name: string, many: number): Promise<void> {
    if (many !== 0) await this.#sql.query('UPDATE counter SET value = value + $1 WHERE name = $2', [many, name]);
  }
}

const STATES = ['lodged', 'registered', 'withdrawn'] as const satisfies readonly RegisterEntry['state'][];

/** Rows of one statement: SQLite takes 32,766 values, PostgreSQL twice as many. */
const ROWS = 1_000;

function placeholders(rows: number): string {
  const width = COLUMNS.length;
  return Array.from(
    { length: rows },
    (_, row) => `(${Array.from({ length: width }, (_each, column) => `$${row * width + column + 1}`)})`,
  ).join();
}
