import Database from 'better-sqlite3';
import { hasTable, readDatabase } from '../files/database.ts';
import { readMemo, writeMemo } from './memo.ts';

/**
 * Why nothing of the stock of references may be given out until the office has answered. `restored`: ledger and outbox came out of a
 * backup. `adopted`: staff went on with an older ledger. `other-ledger`: the outbox was there before this ledger. `lost`: this outbox is
 * not the one that the ledger knows. `older`: the ledger knows of later changes. `replaced`: the office gave a newer stock to another
 * board of this kiosk.
 */
export type StockDoubt = 'restored' | 'adopted' | 'other-ledger' | 'lost' | 'older' | 'replaced';

/** References by the application they belong to. */
export type References = Readonly<Record<string, string>>;

/** What the ledger knows of the outbox beside it: an outbox that was lost or copied back cannot say so itself. */
export interface KnownOutbox {
  readonly id: string;
  /** How often references came into its stock or left it. */
  readonly changes: number;
  /** Which stock of this kiosk it had; `null`: none that may be given out. */
  readonly epoch: number | null;
  /** What is in it: never more than it has, because an entry comes here after it and goes from here before it. */
  readonly held: References;
  readonly doubt: StockDoubt | null;
  /** What was in it and is not there any more. */
  readonly missing: { readonly since: string; readonly references: References } | null;
}

export const OUTBOX_MEMO = 'outbox';

/** A ledger that knows no outbox has no stock to doubt. */
export function doubtStock(db: Database.Database, doubt: StockDoubt): void {
  const known = readMemo<KnownOutbox>(db, OUTBOX_MEMO);
  if (known && known.doubt !== doubt) writeMemo(db, OUTBOX_MEMO, { ...known, doubt });
}

/** The same in a ledger that no kiosk has open; durable when it returns. The second call changes no byte. */
export function doubtStockOf(file: string, doubt: StockDoubt): void {
  const db = new Database(file, { fileMustExist: true });
  try {
    db.pragma('synchronous = FULL');
    if (hasTable(db, 'memo')) doubtStock(db, doubt);
  } finally {
    db.close();
  }
}

/** Whether the office gave the stock of this ledger's kiosk to another board. */
export const isReplacedBoard = (file: string): boolean =>
  readDatabase(file, (db) => hasTable(db, 'memo') && readMemo<KnownOutbox>(db, OUTBOX_MEMO)?.doubt === 'replaced');
