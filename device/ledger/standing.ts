import { existsSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { toHex } from '../../drivers/bytes.ts';
import { besideLedger } from '../files/beside-ledger.ts';
import { hasTable } from '../files/database.ts';
import { KEYS_MEMO, keyFileOf } from '../merkle/signer.ts';
import { rootAt } from '../merkle/tree.ts';
import { hasTree, MissingNodeError, readTree } from '../merkle/tree-tables.ts';
import { chainHash, NO_HASH, type Row } from './chain.ts';
import { type Mark, type MarkRead, markFileOf, readMark } from './mark-file.ts';
import { readMemo } from './memo.ts';
import { readLedger } from './schema-version.ts';

/**
 * How a book stands to what is known of it outside of its database (docs/decisions/0010, table).
 *
 * `fits`: all that the mark knows is in it. `unmarked`: there is no mark to compare it with. `lost`: its newest records are
 * missing, as after a power cut if the disk says *written* too early. `not-newest`: the ledger is another one, or an older copy. With it,
 * the kiosk would not know what is owed (LDG-102).
 */
export type Standing =
  | { readonly is: 'fits' }
  | { readonly is: 'unmarked'; readonly why: 'new' | 'missing' | 'unreadable' }
  | { readonly is: 'lost'; readonly records: number }
  | NotNewest;

/** Of a book and its mark that differ in what the kiosk can go on with. */
export type MarkCode = 'LDG-104';

export interface NotNewest {
  readonly is: 'not-newest';
  /**
   * `no-content`: nothing is in it, and its neighbours say that there was. `behind`: it ends before its mark. `other`: none of the records
   * that the mark knows is in it. `leaves-name-more`: the transparency log in it has leaves of records that are not. `leaves-behind`:
   * that log has fewer leaves than the mark knows. `leaves-differ`: or others.
   */
  readonly why: 'no-content' | 'behind' | 'other' | 'leaves-name-more' | 'leaves-behind' | 'leaves-differ';
  /** Number of the newest record, and of leaves. */
  readonly has: Extent;
  /** The last known number of records; `null` if only the key of the transparency log shows that there was a ledger. */
  readonly known: Extent | null;
  /** Hash of the record `known.seq`, hex; `null` if it is not known. */
  readonly hash: string | null;
}

interface Extent {
  readonly seq: number;
  readonly leaves: number;
}

/**
 * Commits that a disk may lose at once: `intent` and `saleSent` are written with nothing between them. Losing more of what it said it
 * had is not a disk's way.
 */
export const MOST_LOST = 2;

/** What lies beside a book; taken before its database is opened, which makes and deletes files itself. */
interface Beside {
  readonly mark: MarkRead;
  /** The key of the transparency log, which the first start makes. */
  readonly key: boolean;
  /** The write-ahead log has anything in it: it has while a kiosk runs and after it was killed, and is gone where it ended in peace. */
  readonly wal: boolean;
  /** The database's own file has anything in it. SQLite takes an empty one for a new one, and deletes its write-ahead log. */
  readonly file: boolean;
}

export const hasBytes = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** The mark is read first: a kiosk that writes meanwhile makes the book longer than it, never shorter. */
const filesBeside = (file: string): Beside => ({
  mark: readMark(markFileOf(file)),
  key: existsSync(keyFileOf(file)),
  wal: hasBytes(besideLedger(file, '-wal')),
  file: hasBytes(file),
});

/** What can be told before the database is opened: opening an empty file would destroy what may be left beside it. */
function standingOfNothing({ mark, key, wal }: Beside): NotNewest | null {
  const known = typeof mark === 'string' ? null : mark;
  // The first start makes the book, then its mark, then the key.
  const begun = known ? known.seq > 0 : key;
  if (!begun && !wal) return null;
  return notNewest('no-content', { seq: 0, leaves: 0 }, known);
}

/** How the book of a file stands, whether a kiosk has it open or not. Throws what SQLite and the disk say. */
export function readStanding(file: string): Standing {
  const beside = filesBeside(file);
  if (!beside.file) return standingOfNothing(beside) ?? { is: 'unmarked', why: 'new' };
  return readLedger(file, (db) => db.transaction(() => standingOf(db, beside))());
}

/** Reads and writes nothing. Throws what SQLite says. */
function standingOf(db: Database.Database, beside: Beside): Standing {
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
  if (short > MOST_LOST || (short > 0 && !wal)) return notNewest('behind', has, mark);
  if (!hasMarkedEntry(db, mark, has.seq)) return notNewest('other', has, mark);
  // What a disk loses it loses whole: with a record goes its leaf.
  if (has.leaves < mark.leaves - Math.max(0, short)) return notNewest('leaves-behind', has, mark);
  if (has.leaves >= mark.leaves && !isTree(db, mark)) return notNewest('leaves-differ', has, mark);
  return short > 0 ? { is: 'lost', records: short } : { is: 'fits' };
}

function unmarked(db: Database.Database, why: 'missing' | 'unreadable', has: Extent, { key }: Beside): Standing {
  const begun = hasTable(db, 'memo') && readMemo(db, KEYS_MEMO) !== undefined;
  if (has.seq > 0 || begun) return { is: 'unmarked', why };
  // The first start wrote the name of the key into the ledger. If the key is there without its name, that ledger is lost.
  if (key) return notNewest('no-content', has, null);
  return { is: 'unmarked', why: why === 'missing' ? 'new' : why };
}

const notNewest = (why: NotNewest['why'], has: Extent, mark: Mark | null): NotNewest => ({
  is: 'not-newest',
  why,
  has,
  known: mark && { seq: mark.seq, leaves: mark.leaves },
  hash: mark?.hashes[0] ?? null,
});

/** What there is of a book. A database that was never a ledger has nothing. */
function extentOf(db: Database.Database): Extent {
  const last = (table: string): number =>
    hasTable(db, table) ? (db.prepare<[], number | null>(`SELECT max(seq) FROM ${table}`).pluck().get() ?? 0) : 0;
  return { seq: Math.max(last('entry'), last('set_aside')), leaves: hasTree(db) ? readTree(db).size() : 0 };
}

const newestNamed = (db: Database.Database): number =>
  hasTree(db) ? (db.prepare<[], number | null>('SELECT max(entry) FROM log_leaf').pluck().get() ?? 0) : 0;

/** One is enough: where others of them read otherwise they are damaged records of this book (LDG-103). */
const hasMarkedEntry = (db: Database.Database, { seq, hashes }: Mark, last: number): boolean =>
  last === 0 ||
  seq === 0 ||
  hashes.some(
    (hash, nth) => within(seq - nth, last) && hashesAt(db, seq - nth).some((its) => its.toString('hex') === hash),
  );

const within = (seq: number, last: number): boolean => seq > 0 && seq <= last;

/** What the entry says its hash is, and what it really is: one of the two is right where the other was damaged. */
function hashesAt(db: Database.Database, seq: number): readonly Buffer[] {
  const row = db.prepare<[number], Row>('SELECT * FROM entry WHERE seq = ?').get(seq);
  if (!row) return [storedHash(db, seq) ?? NO_HASH];
  const before = seq === 1 ? NO_HASH : storedHash(db, seq - 1);
  return before ? [row.hash, chainHash(before, row)] : [row.hash];
}

function storedHash(db: Database.Database, seq: number): Buffer | null {
  const of = (table: string) =>
    db.prepare<[number], Buffer | null>(`SELECT hash FROM ${table} WHERE seq = ?`).pluck().get(seq) ?? null;
  return of('entry') ?? (hasTable(db, 'set_aside') ? of('set_aside') : null);
}

function isTree(db: Database.Database, { leaves, root }: Mark): boolean {
  if (leaves === 0) return true;
  try {
    return toHex(rootAt(readTree(db), leaves)) === root;
  } catch (error) {
    // A leaf or a node is not there any more.
    if (error instanceof MissingNodeError) return false;
    throw error;
  }
}

/** In words for staff. */
export function standingWords({ why, has, known }: NotNewest): string {
  const knows = known ? `, and ${known.seq} were known with ${known.leaves} leaves` : '';
  const what: Readonly<Record<NotNewest['why'], string>> = {
    'no-content': 'nothing is in it, though what lies beside it says that there was',
    behind: 'its newest records are missing',
    other: 'its records are not those of this kiosk’s ledger',
    'leaves-name-more': 'its newest records are missing, of which its transparency log has leaves',
    'leaves-behind': 'leaves of its transparency log are missing',
    'leaves-differ': 'leaves of its transparency log are others than they were',
  };
  return `${what[why]} (it ends with record ${has.seq} and ${has.leaves} leaves${knows})`;
}
