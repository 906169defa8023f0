import { hashLeaf, hashNode } from '../merkle/tree.ts';
import { MissingNodeError, type TreeReader } from '../merkle/tree-tables.ts';

/**
 * One of the leaves `from` to `to` (the last one included) is not there, is not what the hash kept over them was made of, or has no entry
 * in the ledger.
 */
export interface LogDamage {
  readonly code: LogDamageCode;
  readonly from: number;
  readonly to: number;
}

export type LogDamageCode = 'TLG-102';

export interface Audit {
  /** The first damage; `null`: every leaf is what it was when it was written, and so is every hash that is kept. */
  readonly damage: LogDamage | null;
  /** Of the tree of all leaves that were looked at, made from them alone; `null` with a damage, or where the first of them is not leaf 0. */
  readonly root: Uint8Array | null;
}

/** So many leaves are read at a time: a log may be longer than memory. */
const AT_ONCE = 256;
/** The start looks at so many of the newest leaves, and at most at twice as many. */
export const NEWEST = 512;

/**
 * Hashes the newest leaves again: neither a start nor `doctor` may become longer with the years. The older ones are for verify and
 * export.
 */
export function auditNewest(tree: TreeReader, newest = NEWEST): LogDamage | null {
  const size = tree.size();
  return audit(tree, newestFrom(size, newest), size).damage;
}

/** Index of the first leaf to audit. From there on the log has at least `newest` leaves and fewer than twice as many, or all its leaves. */
export const newestFrom = (size: number, newest: number): number =>
  Math.floor(Math.max(0, size - newest) / newest) * newest;

/** Hashes the leaves of the tree of `size` again, and all that is above them. */
export const auditTree = (tree: TreeReader, size: number): Audit => audit(tree, 0, size);

/** `from` is a multiple of a power of two. A subtree is not joined with a left sibling before `from`, outside the range. */
function audit(tree: TreeReader, from: number, size: number): Audit {
  /** The newest perfect subtree of each level that has no right sibling yet. */
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

const damaged = (from: number, to: number): Audit => ({ damage: { code: 'TLG-102', from, to }, root: null });

type Range = readonly [from: number, to: number];

/** Puts a leaf behind those before it, and compares every subtree that it completes with the hash that is kept for it. */
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
  throw new Error(`all leaves from ${from} to ${end} are there, and were not`);
}
