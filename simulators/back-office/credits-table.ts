import type { Sql } from '../database/database.ts';
import type { Credit } from './credits.ts';

export class CreditsTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(code: string): Promise<Credit | undefined> {
    const [row] = await this.#sql.query<{ credit: string }>('SELECT credit FROM credit WHERE code = $1', [code]);
    return row && (JSON.parse(row.credit) as Credit);
  }

  async all(): Promise<readonly Credit[]> {
    const rows = await this.#sql.query<{ credit: string }>('SELECT credit FROM credit ORDER BY code');
    return rows.map(({ credit }) => JSON.parse(credit) as Credit);
  }

  async usedBy(application: string): Promise<Credit | undefined> {
    const [row] = await this.#sql.query<{ credit: string }>(
      'SELECT credit FROM credit JOIN credit_use ON credit_use.code = credit.code WHERE credit_use.application = $1',
      [application],
    );
    return row && (JSON.parse(row.credit) as Credit);
  }

  async put(credit: Credit): Promise<void> {
    const { code, uses } = credit;
    await this.#sql.query(
      `INSERT INTO credit (code, credit) VALUES ($1, $2) ON CONFLICT (code) DO UPDATE SET credit = excluded.credit`,
      [code, JSON.stringify(credit)],
    );
    await this.#sql.query('DELETE FROM credit_use WHERE code = $1', [code]);
    for (const { application } of uses)
      await this.#sql.query('INSERT INTO credit_use (application, code) VALUES ($1, $2)', [application, code]);
  }
}
