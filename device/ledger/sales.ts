import type Database from 'better-sqlite3';
import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import { compareRefs, remembers } from '../../drivers/payment-terminal/transaction-order.ts';
import { type Row, readEntry } from './chain.ts';
import type { LedgerEntry } from './entries.ts';

/** Of a sale that the terminal has and no application knows. */
export const STRAY_SALE = 'TRM-107';

/** What the ledger knows of single card sales, across applications. */
export interface SalesOfLedger {
  /** Whether one was ever meant. */
  any(): boolean;
  /** When the newest one of this application was meant, ISO date-time; `null` where the clock was known to be wrong then. */
  sentAt(applicationId: string): string | null;
  /**
   * Whether the terminal of this sale began to count anew after it, or may have: a sale of ours has its receipt number, whatever became of
   * that one, or a later one found the terminal's last transaction older than this, or none. Its receipt number is no name any more.
   */
  countsAnew(applicationId: string, ref: TransactionRef): boolean;
  /**
   * Whether no application knows this last transaction of the terminal: it is not the one before the newest sale that was meant, nor what
   * came of that one, and is not listed yet. `false` at another terminal than that, and while it is not known what came of it.
   */
  isStray(ref: TransactionRef): boolean;
}

/** Throws where the database has no table of entries. */
export function salesOf(db: Database.Database): SalesOfLedger {
  const newest = (kind: string) =>
    db.prepare<[], Row>(`SELECT * FROM entry WHERE kind = '${kind}' ORDER BY seq DESC LIMIT 1`);
  const [newestIntent, newestStray] = [newest('intent'), newest('straySale')];
  const intentOf = db.prepare<[string], Row>(
    "SELECT * FROM entry WHERE application = ? AND kind = 'intent' ORDER BY seq DESC LIMIT 1",
  );
  const afterApproval = db.prepare<{ id: string }, Row>(
    `SELECT * FROM entry WHERE kind IN ('intent', 'offered', 'approved', 'straySale') AND application <> @id
       AND seq > (SELECT max(seq) FROM entry WHERE application = @id AND kind = 'approved')`,
  );
  const after = db.prepare<[number], Row>(
    "SELECT * FROM entry WHERE kind IN ('offered', 'approved', 'notPaid') AND seq > ?",
  );
  const entryOf = (row: Row | undefined): LedgerEntry | undefined => row && readEntry(row);

  return {
    any: () => newestIntent.get() !== undefined,
    sentAt(id) {
      const row = intentOf.get(id);
      return !row || row.clock === 'unsynchronised' ? null : row.at;
    },
    countsAnew: (id, ref) => afterApproval.all({ id }).some((row) => speaksAgainst(entryOf(row), ref)),
    isStray(ref) {
      const row = newestIntent.get();
      const intent = entryOf(row);
      if (!row || intent?.kind !== 'intent') return false;
      const { before, terminalId } = intent;
      if ((before?.terminalId ?? terminalId) !== ref.terminalId) return false;
      const later = after.all(row.seq).map((each) => ({ application: each.application, entry: entryOf(each) }));
      const settled = later.some(
        ({ application, entry }) => application === row.application && entry?.kind !== 'offered',
      );
      const known = [before, ...later.map(({ entry }) => nameOf(entry)), nameOf(entryOf(newestStray.get()))];
      return settled && known.every((one) => one === null || compareRefs(one, ref) === 'other');
    },
  };
}

/** The transaction that an entry names as the terminal's. */
function nameOf(entry: LedgerEntry | undefined): TransactionRef | null {
  if (entry?.kind === 'approved' || entry?.kind === 'offered') return entry.approval.ref;
  return entry?.kind === 'straySale' ? entry.ref : null;
}

function speaksAgainst(entry: LedgerEntry | undefined, ref: TransactionRef): boolean {
  if (entry?.kind === 'intent') {
    const { before, terminalId = ref.terminalId } = entry;
    return before ? before.terminalId === ref.terminalId && !remembers(before, ref) : terminalId === ref.terminalId;
  }
  const name = nameOf(entry);
  return (
    name !== null && name.terminalId === ref.terminalId && Number(name.receiptNumber) === Number(ref.receiptNumber)
  );
}
