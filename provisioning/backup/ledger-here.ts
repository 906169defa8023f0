import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathBesideLedger } from '../../device/files/beside-ledger.ts';

export interface LedgerRestoreRefusal {
  /** `broken`: the backup's ledger. `here`: the existing ledger may have records that the backup lacks. */
  readonly is: 'broken' | 'here';
  readonly why: string;
}

/**
 * Compares the ledger of a backup with the existing one, and changes neither. `null`: none exists, or the backup has all its records. The
 * mark of the existing ledger counts, as at the start of a kiosk (docs/decisions/0010).
 */
export async function ledgerRestoreRefusal(backed: string, here: string): Promise<LedgerRestoreRefusal | null> {
  const { hasBytes, readLedgerState, describeOlderLedger } = await import('../../device/ledger/standing.ts');
  const parts = ['-wal', '.mark', '.log-key'] as const;
  const isHere = hasBytes(here) || parts.some((part) => existsSync(pathBesideLedger(here, part)));
  if (!existsSync(backed)) return isHere ? { is: 'here', why: `${here} is a ledger, but the backup has none` } : null;
  const own = readLedgerState(backed);
  if (own.is === 'not-newest') return { is: 'broken', why: `its ledger is not whole: ${describeOlderLedger(own)}` };
  if (!isHere) return null;
  if (!existsSync(pathBesideLedger(here, '.mark')))
    return { is: 'here', why: `the number of records in ${here} is unknown: its mark is missing` };
  const known = standingBeside(backed, pathBesideLedger(here, '.mark'), readLedgerState);
  if (known.is !== 'fits') {
    const why = known.is === 'not-newest' ? describeOlderLedger(known) : 'its mark cannot be read';
    return { is: 'here', why: `${here} has more records than the backup: ${why}` };
  }
  return (await newest(here)) > (await newest(backed))
    ? { is: 'here', why: `${here} has records after the last one of the backup` }
    : null;
}

function standingBeside<T>(backed: string, mark: string, read: (file: string) => T): T {
  const folder = mkdtempSync(join(dirname(backed), 'compare-'));
  try {
    const copy = join(folder, 'ledger.db');
    copyFileSync(backed, copy);
    copyFileSync(mark, pathBesideLedger(copy, '.mark'));
    return read(copy);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Newest sequence number. 0: no ledger or no entry; infinity: SQLite cannot read the ledger. */
async function newest(file: string): Promise<number> {
  const { readDatabase } = await import('../../device/files/database.ts');
  if (!existsSync(file)) return 0;
  try {
    return readDatabase(file, (db) => db.prepare<[], number | null>('SELECT max(seq) FROM entry').pluck().get() ?? 0);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
