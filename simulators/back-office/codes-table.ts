import { createHash } from 'node:crypto';
import type { Sql } from '../database/database.ts';
import type { SentCode } from './codes.ts';

/* Stored under the hash of a key: with the key, an attacker can try all six-digit codes. */

const FORGOTTEN_MS = 3_600_000;

export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

interface Row {
  readonly id: string;
  readonly code: string;
}

export interface StoredCode {
  readonly id: string;
  readonly code: SentCode;
}

const codeOf = ({ id, code }: Row): StoredCode => ({ id, code: JSON.parse(code) as SentCode });

export class CodesTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(key: string): Promise<SentCode | undefined> {
    const [row] = await this.#sql.query<Row>('SELECT id, code FROM code WHERE id = $1 AND person IS NOT NULL', [
      hashKey(key),
    ]);
    return row && codeOf(row).code;
  }

  async notTyped(person: string, sinceMs: number): Promise<readonly StoredCode[]> {
    const text = 'SELECT id, code FROM code WHERE person = $1 AND sent_at > $2 AND is_typed = 0';
    return (await this.#sql.query<Row>(text, [person, sinceMs])).map(codeOf);
  }

  /** Untyped codes without `key`, also for persons without a phone. */
  async countOfKiosk(kiosk: string, sinceMs: number, key: string): Promise<number> {
    const [row] = await this.#sql.query<{ times: number }>(
      'SELECT count(*) AS times FROM code WHERE kiosk = $1 AND sent_at > $2 AND is_typed = 0 AND id <> $3',
      [kiosk, sinceMs, hashKey(key)],
    );
    return row?.times ?? 0;
  }

  async put(key: string, person: string, code: SentCode): Promise<void> {
    await this.#put(hashKey(key), person, code);
  }

  async change(id: string, code: SentCode): Promise<void> {
    const isTyped = code.confirmedAt === null ? 0 : 1;
    await this.#sql.query('UPDATE code SET is_typed = $1, code = $2 WHERE id = $3', [
      isTyped,
      JSON.stringify(code),
      id,
    ]);
  }

  /** For a person without a phone: counts and looks like any other request. */
  async putInVain(key: string, kiosk: string, at: Date): Promise<void> {
    await this.#put(hashKey(key), null, { request: { kiosk }, sentAt: at.getTime() });
  }

  async #put(id: string, person: string | null, code: Pick<SentCode, 'sentAt'> & { request: { kiosk: string } }) {
    await this.#sql.query('DELETE FROM code WHERE sent_at < $1', [code.sentAt - FORGOTTEN_MS]);
    await this.#sql.query(
      `INSERT INTO code (id, kiosk, person, sent_at, is_typed, code) VALUES ($1, $2, $3, $4, 0, $5)
        ON CONFLICT (id) DO UPDATE SET person = excluded.person, sent_at = excluded.sent_at, code = excluded.code`,
      [id, code.request.kiosk, person, code.sentAt, JSON.stringify(code)],
    );
  }
}
