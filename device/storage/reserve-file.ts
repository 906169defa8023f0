import { statSync, unlinkSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { freshOf } from '../files/beside-ledger.ts';

export const MIB = 1024 * 1024;

/**
 * The file that is given up for records of money. A visit writes less than 1 MiB into the ledger; its write-ahead log and the one of the
 * transparency log grow by 4 MiB at most before they are used anew (SQLite, wal_autocheckpoint).
 */
export const RESERVE_BYTES = 8 * MIB;
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** The reserve at this path: whole, being made, or given up. */
export function reserveFile(file: string) {
  let making = false;
  return {
    bytes: () => sizeOf(file),
    isWhole: () => sizeOf(file) >= RESERVE_BYTES,
    /** `null`: another call is making the reserve. `failure` is `null` if the reserve was made. */
    async make(): Promise<{ readonly failure: unknown } | null> {
      if (making) return null;
      making = true;
      const failure = await makeReserve(file);
      making = false;
      return { failure };
    },
    /** `false`: there was none, or it could not be deleted. */
    giveUp(): boolean {
      if (sizeOf(file) === 0) return false;
      try {
        unlinkSync(file);
        return true;
      } catch {
        // On a disk that refuses this nothing can be won; what it says is judged by the next look.
        return false;
      }
    },
  };
}

export type ReserveFile = ReturnType<typeof reserveFile>;

/** Filled anew for each write: eight of 1 MiB at once stayed in the process for good. */
const CHUNK_BYTES = 64 * 1024;

/** Resolves with why it could not be made, or `null`. Not of zeros, which some file systems store as nothing. */
async function makeReserve(file: string): Promise<unknown> {
  const half = freshOf(file);
  const { randomFillSync } = await import('node:crypto');
  const chunk = new Uint8Array(CHUNK_BYTES);
  try {
    const handle = await open(half, 'w', 0o600);
    try {
      for (let at = 0; at < RESERVE_BYTES; at += CHUNK_BYTES) await handle.write(randomFillSync(chunk));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(half, file);
    return null;
  } catch (error) {
    await unlink(half).catch(() => undefined);
    return error;
  }
}
