import type Database from 'better-sqlite3';
import type { TreeReader } from '../merkle/tree-tables.ts';
import { AUDITED_AT_START, auditNewestLeaves, auditTree, firstAuditedLeaf, type LogDamage } from './audit.ts';
import { leafWithoutEntry } from './leaf-entries.ts';

/* First damage among the newest leaves, of both kinds: changed leaves, and leaves without an entry of the ledger. */

export const newestDamage = (db: Database.Database, tree: TreeReader, newest = AUDITED_AT_START): LogDamage | null =>
  auditNewestLeaves(tree, newest) ?? leafWithoutEntry(db, firstAuditedLeaf(tree.size(), newest), tree.size());

export const treeDamage = (db: Database.Database, tree: TreeReader, size: number): LogDamage | null =>
  auditTree(tree, size).damage ?? leafWithoutEntry(db, 0, size);
