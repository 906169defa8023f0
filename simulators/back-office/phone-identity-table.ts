import type { Sql } from '../database/database.ts';
import { hashKey } from './codes-table.ts';
import type { PhoneIdentity } from './phone-identities.ts';

/** Identifications that began so long before a stored one are deleted. */
const FORGOTTEN_MS = 3_600_000;

interface Row {
  readonly identity: string;
}

const parsed = (row: Row | undefined): PhoneIdentity | undefined => row && (JSON.parse(row.identity) as PhoneIdentity);

/** Stored under the hash of its key. `tickets` and `phones` are hashes too. */
export class PhoneIdentityTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(key: string): Promise<PhoneIdentity | undefined> {
    return parsed((await this.#sql.query<Row>('SELECT identity FROM identity WHERE id = $1', [hashKey(key)]))[0]);
  }

  async all(): Promise<readonly PhoneIdentity[]> {
    const rows = await this.#sql.query<Row>('SELECT identity FROM identity ORDER BY started_at, id', []);
    return rows.map((row) => parsed(row)!);
  }

  async unconfirmedOfKiosk(kiosk: string, sinceMs: number): Promise<readonly PhoneIdentity[]> {
    const text = 'SELECT identity FROM identity WHERE kiosk = $1 AND started_at > $2 AND is_confirmed = 0';
    return (await this.#sql.query<Row>(text, [kiosk, sinceMs])).map((row) => parsed(row)!);
  }

  async put(identity: PhoneIdentity): Promise<void> {
    const { id, request, startedAt, confirmedAt } = identity;
    await this.#sql.query('DELETE FROM identity WHERE started_at < $1', [startedAt - FORGOTTEN_MS]);
    await this.#sql.query(
      `INSERT INTO identity (id, kiosk, started_at, is_confirmed, identity) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (id) DO UPDATE SET is_confirmed = excluded.is_confirmed, identity = excluded.identity`,
      [id, request.kiosk, startedAt, confirmedAt === null ? 0 : 1, JSON.stringify(identity)],
    );
  }
}
