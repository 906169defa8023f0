import { existsSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { toHex } from '../../drivers/bytes.ts';
import { pathBesideLedger } from '../files/beside-ledger.ts';
import { hasTable } from '../files/database.ts';
import { keyFileOf, LOG_PUBLIC_KEYS_MEMO } from '../merkle/signer.ts';
import { rootAt } from '../merkle/tree.ts';
import { hasTree, MissingNodeError, readTree } from '../merkle/tree-tables.ts';
import { chainHash, type EntryRow, ZERO_HASH } from './chain.ts';
import { type LedgerMark, type MarkRead, markFileOf, readMark } from './mark-file.ts';
import { readMemo } from './memo.ts';
import { readLedgerDatabase } from './schema-version.ts';

/**
 * State of a book, compared with what is known outside of its database (docs/decisions/0010, table). `fits`: the book has all that the mark
 * knows. `lost`: newest records are missing, as after a power cut if the disk says *written* too early. `not-newest`: another ledger or an
 * older copy: the kiosk would not know what is owed (LDG-102).
 */
export type LedgerState =
  | { readonly is: 'fits' }
  | { readonly is: 'unmarked'; readonly why: 'new' | 'missing' | 'unreadable' }
  | { readonly is: 'lost'; readonly records: number }
  | OlderLedger;

/** Code of a difference between book and mark that does not stop the kiosk. */
export type MarkCode = 'LDG-104';

export interface OlderLedger {
  readonly is: 'not-newest';
  /**
   * `no-content`: the book is empty, though the files beside it show that it was not. `behind`: it ends before its mark. `other`: it has
   * none of the mark's records. `leaves-name-more`: its transparency log has leaves of missing records. `leaves-behind`: the log has fewer
   * leaves than the mark. `leaves-differ`: other leaves.
   */
  readonly why: 'no-content' | 'behind' | 'other' | 'leaves-name-more' | 'leaves-behind' | 'leaves-differ';
  /** Newest record and number of leaves of this book. */
  readonly has: Extent;
  /** Newest known state; `null`: no file beside the book tells it. */
  readonly known: Extent | null;
  /** Hash of record `known.seq`, hex; `null`: unknown. */
  readonly hash: string | null;
}

interface Extent {
  readonly seq: number;
  readonly leaves: number;
}

/** Most commits that a disk loses at once: `intent` and `saleSent` are written with nothing between them. */
export const MAX_LOST_COMMITS = 2;

/** Files beside a book, read before the database is opened: opening makes and deletes files. */
interface Beside {
  readonly mark: MarkRead;
  /** Whether the transparency log's key exists; the first start makes it. */
  readonly key: boolean;
  /** Whether the write-ahead log has content: while a kiosk runs and after a kill, not after a clean end. */
  readonly wal: boolean;
  /** Whether the database has content. SQLite takes an empty file for new and deletes its write-ahead log. */
  readonly file: boolean;
}

export const hasBytes = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** Reads the mark first: a running kiosk makes the book longer, never shorter. */
const filesBeside = (file: string): Beside => ({
  mark: readMark(markFileOf(file)),
  key: existsSync(keyFileOf(file)),
  wal: hasBytes(pathBesideLedger(file, '-wal')),
  file: hasBytes(file),
});

/** Opening an empty file would destroy what may be left beside it. */
function standingOfNothing({ mark, key, wal }: Beside): OlderLedger | null {
  const known = typeof mark === 'string' ? null : mark;
  // The first start makes the book, then its mark, then the key.
  const begun = known ? known.seq > 0 : key;
  if (!begun && !wal) return null;
  return notNewest('no-content', { seq: 0, leaves: 0 }, known);
}

/** State of the book in this file, which a kiosk may have open. Throws errors of SQLite and the disk. */
export function readLedgerState(file: string): LedgerState {
  const beside = filesBeside(file);
  if (!beside.file) return standingOfNothing(beside) ?? { is: 'unmarked', why: 'new' };
  return readLedgerDatabase(file, (db) => db.transaction(() => standingOf(db, beside))());
}

function standingOf(db: Database.Database, beside: Beside): LedgerState {
  const { mark, wal } = beside;
  const has = extentOf(db);
  const named = newestNamed(db);
  if (named > has.seq) {
    const seq = typeof mark === 'string' ? named : Math.max(named, mark.seq);
    const known = { seq, leaves: typeof mark === 'string' ? has.leaves : mark.leaves };
    const hash = typeof mark !== 'string' && mark.seq === seq ? (mark.hashes[0] ?? null) : null;
    return { is: 'not-newest', why: 'leaves-name-more', has, known, hash };
  }
  if (typeof mark === 'string') return unmarked(db, mark, has, beside);
  const short = mark.seq - has.seq;
  if (has.seq === 0 && short > 0 && !wal) return notNewest('no-content', has, mark);
  if (short > MAX_LOST_COMMITS || (short > 0 && !wal)) return notNewest('behind', has, mark);
  if (!hasMarkedEntry(db, mark, has.seq)) return notNewest('other', has, mark);
  // A disk loses a record together with its leaf.
  if (has.leaves < mark.leaves - Math.max(0, short)) return notNewest('leaves-behind', has, mark);
  if (has.leaves >= mark.leaves && !isTree(db, mark)) return notNewest('leaves-differ', has, mark);
  return short > 0 ? { is: 'lost', records: short } : { is: 'fits' };
}

function unmarked(db: Database.Database, why: 'missing' | 'unreadable', has: Extent, { key }: Beside): LedgerState {
  const begun = hasTable(db, 'memo') && readMemo(db, LOG_PUBLIC_KEYS_MEMO) !== undefined;
  if (has.seq > 0 || begun) return { is: 'unmarked', why };
  // The first start writes the key's name into the ledger: a key without it belongs to a lost ledger.
  if (key) return notNewest('no-content', has, null);
  return { is: 'unmarked', why: why === 'missing' ? 'new' : why };
}

const notNewest = (why: OlderLedger['why'], has: Extent, mark: LedgerMark | null): OlderLedger => ({
  is: 'not-newest',
  why,
  has,
  known: mark && { seq: mark.seq, leaves: mark.leaves },
  hash: mark?.hashes[0] ?? null,
});

function extentOf(db: Database.Database): Extent {
  const last = (table: string): number =>
    hasTable(db, table) ? (db.prepare<[], number | null>(`SELECT max(seq) FROM ${table}`).pluck().get() ?? 0) : 0;
  return { seq: Math.max(last('entry'), last('set_aside')), leaves: hasTree(db) ? readTree(db).size() : 0 };
}

const newestNamed = (db: Database.Database): number =>
  hasTree(db) ? (db.prepare<[], number | null>('SELECT max(entry) FROM log_leaf').pluck().get() ?? 0) : 0;

/** One matching hash is enough: records that differ are damaged (LDG-103). */
const hasMarkedEntry = (db: Database.Database, { seq, hashes }: LedgerMark, last: number): boolean =>
  last === 0 ||
  seq === 0 ||
  hashes.some(
    (hash, nth) => within(seq - nth, last) && hashesAt(db, seq - nth).some((its) => its.toString('hex') === hash),
  );

const within = (seq: number, last: number): boolean => seq > 0 && seq <= last;

function hashesAt(db: Database.Database, seq: number): readonly Buffer[] {
  const row = db.prepare<[number], EntryRow>('SELECT * FROM entry WHERE seq = ?').get(seq);
  if (!row) return [storedHash(db, seq) ?? ZERO_HASH];
  const before = seq === 1 ? ZERO_HASH : storedHash(db, seq - 1);
  return before ? [row.hash, chainHash(before, row)] : [row.hash];
}

function storedHash(db: Database.Database, seq: number): Buffer | null {
  const of = (table: string) =>
    db.prepare<[number], Buffer | null>(`SELECT hash FROM ${table} WHERE seq = ?`).pluck().get(seq) ?? null;
  return of('entry') ?? (hasTable(db, 'set_aside') ? of('set_aside') : null);
}

function isTree(db: Database.Database, { leaves, root }: LedgerMark): boolean {
  if (leaves === 0) return true;
  try {
    return toHex(rootAt(readTree(db), leaves)) === root;
  } catch (error) {
    if (error instanceof MissingNodeError) return false;
    throw error;
  }
}

/** The difference in words for staff. */
export function describeOlderLedger({ why, has, known }: OlderLedger): string {
  const knows = known ? `; record ${known.seq} and ${known.leaves} leaves were known` : '';
  const what: Readonly<Record<OlderLedger['why'], string>> = {
    'no-content': 'it is empty, although the files beside it show that it had records',
    behind: 'its newest records are missing',
    other: 'its records are not from this kiosk’s ledger',
    'leaves-name-more': 'its newest records are missing, although its transparency log has leaves of them',
    'leaves-behind': 'leaves of its transparency log are missing',
    'leaves-differ': 'leaves of its transparency log differ from the known leaves',
  };
  return `${what[why]} (it ends with record ${has.seq} and ${has.leaves} leaves${knows})`;
}
