import Database from 'better-sqlite3';
import { hasTable, readDatabase } from '../files/database.ts';
import { readMemo, writeMemo } from './memo.ts';

/**
 * Why no reference is given out until the office has answered. `restored`: ledger and outbox come from a backup. `adopted`: staff adopted
 * an older ledger. `other-ledger`: the outbox is older than this ledger. `lost`: the ledger knows another outbox. `older`: the ledger knows
 * later changes. `replaced`: another board of this kiosk has a newer stock.
 */
export type ReferenceStockDoubt = 'restored' | 'adopted' | 'other-ledger' | 'lost' | 'older' | 'replaced';

export type ReferencesByApplication = Readonly<Record<string, string>>;

/** What the ledger knows of the outbox, which cannot tell that it was lost or copied back. */
export interface OutboxStateInLedger {
  readonly id: string;
  /** How often a reference came into the outbox's stock or left it. */
  readonly changes: number;
  /** The office's number of the kiosk's stock; `null`: no stock that may be given out. */
  readonly epoch: number | null;
  /** References, never more than the outbox has: added here after the outbox gets them, removed here before. */
  readonly held: ReferencesByApplication;
  readonly doubt: ReferenceStockDoubt | null;
  readonly missing: { readonly since: string; readonly references: ReferencesByApplication } | null;
}

/** Key of the ledger's memo with the state of the outbox. */
export const OUTBOX_MEMO_KEY = 'outbox';

/**
 * Marks the stock of references as doubtful. No effect if the ledger knows no outbox. The stock is the references that the office reserved.
 */
export function markStockDoubtful(db: Database.Database, doubt: ReferenceStockDoubt): void {
  const known = readMemo<OutboxStateInLedger>(db, OUTBOX_MEMO_KEY);
  if (known && known.doubt !== doubt) writeMemo(db, OUTBOX_MEMO_KEY, { ...known, doubt });
}

/** Like `markStockDoubtful`, for a ledger that no kiosk has open; durable on return. A second call changes no byte. */
export function markStockDoubtfulInFile(file: string, doubt: ReferenceStockDoubt): void {
  const db = new Database(file, { fileMustExist: true });
  try {
    db.pragma('synchronous = FULL');
    if (hasTable(db, 'memo')) markStockDoubtful(db, doubt);
  } finally {
    db.close();
  }
}

/** Whether the office gave the stock of this ledger's kiosk to another board. */
export const isStockOfOtherBoard = (file: string): boolean =>
  readDatabase(
    file,
    (db) => hasTable(db, 'memo') && readMemo<OutboxStateInLedger>(db, OUTBOX_MEMO_KEY)?.doubt === 'replaced',
  );
