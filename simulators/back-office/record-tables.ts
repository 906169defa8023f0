import type { Sql } from '../database/database.ts';
import type { SurveyEntry } from './entry.ts';

export class SurveysTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(key: string): Promise<SurveyEntry | undefined> {
    const [row] = await this.#sql.query<{ survey: string }>('SELECT survey FROM survey WHERE key = $1', [key]);
    return row && (JSON.parse(row.survey) as SurveyEntry);
  }

  async all(): Promise<readonly SurveyEntry[]> {
    const rows = await this.#sql.query<{ survey: string }>('SELECT survey FROM survey ORDER BY at, key');
    return rows.map(({ survey }) => JSON.parse(survey) as SurveyEntry);
  }

  async count(): Promise<number> {
    const [row] = await this.#sql.query<{ value: number }>("SELECT value FROM counter WHERE name = 'survey'");
    return row?.value ?? 0;
  }

  async add(survey: SurveyEntry): Promise<void> {
    const values = [survey.key, Date.parse(survey.at), JSON.stringify(survey)];
    await this.#sql.query('INSERT INTO survey (key, at, survey) VALUES ($1, $2, $3)', values);
    await this.#sql.query("UPDATE counter SET value = value + 1 WHERE name = 'survey'");
  }
}

/** `T` must survive JSON. */
export class DuesTable<T extends object> {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(key: string): Promise<T | undefined> {
    const [row] = await this.#sql.query<{ due: string }>('SELECT due FROM due WHERE key = $1', [key]);
    return row && (JSON.parse(row.due) as T);
  }

  async put(key: string, due: T): Promise<void> {
    await this.#sql.query(
      'INSERT INTO due (key, due) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET due = excluded.due',
      [key, JSON.stringify(due)],
    );
  }
}

export interface DataAccessEntry {
  /** Of reading and purpose: a repeat is one access. */
  readonly key: string;
  readonly kiosk: string;
  /** ISO date-time. */
  readonly at: string;
  readonly person: string;
  /** Register: id in the catalogue and Azerbaijani name. */
  readonly register: string;
  readonly title: string;
  /** Agency, in Azerbaijani. */
  readonly reader: string;
  /** Purpose: application key, `accessPurposeOfCode` or `accessPurposeOfKnown`; `null`: none. */
  readonly application: string | null;
}

/** Append-only. */
export class DataAccessTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async add(access: DataAccessEntry): Promise<void> {
    const { key, at, person, application } = access;
    await this.#sql.query(
      'INSERT INTO access (key, at, person, application, access) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING',
      [key, Date.parse(at), person, application, JSON.stringify(access)],
    );
  }

  async ofPerson(person: string, most: number): Promise<readonly DataAccessEntry[]> {
    const rows = await this.#sql.query<{ access: string }>(
      'SELECT access FROM access WHERE person = $1 ORDER BY at DESC, key LIMIT $2',
      [person, most],
    );
    return rows.map(({ access }) => JSON.parse(access) as DataAccessEntry);
  }

  async ofApplication(key: string): Promise<readonly DataAccessEntry[]> {
    const rows = await this.#sql.query<{ access: string }>(
      'SELECT access FROM access WHERE application = $1 ORDER BY at, key',
      [key],
    );
    return rows.map(({ access }) => JSON.parse(access) as DataAccessEntry);
  }
}

export interface ReservedReference {
  readonly reference: string;
  readonly kiosk: string;
  readonly epoch: number;
  readonly batch: string;
  readonly nth: number;
}

export class ReservedReferencesTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(reference: string): Promise<ReservedReference | undefined> {
    const found = 'SELECT reference, kiosk, epoch, batch, nth FROM reserved WHERE reference = $1';
    return (await this.#sql.query<ReservedReference>(found, [reference]))[0];
  }

  async ofBatch(batch: string): Promise<readonly ReservedReference[]> {
    const found = 'SELECT reference, kiosk, epoch, batch, nth FROM reserved WHERE batch = $1 ORDER BY nth';
    return this.#sql.query<ReservedReference>(found, [batch]);
  }

  async add({ reference, kiosk, epoch, batch, nth }: ReservedReference): Promise<void> {
    const add = 'INSERT INTO reserved (reference, kiosk, epoch, batch, nth) VALUES ($1, $2, $3, $4, $5)';
    await this.#sql.query(add, [reference, kiosk, epoch, batch, nth]);
  }

  /** 0: no stock yet. */
  async newestEpoch(kiosk: string): Promise<number> {
    const newest = 'SELECT epoch FROM stock_epoch WHERE kiosk = $1 ORDER BY epoch DESC LIMIT 1';
    return (await this.#sql.query<{ epoch: number }>(newest, [kiosk]))[0]?.epoch ?? 0;
  }

  async begin(kiosk: string, epoch: number, at: Date): Promise<void> {
    const add = 'INSERT INTO stock_epoch (kiosk, epoch, began_at) VALUES ($1, $2, $3)';
    await this.#sql.query(add, [kiosk, epoch, at.getTime()]);
  }

  /** When the next began, in ms since 1970. */
  async ended(kiosk: string, epoch: number): Promise<number | undefined> {
    const next = 'SELECT began_at FROM stock_epoch WHERE kiosk = $1 AND epoch > $2 ORDER BY epoch LIMIT 1';
    return (await this.#sql.query<{ began_at: number }>(next, [kiosk, epoch]))[0]?.began_at;
  }
}
