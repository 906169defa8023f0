import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { pathBesideLedger } from '../files/beside-ledger.ts';
import { resolveLink } from '../files/real-file.ts';

/** Another process has this ledger open to write. */
export class LedgerInUseError extends Error {
  readonly code = 'LDG-101';
}

/**
 * Locks the ledger for one kiosk: two would settle each other's sales. The lock is SQLite's lock of a file beside the ledger, held for the
 * life of the process. The kernel releases it after `kill -9` too; a file that says *taken* would stay. A symbolic link is followed, so
 * that two names of one ledger have one lock.
 *
 * @returns releases the lock
 * @throws LedgerInUseError
 */
export function lockLedger(file: string): () => void {
  const name = pathBesideLedger(resolveLink(file), '.lock');
  // No program writes into the lock, so its journal is not ours. A journal can name another file, which SQLite, run by root, would delete.
  rmSync(`${name}-journal`, { force: true });
  const lock = new Database(name, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cause;
    throw new LedgerInUseError(
      `another process writes the ledger ${file} (LDG-101): end that process, or give this kiosk its own ledger (ledger.file of a profile, with --profile)`,
      {
        cause,
      },
    );
  }
  return () => lock.close();
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
