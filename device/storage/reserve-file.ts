import { statSync, unlinkSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { replacementNameOf } from '../files/beside-ledger.ts';

export const MIB = 1024 * 1024;

/**
 * Room for records of money. A visit writes less than 1 MiB to the ledger. Each write-ahead log (ledger, transparency log) grows by at most
 * 4 MiB before SQLite reuses it (wal_autocheckpoint).
 */
export const RESERVE_BYTES = 8 * MIB;
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

export function createReserveFile(file: string) {
  let making = false;
  return {
    bytes: () => sizeOf(file),
    isWhole: () => sizeOf(file) >= RESERVE_BYTES,
    /** `null`: another call is making the file. `failure: null`: the file was made. */
    async make(): Promise<{ readonly failure: unknown } | null> {
      if (making) return null;
      making = true;
      const failure = await makeReserve(file);
      making = false;
      return { failure };
    },
    giveUp(): boolean {
      if (sizeOf(file) === 0) return false;
      try {
        unlinkSync(file);
        return true;
      } catch {
        return false;
      }
    },
  };
}

export type ReserveFile = ReturnType<typeof createReserveFile>;

/** Bytes of the buffer, which is filled for each write: eight buffers of 1 MiB stayed in memory for good. */
const CHUNK_BYTES = 64 * 1024;

/** Writes the file; returns the failure, or `null`. Random bytes: some file systems store zeros as nothing. */
async function makeReserve(file: string): Promise<unknown> {
  const half = replacementNameOf(file);
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
