import type Database from 'better-sqlite3';
import { type EntryRow, parseEntryBody } from '../ledger/chain.ts';
import type { EntryKind, LedgerEntry } from '../ledger/entries.ts';
import { hasSetAside } from '../ledger/set-aside.ts';
import type { LogDamage } from './audit.ts';

/** Outcome that an entry decides; `null`: no leaf. */
export const leafOutcomeOfEntry = (entry: LedgerEntry): string | null =>
  entry.kind === 'issued' ? 'issued' : entry.kind === 'closed' ? entry.outcome : null;

/** Whether the outcome revokes an issued application (unused queue number). The first leaf does not say this. */
const undoes = (outcome: string): boolean =>
  !(['issued', 'delivered', 'deliveredWithoutPaper', 'duplicated'] as const).some((kept) => kept === outcome);

/** Whether an application gets a leaf for this outcome. `before`: kind of the entry of its newest leaf. */
export const getsLeaf = (outcome: string, before: EntryKind | undefined): boolean =>
  before === undefined || (before === 'issued' && undoes(outcome));

/** `kind` and `body` are `null` without a ledger entry. */
interface LeafRow extends Pick<EntryRow, 'body'> {
  readonly i: number;
  readonly entry: number;
  readonly kind: string | null;
  /** Ledger entry of the previous leaf. */
  readonly follows: number | null;
  readonly before: EntryKind | null;
}

const LEAVES = `
  SELECT leaf.i, leaf.entry, its.kind, its.body,
    (SELECT entry FROM log_leaf WHERE i = leaf.i - 1) AS follows,
    (SELECT earlier.kind FROM entry AS earlier JOIN log_leaf AS other ON other.entry = earlier.seq
      WHERE earlier.application = its.application AND other.i < leaf.i ORDER BY other.i DESC LIMIT 1) AS before
  FROM log_leaf AS leaf LEFT JOIN entry AS its ON its.seq = leaf.entry
  WHERE leaf.i >= ? AND leaf.i < ? ORDER BY leaf.i`;

/** Finds an entry that was set aside in the gap where the leaf's entry is missing. */
const IN_GAP = `
  SELECT 1 FROM set_aside
  WHERE seq > coalesce((SELECT max(seq) FROM entry WHERE seq < @entry), 0)
    AND seq < coalesce((SELECT min(seq) FROM entry WHERE seq > @entry), @entry + 1 + (SELECT max(seq) FROM set_aside)) LIMIT 1`;

/**
 * First of the leaves `from` to `end` (exclusive) that the kiosk cannot have written. Each leaf belongs to an entry that decides an
 * application, in the order of these entries. Hashes alone miss a row that was added by hand after the last leaf.
 */
export function leafWithoutEntry(db: Database.Database, from: number, end: number): LogDamage | null {
  const inGap = hasSetAside(db) ? db.prepare<{ readonly entry: number }>(IN_GAP) : null;
  for (const leaf of db.prepare<[number, number], LeafRow>(LEAVES).iterate(from, end)) {
    const isKnown = leaf.kind === null ? inGap?.get({ entry: leaf.entry }) !== undefined : isOfEntry(leaf);
    if (!isKnown || leaf.entry <= (leaf.follows ?? 0)) return { code: 'TLG-102', from: leaf.i, to: leaf.i };
  }
  return null;
}

/** The ledger's own check sets unreadable entries aside, so unreadable entries count. */
function isOfEntry(leaf: LeafRow): boolean {
  const entry = parseEntryBody(leaf);
  if (!entry) return true;
  const outcome = leafOutcomeOfEntry(entry);
  return outcome !== null && getsLeaf(outcome, leaf.before ?? undefined);
}
