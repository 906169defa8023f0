import type Database from 'better-sqlite3';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { type Application, applyEntry, LedgerRuleError } from './application.ts';
import { FAILED_REQUESTS_MEMO, type FailedRequests } from './attempts.ts';
import { CASH_ENTRY_KINDS } from './cash-accounts.ts';
import type { LedgerEntry } from './entries.ts';
import { hasClockColumn, type StoredEntry } from './entry-table.ts';
import { readMemo } from './memo.ts';
import { readLedgerDatabase } from './schema-version.ts';
import { applicationsLeftToStaff, listWorkLeftToStaff } from './set-aside.ts';

export interface ApplicationInLedger {
  readonly id: string;
  readonly history: readonly StoredEntry[];
  /** `null`: the history breaks the ledger's rules or cannot be read. */
  readonly application: Application | null;
  /** Whether a record is, or may be, set aside: the kiosk does not settle the application. */
  readonly byHand: boolean;
  /** Whether the application is left to staff and not settled. */
  readonly listed: boolean;
}

export interface LedgerQueries {
  /** Open applications, oldest first; then those left to staff. */
  open(): readonly ApplicationInLedger[];
  /** Finds an application by id, reference or credit code. A continued application keeps its reference: the newest is returned. */
  find(name: string): ApplicationInLedger | null;
  /**
   * Applications with an entry of these kinds at or after `from` (ISO, UTC), oldest first. Entries before the clock was set count by their
   * position.
   */
  withKinds(kinds: readonly LedgerEntry['kind'][], from: string): readonly ApplicationInLedger[];
  /** Applications with a cash entry among the `newest` entries, oldest first, with whole histories. */
  withCash(newest: number): readonly ApplicationInLedger[];
  readonly attempts: FailedRequests;
}

interface Row {
  readonly seq: number;
  readonly at: string;
  readonly body: string;
  readonly clock: ClockSync | null;
}

interface Name {
  readonly application: string;
}

/**
 * Reads the ledger while a kiosk runs: one snapshot, without the ledger's lock. Throws if there is no ledger. One transaction, so that no
 * entry comes between two queries. An older ledger lacks the column for the clock until its kiosk starts again. All records of an
 * application may be set aside. A damaged record hides only the later records of its application.
 */
export function readLedgerQueries<T>(file: string, read: (book: LedgerQueries) => T): T {
  return readLedgerDatabase(file, (db) => db.transaction(() => read(bookOf(db)))());
}

function bookOf(db: Database.Database): LedgerQueries {
  const clock = hasClockColumn(db) ? 'clock' : 'NULL';
  const rowsOf = db.prepare<[string], Row>(
    `SELECT seq, at, body, ${clock} AS clock FROM entry WHERE application = ? ORDER BY seq`,
  );
  const beforeTheClock = `(${clock} = 'unsynchronised'
    AND seq > (SELECT coalesce(max(seq), 0) FROM entry WHERE at < ? AND ${clock} IS NOT 'unsynchronised'))`;
  const left = listWorkLeftToStaff(db).applications;
  const byHand = new Set(applicationsLeftToStaff(db));
  const booked = ({ application }: Name) => ({
    ...fold(application, rowsOf.all(application)),
    byHand: byHand.has(application),
    listed: left.includes(application),
  });
  return {
    attempts: readMemo<FailedRequests>(db, FAILED_REQUESTS_MEMO) ?? {},
    open: () => [
      ...db.prepare<[], Name>('SELECT application FROM open_application ORDER BY since').all().map(booked),
      ...left.map((application) => booked({ application })),
    ],
    find(name) {
      const found = db
        .prepare<{ name: string }, Name>(
          `SELECT application FROM entry
           WHERE application = @name
              OR (kind IN ('lodged', 'lineLodged') AND json_valid(body) AND body ->> 'reference' = @name)
              OR (kind = 'creditIssued' AND json_valid(body) AND body ->> 'code' = @name)
           ORDER BY seq DESC LIMIT 1`,
        )
        .get({ name });
      if (found) return booked(found);
      return byHand.has(name) ? booked({ application: name }) : null;
    },
    withKinds: (kinds, from) =>
      db
        .prepare<string[], Name>(
          `SELECT application FROM entry WHERE kind IN (${kinds.map(() => '?').join(', ')}) AND (at >= ? OR ${beforeTheClock})
           GROUP BY application ORDER BY min(seq)`,
        )
        .all(...kinds, from, from)
        .map(booked),
    withCash: (newest) =>
      db
        .prepare<[number, string], Name>(
          `SELECT application FROM entry WHERE seq > (SELECT max(seq) FROM entry) - ?
             AND kind IN (SELECT value FROM json_each(?)) GROUP BY application ORDER BY min(seq)`,
        )
        .all(newest, JSON.stringify(CASH_ENTRY_KINDS))
        .map(booked),
  };
}

function fold(id: string, rows: readonly Row[]): Omit<ApplicationInLedger, 'byHand' | 'listed'> {
  const history: StoredEntry[] = [];
  let application: Application | undefined;
  try {
    for (const { seq, at, body, clock } of rows) {
      const entry = JSON.parse(body) as LedgerEntry;
      history.push({ seq, applicationId: id, entry, at, clock });
      application = applyEntry(id, application, entry);
    }
  } catch (error) {
    if (!(error instanceof LedgerRuleError || error instanceof SyntaxError)) throw error;
    return { id, history, application: null };
  }
  return { id, history, application: application ?? null };
}
