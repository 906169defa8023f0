import type Database from 'better-sqlite3';
import { hasTable } from '../files/database.ts';
import { ZERO_HASH } from './chain.ts';
import { checkLedgerEntries } from './integrity.ts';
import { markStockDoubtful } from './known-outbox.ts';
import { readMemo, writeMemo } from './memo.ts';
import { readLedgerDatabase } from './schema-version.ts';
import { leaveOpenToStaff, type SetAsideEntry } from './set-aside.ts';
import type { LedgerState, OlderLedger } from './standing.ts';

/** Decision of staff to use this book although the files beside it know newer records. */
export interface Adoption {
  /** Initials or badge number of the member of staff. */
  readonly by: string;
}

export interface AdoptionRecord extends Adoption, Pick<OlderLedger, 'why' | 'has' | 'known'> {
  readonly at: string;
}

const ADOPTED = 'adopted';

const adoptions = (db: Database.Database): readonly AdoptionRecord[] =>
  readMemo<readonly AdoptionRecord[]>(db, ADOPTED) ?? [];

/** Time of the last adoption of this book by staff; `null`: never. */
export const adoptedAt = (file: string): string | null =>
  readLedgerDatabase(file, (db) => (hasTable(db, 'memo') ? (adoptions(db).at(-1)?.at ?? null) : null));

/**
 * Makes this ledger the book of the kiosk, permanently and for all its readers. The newest missing record, if known, counts as set aside:
 * the next entry is chained to it, and no number is used twice. Open applications are left to staff, because the missing records may have
 * closed them.
 *
 * @returns the damage in the book
 */
export function adoptLedger(
  db: Database.Database,
  standing: LedgerState,
  { by }: Adoption,
  now: () => Date,
): readonly SetAsideEntry[] {
  if (standing.is !== 'not-newest') return checkLedgerEntries(db, now);
  return db.transaction(() => {
    const { why, has, known, hash } = standing;
    const gone = known ? { seq: known.seq, hash: hash === null ? ZERO_HASH : Buffer.from(hash, 'hex') } : undefined;
    const found = checkLedgerEntries(db, now, gone);
    const at = now().toISOString();
    leaveOpenToStaff(db, at);
    // The outbox may be as old as this ledger: its references may have been given out since.
    markStockDoubtful(db, 'adopted');
    const all: readonly AdoptionRecord[] = [...adoptions(db), { by, at, why, has, known }];
    writeMemo(db, ADOPTED, all);
    return found;
  })();
}
