import type Database from 'better-sqlite3';
import { hashLeaf, hashNode, type Nodes } from './tree.ts';

/*
 * The tree in the ledger's own file. A leaf is a row, and so is every perfect subtree above it: an append writes one
 * leaf, and one node for each subtree that it completes (one on average, log n at most); a proof reads log n rows. Hashes
 * of leaves are not stored: the leaf is there.
 */
const TREE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS log_leaf (i INTEGER PRIMARY KEY, entry INTEGER NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS log_node (id INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT;
`;

/**
 * Levels that lie together: the 63 nodes of such a subtree are about a page of the file, so that a path of 24 levels reads
 * a few pages and not one for each.
 */
const LEVELS = 6;
const SUBTREE_STEP = 2 ** LEVELS;
const BAND_STEP = 2 ** 48;

/**
 * Where the node `index` of `level` (1 or more, what is below are the leaves) is kept: by the band of six levels, by the
 * subtree in that band, and in it as a heap is numbered, from its top at 1. All fit into the 53 bits of a number.
 */
export function nodeId(level: number, index: number): number {
  const band = Math.floor((level - 1) / LEVELS);
  const width = 2 ** (LEVELS - 1 - ((level - 1) % LEVELS));
  return band * BAND_STEP + Math.floor(index / width) * SUBTREE_STEP + width + (index % width);
}

/** A leaf or a node that a tree of this size has is not in its tables. */
export class MissingNodeError extends Error {}

/** Whether the database has the tables of a tree, by a statement that is prepared once. */
export function treeProbe(db: Database.Database): () => boolean {
  const tables = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('log_leaf', 'log_node')").pluck();
  return () => tables.get() === 2;
}

/** A ledger that no kiosk has opened since there is such a log has none. */
export const hasTree = (db: Database.Database): boolean => treeProbe(db)();

/** What can be read of a tree, by a kiosk and beside one. */
export interface TreeReader extends Nodes {
  readonly size: () => number;
  readonly leaf: (index: number) => string;
  /** Leaves from `index` on, `count` of them. */
  readonly leaves: (index: number, count: number) => readonly string[];
}

export interface TreeTables extends TreeReader {
  /** Puts a leaf behind the others; `entry` is the ledger's number of what it is about. Only in a transaction. */
  append(body: string, entry: number): number;
}

export function readTree(db: Database.Database): TreeReader {
  const newest = db.prepare<[], { i: number }>('SELECT i FROM log_leaf ORDER BY i DESC LIMIT 1');
  const leafAt = db.prepare<[number], { body: string }>('SELECT body FROM log_leaf WHERE i = ?');
  const leavesFrom = db.prepare<[number, number], { body: string }>(
    'SELECT body FROM log_leaf WHERE i >= ? AND i < ? ORDER BY i',
  );
  const nodeAt = db.prepare<[number], { hash: Buffer }>('SELECT hash FROM log_node WHERE id = ?');

  function leaf(index: number): string {
    const row = leafAt.get(index);
    if (!row) throw new MissingNodeError(`the log has no leaf ${index}`);
    return row.body;
  }

  return {
    size: () => (newest.get()?.i ?? -1) + 1,
    leaf,
    leaves: (index, count) => leavesFrom.all(index, index + count).map(({ body }) => body),
    at(level, index) {
      if (level === 0) return hashLeaf(Buffer.from(leaf(index)));
      const row = nodeAt.get(nodeId(level, index));
      if (!row) throw new MissingNodeError(`the log has no node ${index} at level ${level}`);
      return row.hash;
    },
  };
}

/** Keeps nothing in memory: what a transaction takes back was never there. */
export function openTree(db: Database.Database): TreeTables {
  // In one: a disk that loses the last it was told must not leave half of them.
  db.transaction(() => db.exec(TREE_SCHEMA))();
  const tree = readTree(db);
  const addLeaf = db.prepare('INSERT INTO log_leaf (i, entry, body) VALUES (?, ?, ?)');
  const addNode = db.prepare('INSERT INTO log_node (id, hash) VALUES (?, ?)');
  /** Writes every subtree that the leaf at `index` makes perfect. */
  function complete(index: number, body: string): void {
    let hash = hashLeaf(Buffer.from(body));
    for (let [level, at] = [0, index]; at % 2 === 1; level += 1, at = (at - 1) / 2) {
      hash = hashNode(tree.at(level, at - 1), hash);
      addNode.run(nodeId(level + 1, (at - 1) / 2), hash);
    }
  }
  if (isNumberedOtherwise(db, tree)) renumber(db, tree, complete);
  return {
    ...tree,
    append(body, entry) {
      const index = tree.size();
      addLeaf.run(index, entry, body);
      complete(index, body);
      return index;
    },
  };
}

/** Two leaves have a node above them; a file of an older version has it under another number, and no append can go on from there. */
const isNumberedOtherwise = (db: Database.Database, tree: TreeReader): boolean =>
  tree.size() > 1 && !db.prepare('SELECT 1 FROM log_node WHERE id = ?').get(nodeId(1, 0));

/** So many at a time: a log may be longer than memory, and nothing can be written while a query still gives rows. */
const LEAVES_AT_ONCE = 1_024;

/** The leaves say what every node is: all of them are made again, or after a power cut in the middle none. */
function renumber(db: Database.Database, tree: TreeReader, complete: (index: number, body: string) => void): void {
  db.transaction(() => {
    db.exec('DELETE FROM log_node');
    for (let [from, size] = [0, tree.size()]; from < size; from += LEAVES_AT_ONCE) {
      for (const [nth, body] of tree.leaves(from, LEAVES_AT_ONCE).entries()) complete(from + nth, body);
    }
  })();
}
