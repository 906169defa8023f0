import type { Sql } from '../database/database.ts';
import type { IssuedQuote } from './quotes.ts';
import type { SlotTimeAndPlace } from './slot-calendar.ts';
import type { SlotHoldRecord } from './slots.ts';

/* Dropped when no request can need them. */

const FORGOTTEN_MS = 3_600_000;

export class QuotesTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(id: string): Promise<IssuedQuote | undefined> {
    const [row] = await this.#sql.query<{ quote: string }>('SELECT quote FROM quote WHERE id = $1', [id]);
    return row && (JSON.parse(row.quote) as IssuedQuote);
  }

  async add(quoted: IssuedQuote, now: Date): Promise<void> {
    const { id, validUntil } = quoted.quote;
    await this.#sql.query('DELETE FROM quote WHERE valid_until < $1', [now.getTime() - FORGOTTEN_MS]);
    const values = [id, Date.parse(validUntil), JSON.stringify(quoted)];
    await this.#sql.query('INSERT INTO quote (id, valid_until, quote) VALUES ($1, $2, $3)', values);
  }
}

export class HoldsTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(key: string): Promise<SlotHoldRecord | undefined> {
    const [row] = await this.#sql.query<{ hold: string }>('SELECT hold FROM hold WHERE key = $1', [key]);
    return row && (JSON.parse(row.hold) as SlotHoldRecord);
  }

  async held(place: string, firstDay: string, lastDay: string, but: { kiosk: string; now: Date }) {
    return this.#sql.query<SlotTimeAndPlace>(
      `SELECT place, day, time AS "from" FROM hold
        WHERE is_over = 0 AND place = $1 AND day >= $2 AND day <= $3 AND kiosk <> $4 AND valid_until > $5`,
      [place, firstDay, lastDay, but.kiosk, but.now.getTime()],
    );
  }

  async ofKiosk(kiosk: string): Promise<readonly SlotHoldRecord[]> {
    const rows = await this.#sql.query<{ hold: string }>('SELECT hold FROM hold WHERE is_over = 0 AND kiosk = $1', [
      kiosk,
    ]);
    return rows.map(({ hold }) => JSON.parse(hold) as SlotHoldRecord);
  }

  async put(hold: SlotHoldRecord, now: Date): Promise<void> {
    await this.#sql.query('DELETE FROM hold WHERE valid_until < $1', [now.getTime() - FORGOTTEN_MS]);
    const { key, slot, request, validUntil, over } = hold;
    await this.#sql.query(
      `INSERT INTO hold (key, kiosk, place, day, time, valid_until, is_over, hold) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (key) DO UPDATE SET valid_until = excluded.valid_until, is_over = excluded.is_over, hold = excluded.hold`,
      [key, request.kiosk, slot.place, slot.day, slot.from, validUntil, over ? 1 : 0, JSON.stringify(hold)],
    );
  }
}

/** Sent on a day while `ahead` people waited. */
export interface WindowArrivalCount {
  readonly window: string;
  readonly ahead: number;
  readonly people: number;
}

export class QueueTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async of(day: string): Promise<readonly WindowArrivalCount[]> {
    return this.#sql.query<WindowArrivalCount>('SELECT place AS "window", ahead, people FROM queue WHERE day = $1', [
      day,
    ]);
  }

  async add(day: string, { window, ahead, people }: WindowArrivalCount): Promise<void> {
    await this.#sql.query(
      `INSERT INTO queue (day, place, ahead, people) VALUES ($1, $2, $3, $4)
        ON CONFLICT (day, place, ahead) DO UPDATE SET people = queue.people + excluded.people`,
      [day, window, ahead, people],
    );
  }
}

/** Only the newest window is stored. */
export class PeriodCountTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async of(what: string, period: string, who: string): Promise<number> {
    const text = 'SELECT times FROM tally WHERE what = $1 AND period = $2 AND who = $3';
    const [row] = await this.#sql.query<{ times: number }>(text, [what, period, who]);
    return row?.times ?? 0;
  }

  /** @returns the count, including this call */
  async add(what: string, period: string, who: string): Promise<number> {
    await this.#sql.query('DELETE FROM tally WHERE what = $1 AND period <> $2', [what, period]);
    const [row] = await this.#sql.query<{ times: number }>(
      `INSERT INTO tally (what, period, who, times) VALUES ($1, $2, $3, 1)
        ON CONFLICT (what, period, who) DO UPDATE SET times = tally.times + 1 RETURNING times`,
      [what, period, who],
    );
    return row?.times ?? 1;
  }
}
