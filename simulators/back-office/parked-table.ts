import type { Sql } from '../database/database.ts';

export interface StoredParkedVisit {
  readonly key: string;
  /** Base64. */
  readonly sealed: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export class ParkedTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(key: string): Promise<StoredParkedVisit | undefined> {
    const text = 'SELECT id AS "key", sealed, valid_until AS "until" FROM parked WHERE id = $1';
    return (await this.#sql.query<StoredParkedVisit>(text, [key]))[0];
  }

  async all(): Promise<readonly StoredParkedVisit[]> {
    return this.#sql.query<StoredParkedVisit>(
      'SELECT id AS "key", sealed, valid_until AS "until" FROM parked ORDER BY id',
      [],
    );
  }

  async add({ key, sealed, until }: StoredParkedVisit): Promise<void> {
    await this.#sql.query('INSERT INTO parked (id, sealed, valid_until) VALUES ($1, $2, $3)', [key, sealed, until]);
  }

  async drop(key: string): Promise<void> {
    await this.#sql.query('DELETE FROM parked WHERE id = $1', [key]);
  }

  async dropEnded(nowMs: number): Promise<void> {
    await this.#sql.query('DELETE FROM parked WHERE valid_until <= $1', [nowMs]);
  }
}
