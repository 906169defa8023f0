import { existsSync } from 'node:fs';
import { bad, type Check, good, warning } from './check.ts';

/** Walks the whole book, also beside a kiosk that runs. */
export async function ledgerCheck(file: string): Promise<Check> {
  if (!existsSync(file)) return good('ledger', 'none yet: the first start makes it');
  // With the native part, which may not load; then its own check says so.
  const { readStaffList } = await import('../../device/ledger/set-aside.ts');
  const { verifyLedger } = await import('../../device/ledger/integrity.ts');
  try {
    const { entries, firstBad } = verifyLedger(file);
    const { setAside, applications } = readStaffList(file);
    if (firstBad !== null)
      return warning('ledger', `record ${firstBad} does not fit`, 'the next start sets it aside; see LDG-103');
    if (setAside.length === 0) return good('ledger', `${entries} records, all whole`);
    const found = `${setAside.length} records set aside (LDG-103)`;
    if (applications.length === 0) return good('ledger', `${entries} records; ${found}, nothing is left to settle`);
    return warning('ledger', found, `settle by hand: ${applications.join(', ')}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return bad('ledger', `can not be read: ${why}`, 'see LDG-102 in docs/troubleshooting.md');
  }
}
