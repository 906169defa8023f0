import type Database from 'better-sqlite3';
import { hashLeaf, hashNode, type TreeNodes } from './tree.ts';

/*
 * Tables in the ledger's file: a row for each leaf and perfect subtree. An append writes a leaf and the subtrees that it completes: one on
 * average, at most log n. A proof reads log n rows. Hashes of leaves are not stored.
 */
const TREE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS log_leaf (i INTEGER PRIMARY KEY, entry INTEGER NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS log_node (id INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT;
`;

/** Levels of a subtree: its 63 nodes fill about a page, so a path of 24 levels reads few pages. */
const LEVELS = 6;
const SUBTREE_STEP = 2 ** LEVELS;
const BAND_STEP = 2 ** 48;

/**
 * Row of the node `index` at `level` (from 1; leaves are at 0), ordered by band of six levels, then by subtree in the band. Nodes of a
 * subtree are numbered as a heap, from its top at 1. All numbers fit into 53 bits.
 */
export function nodeId(level: number, index: number): number {
  const band = Math.floor((level - 1) / LEVELS);
  const width = 2 ** (LEVELS - 1 - ((level - 1) % LEVELS));
  return band * BAND_STEP + Math.floor(index / width) * SUBTREE_STEP + width + (index % width);
}

export class MissingNodeError extends Error {}

/** Returns a function that tells whether the database has the tables of a tree. The statement is prepared once. */
export function createTreeTablesCheck(db: Database.Database): () => boolean {
  const tables = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('log_leaf', 'log_node')").pluck();
  return () => tables.get() === 2;
}

/** Whether a ledger has the tables of a tree. It has none until a kiosk of a version with logs opens it. */
export const hasTree = (db: Database.Database): boolean => createTreeTablesCheck(db)();

export interface TreeReader extends TreeNodes {
  readonly size: () => number;
  readonly leaf: (index: number) => string;
  readonly leaves: (index: number, count: number) => readonly string[];
}

export interface TreeTables extends TreeReader {
  /** Appends a leaf; only in a transaction. `entry`: number of the record in the ledger. */
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

/** Opens the tree for appending. Keeps nothing in memory, so that a rollback leaves no trace. */
export function openTree(db: Database.Database): TreeTables {
  // A disk that loses the last write must not leave half of the tables.
  db.transaction(() => db.exec(TREE_SCHEMA))();
  const tree = readTree(db);
  const addLeaf = db.prepare('INSERT INTO log_leaf (i, entry, body) VALUES (?, ?, ?)');
  const addNode = db.prepare('INSERT INTO log_node (id, hash) VALUES (?, ?)');
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

/** Whether an older version numbered the nodes, so that no append can continue. A node exists from two leaves on. */
const isNumberedOtherwise = (db: Database.Database, tree: TreeReader): boolean =>
  tree.size() > 1 && !db.prepare('SELECT 1 FROM log_node WHERE id = ?').get(nodeId(1, 0));

/** Leaves read at once: a log may exceed the memory, and SQLite allows no write during a query. */
const LEAVES_AT_ONCE = 1_024;

/** Numbers the nodes again from the leaves; a power cut in the middle changes nothing. */
function renumber(db: Database.Database, tree: TreeReader, complete: (index: number, body: string) => void): void {
  db.transaction(() => {
    db.exec('DELETE FROM log_node');
    for (let [from, size] = [0, tree.size()]; from < size; from += LEAVES_AT_ONCE) {
      for (const [nth, body] of tree.leaves(from, LEAVES_AT_ONCE).entries()) complete(from + nth, body);
    }
  })();
}
