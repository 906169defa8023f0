import Database from 'better-sqlite3';
import { hasTable, readDatabase } from '../files/database.ts';
import { readMemo, writeMemo } from './memo.ts';

/**
 * Why the kiosk gives out no reference until the office has answered. `restored`: ledger and outbox come from a backup. `adopted`: staff
 * adopted an older ledger. `other-ledger`: the outbox is older than this ledger. `lost`: the ledger knows another outbox. `older`: the
 * ledger knows later changes. `replaced`: the office gave a newer stock to another board of this kiosk.
 */
export type StockDoubt = 'restored' | 'adopted' | 'other-ledger' | 'lost' | 'older' | 'replaced';

/** Map of applications to references. */
export type References = Readonly<Record<string, string>>;

/** The outbox as the ledger knows it: an outbox cannot tell that it was lost or copied back. */
export interface KnownOutbox {
  readonly id: string;
  /** How often references entered or left its stock. */
  readonly changes: number;
  /** Its stock; `null`: none that may be given out. */
  readonly epoch: number | null;
  /** Never more than the outbox has: an entry comes here after it and leaves before it. */
  readonly held: References;
  readonly doubt: StockDoubt | null;
  /** References that disappeared from it. */
  readonly missing: { readonly since: string; readonly references: References } | null;
}

export const OUTBOX_MEMO = 'outbox';

/** Marks the stock as doubtful. A ledger that knows no outbox has no stock. */
export function doubtStock(db: Database.Database, doubt: StockDoubt): void {
  const known = readMemo<KnownOutbox>(db, OUTBOX_MEMO);
  if (known && known.doubt !== doubt) writeMemo(db, OUTBOX_MEMO, { ...known, doubt });
}

/** Like `doubtStock`, for a ledger that no kiosk has open; durable when it returns. A second call changes no byte. */
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
