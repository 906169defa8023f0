import { readDatabase } from '../files/database.ts';
import { hasTree, readTree } from '../merkle/tree-tables.ts';
import { firstAuditedLeaf, type LogDamage } from './audit.ts';
import { newestDamage } from './log-damage.ts';

/**
 * Hashes the newest leaves again, from leaf `from` on, even beside a running kiosk.
 *
 * @returns `null` if this ledger has no public log
 * @throws SQLite's error
 */
export function readLogAudit(
  ledgerFile: string,
  newest: number,
): { readonly size: number; readonly from: number; readonly damage: LogDamage | null } | null {
  return readDatabase(ledgerFile, (db) =>
    // One transaction: a running kiosk may add a leaf between the two reads.
    db.transaction(() => {
      if (!hasTree(db)) return null;
      const tree = readTree(db);
      const size = tree.size();
      return { size, from: firstAuditedLeaf(size, newest), damage: newestDamage(db, tree, newest) };
    })(),
  );
}
