import type Database from 'better-sqlite3';
import type { SaleClockTimes } from '../../drivers/payment-terminal/clock-difference.ts';
import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import { compareRefs, stillKnowsSale } from '../../drivers/payment-terminal/transaction-order.ts';
import { type EntryRow, parseEntryBody } from './chain.ts';
import type { LedgerEntry } from './entries.ts';
import { readMemo, writeMemo } from './memo.ts';

export const STRAY_SALE_CODE = 'TRM-107';

/** Memo of the terminal's last transaction before the first sale of this ledger. */
const BEGUN_MEMO = 'terminal-before';

interface Begun {
  readonly last: TransactionRef | null;
}

/**
 * What the ledger knows of card sales, across applications. Throws if the database has no table of entries. A time is `null` if the clock
 * was wrong.
 */
export function readCardSales(db: Database.Database) {
  const newest = (kind: string) =>
    db.prepare<[], EntryRow>(`SELECT * FROM entry WHERE kind = '${kind}' ORDER BY seq DESC LIMIT 1`);
  const [newestIntent, newestStray] = [newest('intent'), newest('straySale')];
  const intentOf = db.prepare<[string], EntryRow>(
    "SELECT * FROM entry WHERE application = ? AND kind = 'intent' ORDER BY seq DESC LIMIT 1",
  );
  const afterApproval = db.prepare<{ id: string }, EntryRow>(
    `SELECT * FROM entry WHERE kind IN ('intent', 'offered', 'approved', 'straySale') AND application <> @id
       AND seq > (SELECT max(seq) FROM entry WHERE application = @id AND kind = 'approved')`,
  );
  const after = db.prepare<[number], EntryRow>(
    "SELECT * FROM entry WHERE kind IN ('offered', 'approved', 'notPaid') AND seq > ?",
  );
  const isOther = (known: readonly (TransactionRef | null)[], ref: TransactionRef) =>
    [...known, nameOf(entryOf(newestStray.get()))].every((one) => one === null || compareRefs(one, ref) === 'other');
  const entryOf = (row: EntryRow | undefined): LedgerEntry | undefined => row && parseEntryBody(row);

  return {
    /** Stores the terminal's last transaction before the first intent. Later calls change nothing. */
    begin(last: TransactionRef | null): void {
      const known = newestIntent.get() !== undefined || readMemo<Begun>(db, BEGUN_MEMO) !== undefined;
      if (known) return;
      writeMemo(db, BEGUN_MEMO, { last } satisfies Begun);
    },
    /** Time of the newest intent, ISO date-time; `null`: none, or the clock was wrong. */
    sentAt: (id: string): string | null => timeOf(intentOf.get(id)),
    newestTimes: newestTimesIn(db, (id) => timeOf(intentOf.get(id))),
    /**
     * Whether the terminal may have restarted its receipt numbers, so that the number no longer identifies this sale. Signs: a later sale
     * of this kiosk has the number, or found no last transaction, or an older one.
     */
    countsAnew: (id: string, ref: TransactionRef): boolean =>
      afterApproval.all({ id }).some((row) => speaksAgainst(entryOf(row), ref)),
    /**
     * Whether the terminal's last transaction belongs to no application. Known are the transaction before the newest sale, results after
     * it, and the newest reported stray sale. If the ledger has no sale, the transaction that `begin` stored is known. `false` at another
     * terminal, and while the newest result is unknown.
     */
    isStray(ref: TransactionRef): boolean {
      const row = newestIntent.get();
      if (!row) {
        const begun = readMemo<Begun>(db, BEGUN_MEMO);
        const here = begun && (begun.last === null || begun.last.terminalId === ref.terminalId);
        return here === true && isOther([begun?.last ?? null], ref);
      }
      const intent = entryOf(row);
      if (intent?.kind !== 'intent') return false;
      const { before, terminalId } = intent;
      if ((before?.terminalId ?? terminalId) !== ref.terminalId) return false;
      const later = after.all(row.seq).map((each) => ({ application: each.application, entry: entryOf(each) }));
      const settled = later.some(
        ({ application, entry }) => application === row.application && entry?.kind !== 'offered',
      );
      return settled && isOther([before, ...later.map(({ entry }) => nameOf(entry))], ref);
    },
  };
}

const timeOf = (row: EntryRow | undefined): string | null => (!row || row.clock === 'unsynchronised' ? null : row.at);

/** Times of the terminal's and the kiosk's clock at the newest approved sale; `null`: one is missing. */
function newestTimesIn(db: Database.Database, sentAtOf: (id: string) => string | null) {
  const newest = db.prepare<[], EntryRow>(
    "SELECT * FROM entry WHERE kind = 'approved' AND clock IS NOT 'unsynchronised' ORDER BY seq DESC LIMIT 1",
  );
  return (): SaleClockTimes | null => {
    const row = newest.get();
    const entry = row && parseEntryBody(row);
    if (!row || entry?.kind !== 'approved' || entry.approval.ref.at === undefined) return null;
    const sentAt = sentAtOf(row.application);
    return sentAt === null ? null : { at: entry.approval.ref.at, sentAt, answeredAt: row.at };
  };
}

function nameOf(entry: LedgerEntry | undefined): TransactionRef | null {
  if (entry?.kind === 'approved' || entry?.kind === 'offered') return entry.approval.ref;
  return entry?.kind === 'straySale' ? entry.ref : null;
}

function speaksAgainst(entry: LedgerEntry | undefined, ref: TransactionRef): boolean {
  if (entry?.kind === 'intent') {
    const { before, terminalId = ref.terminalId } = entry;
    return before
      ? before.terminalId === ref.terminalId && !stillKnowsSale(before, ref)
      : terminalId === ref.terminalId;
  }
  const name = nameOf(entry);
  return (
    name !== null && name.terminalId === ref.terminalId && Number(name.receiptNumber) === Number(ref.receiptNumber)
  );
}
