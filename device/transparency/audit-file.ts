import { readDatabase } from '../files/database.ts';
import { hasTree, readTree } from '../merkle/tree-tables.ts';
import { type LogDamage, newestFrom } from './audit.ts';
import { newestDamage } from './log-damage.ts';

/**
 * Hashes the newest leaves again, beside a kiosk that runs: those from leaf `from` on.
 *
 * @returns `null` if this ledger has no public log yet
 * @throws what SQLite says
 */
export function readLogAudit(
  ledgerFile: string,
  newest: number,
): { readonly size: number; readonly from: number; readonly damage: LogDamage | null } | null {
  return readDatabase(ledgerFile, (db) =>
    // One transaction: no leaf of a kiosk at work comes between size and leaves.
    db.transaction(() => {
      if (!hasTree(db)) return null;
      const tree = readTree(db);
      const size = tree.size();
      return { size, from: newestFrom(size, newest), damage: newestDamage(db, tree, newest) };
    })(),
  );
}
