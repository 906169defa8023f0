import { accessSync, constants, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../../drivers/clock.ts';
import { createChangeFilter, emitter } from '../../drivers/emitter.ts';
import { createReserveFile, MIB, type ReserveFile } from './reserve-file.ts';

/** `full`: also a used-up quota. `failing`: another reason, such as a disk fault. */
export type StorageState = 'enough' | 'full' | 'read-only' | 'failing';

export interface DiskAccess {
  /** Free bytes for this user. Throws the system's error. */
  freeBytes(folder: string): number;
  /** Throws: `EROFS` if the kernel made the disk read-only. */
  mayWrite(folder: string): void;
}

/** Least room for a new visit, reserve included: the log may grow by 20 MB before it is rotated. */
export const MIN_FREE_BYTES_FOR_VISIT = 40 * MIB;
/** Room to open again. It is more than at closing: else the kiosk opens and closes with every log line. */
const OPEN_FROM_BYTES = 48 * MIB;
/**
 * A start with less room deletes the reserve: SQLite needs room to read an unclosed ledger. After the start, only a refused record deletes
 * it.
 */
const START_NEEDS_BYTES = 4 * MIB;
/** Interval of the checks: meanwhile little is written. */
export const STORAGE_CHECK_MS = 5_000;

interface StorageOptions {
  readonly reserve: string;
  readonly clock: Clock;
  readonly disk?: DiskAccess;
}

/**
 * `reserve` is a file of `RESERVE_BYTES` on the ledger's disk, made when there is room. The first check is done when this returns; the
 * reserve follows in the background.
 */
export function watchStorage({ reserve: file, clock, disk = systemDisk }: StorageOptions) {
  const folder = dirname(file);
  const reserve = createReserveFile(file);
  const changed = emitter<void>();
  let state: StorageState = 'enough';
  let room = 0;
  let timer: unknown;
  let closed = false;

  const change = createChangeFilter<StorageState>((next) => {
    state = next;
    changed.emit();
  }, state);
  const become = (next: StorageState) => !closed && change(next);

  function look(): void {
    if (closed) return;
    const seen = lookAt(disk, folder, reserve);
    if ('failure' in seen) become(stateOf(seen.failure));
    else {
      room = seen.room;
      become(stateBy(room, state, reserve.isWhole()));
    }
    if ((state === 'enough' || state === 'failing') && !reserve.isWhole()) void keepReserve();
  }

  async function keepReserve(): Promise<void> {
    const made = await reserve.make();
    if (made === null) return;
    if (made.failure !== null) become(stateOf(made.failure));
    else if (state === 'failing') become('enough');
  }

  function turn(): void {
    look();
    timer = clock.setTimeout(turn, STORAGE_CHECK_MS);
  }

  if (freeNow(disk, folder) < START_NEEDS_BYTES) reserve.giveUp();
  turn();
  return {
    state: () => state,
    roomBytes: () => room,
    onChange: changed.on,
    /** Checks the disk now, after a refused write. */
    look,
    /** Deletes the reserve; `false`: none was deleted. The state is then `full` in both cases: the disk has refused a write. */
    release(): boolean {
      const given = reserve.giveUp();
      become('full');
      return given;
    },
    close(): void {
      closed = true;
      clock.clearTimeout(timer);
      changed.clear();
    },
  };
}

export type StorageWatch = ReturnType<typeof watchStorage>;

function lookAt(
  disk: DiskAccess,
  folder: string,
  reserve: Pick<ReserveFile, 'bytes'>,
): { readonly room: number } | { readonly failure: unknown } {
  try {
    disk.mayWrite(folder);
    return { room: disk.freeBytes(folder) + reserve.bytes() };
  } catch (failure) {
    return { failure };
  }
}

function stateBy(room: number, before: StorageState, reserveIsWhole: boolean): StorageState {
  // Free room does not show the cause of a failure; a complete reserve shows that it is over.
  if (before === 'failing' && !reserveIsWhole) return room < MIN_FREE_BYTES_FOR_VISIT ? 'full' : 'failing';
  return room < (before === 'enough' ? MIN_FREE_BYTES_FOR_VISIT : OPEN_FROM_BYTES) ? 'full' : 'enough';
}

function freeNow(disk: DiskAccess, folder: string): number {
  try {
    return disk.freeBytes(folder);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const systemDisk: DiskAccess = {
  freeBytes(folder) {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
  mayWrite: (folder) => accessSync(folder, constants.W_OK | constants.X_OK),
};

function stateOf(error: unknown): StorageState {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'full';
  return code === 'EROFS' ? 'read-only' : 'failing';
}
