import type { Ledger } from '../ledger/ledger.ts';
import type { StorageWatch } from './storage.ts';

/**
 * The same ledger, but if the disk is full, it writes records with the reserve. So a running visit completes and its money is known. Throws
 * the ledger's error if there is no reserve or it did not help.
 */
export function ledgerWithReserve(ledger: Ledger, storage: Pick<StorageWatch, 'release'>): Ledger {
  let entries = 0;
  // Must be the first listener: if a later listener throws, the entry is stored, and a second write would double it.
  ledger.onAppend(() => {
    entries += 1;
  });
  function kept<T>(write: () => T): T {
    const before = entries;
    try {
      return write();
    } catch (error) {
      if (!saysFull(error) || entries !== before || !storage.release()) throw error;
      return write();
    }
  }
  return {
    ...ledger,
    append: (id, entry) => kept(() => ledger.append(id, entry)),
    memo<T>(name: string) {
      const memo = ledger.memo<T>(name);
      return { load: memo.load, save: (value: T) => kept(() => memo.save(value)) };
    },
  };
}

/**
 * SQLite's codes of a full disk, for the file and for the index of the write-ahead log. A failed sync is not among them: after it, the
 * content of the disk is unknown.
 */
const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_SHMOPEN', 'SQLITE_IOERR_SHMMAP']);

function saysFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && FULL.has(error.code);
}
