import { accessSync, constants, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../../drivers/clock.ts';
import { emitter, onlyChanges } from '../../drivers/emitter.ts';
import { MIB, type ReserveFile, reserveFile } from './reserve-file.ts';

/** What the disk under the ledger is like. `failing`: the system refused a file there for another reason, such as a quota or a disk fault. */
export type StorageState = 'enough' | 'full' | 'read-only' | 'failing';

/** What is asked of the operating system; replaced in tests. */
export interface Disk {
  /** Bytes that this user may still write in the folder. Throws what the system says. */
  freeBytes(folder: string): number;
  /** Throws where nothing can be written in the folder: `EROFS` for a disk that the kernel made read-only. */
  mayWrite(folder: string): void;
}

/** No visit begins with less than this, the reserve counted in: the log may become 20 MB longer before it is put aside. */
export const CLOSED_BELOW_BYTES = 40 * MIB;
/** More than at closing, so that the kiosk does not open and close with every line of a log. */
const OPEN_FROM_BYTES = 48 * MIB;
/** A start with less gives the reserve up: SQLite needs room to read a ledger that was not closed. Later only who was refused a record does. */
const START_NEEDS_BYTES = 4 * MIB;
/** Much less is written in such a time than between closing and the reserve. */
export const LOOK_MS = 5_000;

interface StorageOptions {
  readonly reserve: string;
  readonly clock: Clock;
  readonly disk?: Disk;
}

/**
 * Watches the room on the disk of the ledger, and keeps `reserve` beside it: a file of `RESERVE_BYTES` that is made when there is
 * room for it. The first look is done when this returns; the reserve is made behind it.
 */
export function watchStorage({ reserve: file, clock, disk = systemDisk }: StorageOptions) {
  const folder = dirname(file);
  const reserve = reserveFile(file);
  const changed = emitter<void>();
  let state: StorageState = 'enough';
  let room = 0;
  let timer: unknown;
  let closed = false;

  const change = onlyChanges<StorageState>((next) => {
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
    timer = clock.setTimeout(turn, LOOK_MS);
  }

  if (freeNow(disk, folder) < START_NEEDS_BYTES) reserve.giveUp();
  turn();
  return {
    state: () => state,
    /** Bytes that are free for the kiosk, the reserve among them, when the disk was looked at last. */
    roomBytes: () => room,
    onChange: changed.on,
    /** Something could not be written: look now and not at the next turn. */
    look,
    /**
     * Gives the reserve up, so that a record of money can still be written; `false` if there was none. It is synchronous because the record
     * waits. The state becomes `full`, even if a check finds room: the disk has just refused a write of the caller.
     */
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

export type Storage = ReturnType<typeof watchStorage>;

/** What may be written with the reserve given up, in bytes, or what the system says against it. */
function lookAt(
  disk: Disk,
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
  // What made a file fail is not seen by asking for room: only a reserve that could be made shows that it has passed.
  if (before === 'failing' && !reserveIsWhole) return room < CLOSED_BELOW_BYTES ? 'full' : 'failing';
  return room < (before === 'enough' ? CLOSED_BELOW_BYTES : OPEN_FROM_BYTES) ? 'full' : 'enough';
}

/** Nothing where the disk does not even say: the look that follows judges that. */
function freeNow(disk: Disk, folder: string): number {
  try {
    return disk.freeBytes(folder);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const systemDisk: Disk = {
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
