import type { Ledger } from '../ledger/ledger.ts';
import type { Storage } from './storage.ts';

/**
 * The same ledger, whose records are written with the reserve where the disk is full: a visit that was let in comes to its end, and
 * what money did is known. Throws as the ledger does where there is no reserve, or it did not help.
 */
export function withReserve(ledger: Ledger, storage: Pick<Storage, 'release'>): Ledger {
  let entries = 0;
  // The first listener there is: what a later one throws comes after the entry is durable, and writing it again would be a second entry.
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
 * What SQLite says where the disk is full: of the file itself, and of the index of the write-ahead log, which it could not make longer.
 * Not of a sync that failed, after which nobody knows what is on the disk.
 */
const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_SHMOPEN', 'SQLITE_IOERR_SHMMAP']);

function saysFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && FULL.has(error.code);
}
