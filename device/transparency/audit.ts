import { hashLeaf, hashNode } from '../merkle/tree.ts';
import { MissingNodeError, type TreeReader } from '../merkle/tree-tables.ts';

/** Leaves from `from` to `to` (inclusive) are missing, differ from their stored hashes, or have no ledger entry. */
export interface LogDamage {
  readonly code: LogDamageCode;
  readonly from: number;
  readonly to: number;
}

export type LogDamageCode = 'TLG-102';

export interface LogAudit {
  readonly damage: LogDamage | null;
  /** Root of the audited leaves. `null` with a damage, or if the range does not begin at leaf 0. */
  readonly root: Uint8Array | null;
}

/** Leaves read at once: a log may exceed the memory. */
const AT_ONCE = 256;
/** Least number of leaves that a start audits; up to twice as many. */
export const AUDITED_AT_START = 512;

/** Audits only the newest leaves: a start and `doctor` must not take longer every year. Verify and export audit the rest. */
export function auditNewestLeaves(tree: TreeReader, newest = AUDITED_AT_START): LogDamage | null {
  const size = tree.size();
  return audit(tree, firstAuditedLeaf(size, newest), size).damage;
}

/** Index of the first leaf to audit: then at least `newest` leaves follow and fewer than twice as many, or all. */
export const firstAuditedLeaf = (size: number, newest: number): number =>
  Math.floor(Math.max(0, size - newest) / newest) * newest;

/** Hashes all leaves of the tree of `size` again, and all nodes above them. */
export const auditTree = (tree: TreeReader, size: number): LogAudit => audit(tree, 0, size);

/** `from` is a multiple of a power of two: a left sibling before it is not joined. */
function audit(tree: TreeReader, from: number, size: number): LogAudit {
  /** Newest node of each level that has no right sibling yet. */
  const open: (Uint8Array | undefined)[] = [];
  for (let at = from; at < size; at += AT_ONCE) {
    const end = Math.min(at + AT_ONCE, size);
    const leaves = tree.leaves(at, end - at);
    if (leaves.length < end - at) return damaged(...firstGap(tree, at, end));
    for (const [nth, leaf] of leaves.entries()) {
      const damage = add(tree, open, from, at + nth, leaf);
      if (damage) return damaged(...damage);
    }
  }
  const root = open.reduce<Uint8Array | null>(
    (right, left) => (left ? (right ? hashNode(left, right) : left) : right),
    null,
  );
  return { damage: null, root: from === 0 ? root : null };
}

const damaged = (from: number, to: number): LogAudit => ({ damage: { code: 'TLG-102', from, to }, root: null });

type Range = readonly [from: number, to: number];

function add(
  tree: TreeReader,
  open: (Uint8Array | undefined)[],
  from: number,
  leaf: number,
  body: string,
): Range | null {
  let hash: Uint8Array = hashLeaf(Buffer.from(body));
  let [level, index] = [0, leaf];
  for (; index % 2 === 1 && (index - 1) * 2 ** level >= from; index = (index - 1) / 2) {
    const left = open[level];
    if (!left) throw new Error(`no subtree of level ${level} stands before leaf ${leaf}`);
    hash = hashNode(left, hash);
    open[level] = undefined;
    level += 1;
    if (!isKept(tree, level, (index - 1) / 2, hash)) return [leaf + 1 - 2 ** level, leaf];
  }
  open[level] = hash;
  return null;
}

function isKept(tree: TreeReader, level: number, index: number, hash: Uint8Array): boolean {
  try {
    return Buffer.compare(tree.at(level, index), hash) === 0;
  } catch (error) {
    if (error instanceof MissingNodeError) return false;
    throw error;
  }
}

function firstGap(tree: TreeReader, from: number, end: number): Range {
  for (let at = from; at < end; at += 1) if (tree.leaves(at, 1).length === 0) return [at, at];
  throw new Error(`no leaf is missing from ${from} to ${end}, although one was missing before`);
}
