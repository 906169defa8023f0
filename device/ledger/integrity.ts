import type Database from 'better-sqlite3';
import { readDatabase } from '../files/database.ts';
import { type Application, applyEntry, LedgerRuleError } from './application.ts';
import { isFinished } from './cash.ts';
import { chainHash, type EntryRow, parseEntryBody, ZERO_HASH } from './chain.ts';
import { readMemo, writeMemo } from './memo.ts';
import { hasSetAside, listWorkLeftToStaff, type SetAsideEntry, type SetAsideReason } from './set-aside.ts';

/** Newest checked entry; damage up to it was set aside. */
interface Mark {
  readonly seq: number;
  readonly hash: string;
  /** `newestReliableTime` at this mark; absent in earlier versions. */
  readonly vouched?: string | null;
}

const MARK = 'verified';

/** SQL: set-aside entries that were in the book. */
const ASIDE =
  'SELECT seq, application, kind, at, CAST(body AS TEXT) AS body, hash, clock FROM set_aside WHERE hash IS NOT NULL';

/** Link that the next entry may be chained to. `undefined`: unknown. */
interface Links {
  readonly seq: number;
  /** Stored and computed hash: one is right if the entry is damaged. */
  readonly hashes: readonly Buffer[];
}

/** Newest record of the replaced book. The next entry follows it: no number is used twice. */
export interface ReplacedRecord {
  readonly seq: number;
  readonly hash: Buffer;
}

/** Reason of the damage by entry number. */
type Found = Map<number, SetAsideReason>;

/**
 * Checks the entries since the last check, and every open application. Each entry must match its hash, follow the entry before it, and be
 * allowed for its application. Failing entries are set aside with their bytes. Their applications are left to staff, because the unknown
 * part may be a sale. Staff settle the rest of such an application in this book, so its other entries must be readable.
 *
 * @param gone the newest record, if it is known to be missing
 * @returns the damage that this check found
 */
export function checkLedgerEntries(
  db: Database.Database,
  now: () => Date,
  gone?: ReplacedRecord,
): readonly SetAsideEntry[] {
  return db.transaction(() => {
    const found = walk(db);
    if (gone && (newestChainLink(db)?.seq ?? 0) < gone.seq) found.set(gone.seq, 'missing');
    setAside(db, found, now().toISOString(), gone);
    storeNextCheckStart(db);
    return listWorkLeftToStaff(db).setAside.filter(({ seq }) => found.has(seq));
  })();
}

/** Entries between two marks, so that the check at an opening is short. */
export const ENTRIES_BETWEEN_MARKS = 256;

/** Stores where the next check begins. */
export function storeNextCheckStart(db: Database.Database, last = newestChainLink(db)): void {
  if (!last) return;
  const mark: Mark = { seq: last.seq, hash: last.hash.toString('hex'), vouched: newestReliableTime(db) };
  writeMemo(db, MARK, mark);
}

/** Time of the newest entry with a synchronised clock; ISO date-time. Any other time may be wrong, even in the future. */
export function newestReliableTime(db: Database.Database): string | null {
  const mark = readMemo<Mark>(db, MARK);
  const before = typeof mark?.vouched === 'string' && !Number.isNaN(Date.parse(mark.vouched)) ? mark.vouched : null;
  const newest = db.prepare<[number], string>(
    "SELECT at FROM entry WHERE clock = 'synchronised' AND seq > ? ORDER BY seq DESC LIMIT 1",
  );
  // Otherwise a clock that is never set means reading all entries at every start.
  const looked = mark?.vouched !== undefined && Number.isSafeInteger(mark.seq) ? mark.seq : 0;
  return newest.pluck().get(looked) ?? before;
}

/** The newest entry, set aside or not. The next entry is chained to it. */
export function newestChainLink(db: Database.Database): Pick<EntryRow, 'seq' | 'hash'> | undefined {
  const newest = db.prepare<[], { seq: number; hash: Buffer | null }>(
    `SELECT seq, hash FROM (SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1)
     UNION ALL SELECT seq, hash FROM (SELECT seq, hash FROM set_aside ORDER BY seq DESC LIMIT 1) ORDER BY seq DESC LIMIT 1`,
  );
  const row = newest.get();
  return row && { seq: row.seq, hash: row.hash ?? ZERO_HASH };
}

/** Most applications to fold in a long unchecked book, besides open and damaged ones. All hashes are checked anyway. */
const MOST_FOLDED = 2 * ENTRIES_BETWEEN_MARKS;

function walk(db: Database.Database): Found {
  const from = markOf(db);
  const found: Found = new Map();
  const touched = new Set([...openIds(db), ...newestNote(db)]);
  // Checks the entry at the mark again: if it is the newest, its time counts.
  let links: Links = linksAt(db, from.seq - 1) ?? from;
  for (const row of db
    .prepare<[number], EntryRow>('SELECT * FROM entry WHERE seq > ? ORDER BY seq')
    .iterate(links.seq)) {
    if (touched.size < MOST_FOLDED) touched.add(row.application);
    const before = row.seq === links.seq + 1 ? links : afterGap(db, links, row.seq, found);
    const why = wrongWith(row, before);
    if (why) {
      found.set(row.seq, why);
      touched.add(row.application);
    }
    links = linksOf(row, before?.hashes);
  }
  const end = newestChainLink(db)?.seq ?? 0;
  if (end < from.seq) found.set(from.seq, 'missing');
  for (const id of touched) foldApplication(db, id, found);
  return found;
}

/** An id without entries means that the list of open applications is corrupt and may lack ids: the list is rebuilt. */
function openIds(db: Database.Database): readonly string[] {
  const unlisted = db.prepare(
    'DELETE FROM open_application WHERE NOT EXISTS (SELECT 1 FROM entry WHERE application = open_application.application)',
  );
  if (unlisted.run().changes > 0) db.exec(RELIST_OPEN);
  return db.prepare<[], string>('SELECT application FROM open_application').pluck().all();
}

/** SQL: each application that is not with staff and does not end with `closed`. The fold removes finished ones. */
const RELIST_OPEN = `INSERT OR IGNORE INTO open_application
  SELECT application, min(seq) FROM entry WHERE application NOT IN (SELECT application FROM for_staff)
  GROUP BY application HAVING max(seq) <> coalesce(max(seq) FILTER (WHERE kind = 'closed'), 0)`;

/** Application of the newest note: the validator may still report this note, however old. */
const newestNote = (db: Database.Database): readonly string[] =>
  db
    .prepare<[], string>("SELECT application FROM entry WHERE kind = 'noteHeld' ORDER BY seq DESC LIMIT 1")
    .pluck()
    .all();

/** If the mark's hash does not fit, the check begins at the first entry. */
function markOf(db: Database.Database): Links {
  const mark = readMemo<Mark>(db, MARK);
  if (!mark || !Number.isSafeInteger(mark.seq) || typeof mark.hash !== 'string') return { seq: 0, hashes: [ZERO_HASH] };
  const hash = hashAt(db, mark.seq);
  const beyond = (newestChainLink(db)?.seq ?? 0) < mark.seq;
  if (!beyond && hash?.toString('hex') !== mark.hash) return { seq: 0, hashes: [ZERO_HASH] };
  return { seq: mark.seq, hashes: [Buffer.from(mark.hash, 'hex')] };
}

function hashAt(db: Database.Database, seq: number): Buffer | undefined {
  if (seq === 0) return ZERO_HASH;
  const row = db
    .prepare<[number, number], { hash: Buffer | null }>(
      'SELECT hash FROM entry WHERE seq = ? UNION ALL SELECT hash FROM set_aside WHERE seq = ?',
    )
    .get(seq, seq);
  return row?.hash ?? undefined;
}

/** A set-aside entry closes the gap. */
function afterGap(db: Database.Database, links: Links, seq: number, found: Found): Links | undefined {
  const before = linksAt(db, seq - 1);
  if (before) return before;
  found.set(links.seq + 1, 'missing');
  return undefined;
}

function wrongWith(row: EntryRow, links: Links | undefined): SetAsideReason | undefined {
  if (!links) return 'unproven';
  if (!links.hashes.some((before) => chainHash(before, row).equals(row.hash))) return 'hash';
  return parseEntryBody(row)?.kind === row.kind ? undefined : 'unreadable';
}

/** The links to `row`. `before`: hashes that it may follow; absent: unknown. Equal hashes count once, so a whole chain has one. */
function linksOf(row: EntryRow, before: readonly Buffer[] = []): Links {
  const other = before.map((hash) => chainHash(hash, row)).filter((hash) => !hash.equals(row.hash));
  return { seq: row.seq, hashes: [row.hash, ...other] };
}

const LIST_OPEN = `INSERT OR IGNORE INTO open_application
  SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM for_staff WHERE application = ?)`;

/** Checks an application from its first entry, however old: the kiosk acts on it. */
function foldApplication(db: Database.Database, id: string, found: Found): void {
  const rows = db.prepare<[string], EntryRow>('SELECT * FROM entry WHERE application = ? ORDER BY seq').all(id);
  let application: Application | undefined;
  for (const row of rows) {
    if (found.has(row.seq)) continue;
    const why = wrongWith(row, linksAt(db, row.seq - 1));
    const next = why ? why : fold(id, application, row);
    if (typeof next === 'string') found.set(row.seq, next);
    else application = next;
  }
  if (rows.some(({ seq }) => found.has(seq)) || !application) return;
  if (isFinished(application)) db.prepare('DELETE FROM open_application WHERE application = ?').run(id);
  else db.prepare(LIST_OPEN).run(id, rows[0]?.seq ?? 0, id);
}

/** A set-aside entry may have lost only its hash: the computed hash counts too. */
function linksAt(db: Database.Database, seq: number): Links | undefined {
  if (seq === 0) return { seq, hashes: [ZERO_HASH] };
  const row = db.prepare<[number], EntryRow>('SELECT * FROM entry WHERE seq = ?').get(seq);
  const aside = row ? undefined : db.prepare<[number], EntryRow>(`${ASIDE} AND seq = ?`).get(seq);
  const before = row ? hashAt(db, seq - 1) : undefined;
  if (row) return linksOf(row, before && [before]);
  return aside && linksOf(aside, linksAt(db, seq - 1)?.hashes);
}

function fold(id: string, application: Application | undefined, row: EntryRow): Application | SetAsideReason {
  try {
    return applyEntry(id, application, parseEntryBody(row)!);
  } catch (error) {
    if (error instanceof LedgerRuleError) return 'may-not-follow';
    throw error;
  }
}

function setAside(db: Database.Database, found: Found, at: string, lost: ReplacedRecord | undefined): void {
  const move = db.prepare(
    'INSERT OR REPLACE INTO set_aside SELECT seq, application, kind, at, CAST(body AS BLOB), hash, clock, ?, ? FROM entry WHERE seq = ?',
  );
  const remove = db.prepare('DELETE FROM entry WHERE seq = ?');
  const gone = db.prepare('INSERT OR IGNORE INTO set_aside (seq, why, found_at, hash) VALUES (?, ?, ?, ?)');
  const mark = markOf(db);
  const named = db.prepare<[number], { application: string }>('SELECT application FROM entry WHERE seq = ?');
  const others = db.prepare<[string], unknown>('SELECT 1 FROM entry WHERE application = ? LIMIT 1');
  const toStaff = db.prepare('INSERT OR IGNORE INTO for_staff VALUES (?, ?)');
  const allOpenToStaff = db.prepare(
    `INSERT OR IGNORE INTO for_staff SELECT application, ? FROM open_application
     WHERE application NOT IN (SELECT application FROM entry WHERE seq > ?)`,
  );
  for (const [seq, why] of found) {
    const id = named.get(seq)?.application;
    if (id === undefined)
      gone.run(seq, why, at, seq === lost?.seq ? lost.hash : seq === mark.seq ? mark.hashes[0] : null);
    else {
      move.run(why, at, seq);
      remove.run(seq);
      toStaff.run(id, at);
    }
    // The entry may belong to any open application without a later entry.
    if (id === undefined || !others.get(id)) allOpenToStaff.run(at, seq);
  }
  db.exec('DELETE FROM open_application WHERE application IN (SELECT application FROM for_staff)');
}

export interface IntegrityReport {
  readonly entries: number;
  readonly firstBad: number | null;
  readonly setAside: number;
}

/**
 * Checks the chain of a ledger that a kiosk may have open. `newest` limits the check to the newest records, so that it does not grow over
 * the years: each record was checked when it was new. No limit for a book without tables for set-aside entries: this version never opened
 * it.
 */
export const verifyLedger = (file: string, newest = Number.POSITIVE_INFINITY): IntegrityReport =>
  readDatabase(file, (db) => verifyChain(db, newest));

function verifyChain(db: Database.Database, newest: number): IntegrityReport {
  const aside = new Set(listWorkLeftToStaff(db).setAside.map(({ seq }) => seq));
  const after = hasSetAside(db) ? Math.max(0, (newestChainLink(db)?.seq ?? 0) - newest) : 0;
  const chain = `SELECT * FROM entry WHERE seq > ? ${aside.size > 0 ? `UNION ALL SELECT * FROM (${ASIDE}) WHERE seq > ?` : ''} ORDER BY seq`;
  const bounds = aside.size > 0 ? [after, after] : [after];
  let links = after === 0 ? { seq: 0, hashes: [ZERO_HASH] } : linksAt(db, after);
  let entries = 0;
  for (const row of db.prepare<number[], EntryRow>(chain).iterate(...bounds)) {
    if (row.seq !== (links?.seq ?? row.seq) + 1) links = undefined;
    if (!aside.has(row.seq)) {
      entries += 1;
      if (wrongWith(row, links)) return { entries, firstBad: row.seq, setAside: aside.size };
    }
    links = linksOf(row, links?.hashes);
  }
  return { entries, firstBad: null, setAside: aside.size };
}
