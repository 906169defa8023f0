import { readDatabase } from '../files/database.ts';
import { hasTree, readTree } from '../merkle/tree-tables.ts';
import { auditTree, type LogDamage } from './audit.ts';

/**
 * Hashes every leaf again, beside a kiosk that runs.
 *
 * @returns `null` where this ledger has no public log yet
 * @throws what SQLite says
 */
export function readLogAudit(ledgerFile: string): { readonly size: number; readonly damage: LogDamage | null } | null {
  return readDatabase(ledgerFile, (db) =>
    // One transaction: no leaf of a kiosk at work comes between size and leaves.
    db.transaction(() => {
      if (!hasTree(db)) return null;
      const tree = readTree(db);
      const size = tree.size();
      return { size, damage: auditTree(tree, size).damage };
    })(),
  );
}
