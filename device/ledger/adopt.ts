import type Database from 'better-sqlite3';
import { hasTable } from '../files/database.ts';
import { NO_HASH } from './chain.ts';
import { checkBook } from './integrity.ts';
import { doubtStock } from './known-outbox.ts';
import { readMemo, writeMemo } from './memo.ts';
import { readLedger } from './schema-version.ts';
import { leaveOpenToStaff, type SetAside } from './set-aside.ts';
import type { NotNewest, Standing } from './standing.ts';

/** Who decided that a book is to be gone on with although its neighbours know more. */
export interface Adoption {
  /** Initials or badge number of a member of staff. */
  readonly by: string;
}

/** One that was done. */
export interface Adopted extends Adoption, Pick<NotNewest, 'why' | 'has' | 'known'> {
  /** ISO date-time. */
  readonly at: string;
}

const ADOPTED = 'adopted';

/** Every adoption of this book, oldest first. A database of an older version has none. */
const adoptions = (db: Database.Database): readonly Adopted[] => readMemo<readonly Adopted[]>(db, ADOPTED) ?? [];

/** When staff last decided that this is the book of the kiosk; `null`: never. */
export const adoptedAt = (file: string): string | null =>
  readLedger(file, (db) => (hasTable(db, 'memo') ? (adoptions(db).at(-1)?.at ?? null) : null));

/**
 * Makes this the book of the kiosk, once and for all its readers. What is known to be missing gets a place among what was set aside: the
 * next entry is chained to it, and no number is given out twice. What is open is left to staff, for the records that are missing may have
 * closed it.
 *
 * @returns what was found wrong with it
 */
export function adoptBook(
  db: Database.Database,
  standing: Standing,
  { by }: Adoption,
  now: () => Date,
): readonly SetAside[] {
  if (standing.is !== 'not-newest') return checkBook(db, now);
  return db.transaction(() => {
    const { why, has, known, hash } = standing;
    const gone = known ? { seq: known.seq, hash: hash === null ? NO_HASH : Buffer.from(hash, 'hex') } : undefined;
    const found = checkBook(db, now, gone);
    const at = now().toISOString();
    leaveOpenToStaff(db, at);
    // The outbox beside it may be as old: what it would give out was given out since.
    doubtStock(db, 'adopted');
    const all: readonly Adopted[] = [...adoptions(db), { by, at, why, has, known }];
    writeMemo(db, ADOPTED, all);
    return found;
  })();
}
