import { accessSync, constants, statfsSync, statSync, unlinkSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../drivers/clock.ts';
import { emitter, onlyChanges } from '../../drivers/emitter.ts';
import { freshOf } from '../files/beside-ledger.ts';

/** What the disk under the ledger is like. `failing`: the system refused a file there for another reason, such as a quota or a disk fault. */
export type StorageState = 'enough' | 'full' | 'read-only' | 'failing';

export interface Storage {
  state(): StorageState;
  /** Bytes that are free for the kiosk, the reserve among them, when the disk was looked at last. */
  roomBytes(): number;
  onChange(listener: () => void): () => void;
  /** Something could not be written: look now and not at the next turn. */
  look(): void;
  /** Gives the reserve up, so that a record of money can still be written; `false` where there was none. Synchronous: the record waits. */
  release(): boolean;
  close(): void;
}

/** What is asked of the operating system; replaced in tests. */
export interface Disk {
  /** Bytes that this user may still write in the folder. Throws what the system says. */
  freeBytes(folder: string): number;
  /** Throws where nothing can be written in the folder: `EROFS` for a disk that the kernel made read-only. */
  mayWrite(folder: string): void;
}

const MIB = 1024 * 1024;

/**
 * The file that is given up for records of money. A visit writes less than 1 MiB into the ledger; its write-ahead log and the one of the
 * transparency log grow by 4 MiB at most before they are used anew (SQLite, wal_autocheckpoint).
 */
export const RESERVE_BYTES = 8 * MIB;
/** No visit begins with less than this, the reserve counted in: the log may become 20 MB longer before it is put aside. */
export const CLOSED_BELOW_BYTES = 40 * MIB;
/** More than at closing, so that the kiosk does not open and close with every line of a log. */
const OPEN_FROM_BYTES = 48 * MIB;
/** A start with less gives the reserve up: SQLite needs room to read a ledger that was not closed. Later only who was refused a record does. */
const START_NEEDS_BYTES = 4 * MIB;
/** Much less is written in such a time than between closing and the reserve. */
export const LOOK_MS = 5_000;

/**
 * Watches the room on the disk of the ledger, and keeps `reserve` beside it: a file of `RESERVE_BYTES` that is made when there is
 * room for it. The first look is done when this returns; the reserve is made behind it.
 */
export function watchStorage(options: {
  readonly reserve: string;
  readonly clock: Clock;
  readonly disk?: Disk;
}): Storage {
  const { reserve, clock, disk = systemDisk } = options;
  const folder = dirname(reserve);
  const changed = emitter<void>();
  let state: StorageState = 'enough';
  let room = 0;
  let timer: unknown;
  let making = false;
  let closed = false;

  const change = onlyChanges<StorageState>((next) => {
    state = next;
    changed.emit();
  }, state);
  const become = (next: StorageState) => !closed && change(next);

  function judged(): StorageState {
    try {
      disk.mayWrite(folder);
      const free = disk.freeBytes(folder);
      room = free + sizeOf(reserve);
    } catch (error) {
      return stateOf(error);
    }
    // What made a file fail is not seen by asking for room: only a reserve that could be made shows that it has passed.
    if (state === 'failing' && sizeOf(reserve) < RESERVE_BYTES) return room < CLOSED_BELOW_BYTES ? 'full' : 'failing';
    return room < (state === 'enough' ? CLOSED_BELOW_BYTES : OPEN_FROM_BYTES) ? 'full' : 'enough';
  }

  function look(): void {
    if (closed) return;
    become(judged());
    if ((state === 'enough' || state === 'failing') && sizeOf(reserve) < RESERVE_BYTES) void keepReserve();
  }

  async function keepReserve(): Promise<void> {
    if (making) return;
    making = true;
    const failure = await makeReserve(reserve);
    making = false;
    if (failure !== null) become(stateOf(failure));
    else if (state === 'failing') become('enough');
  }

  /** Nothing where the disk does not even say: the look that follows judges that. */
  function freeNow(): number {
    try {
      return disk.freeBytes(folder);
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  }

  function giveUp(): boolean {
    if (sizeOf(reserve) === 0) return false;
    try {
      unlinkSync(reserve);
      return true;
    } catch {
      // On a disk that refuses this nothing can be won; what it says is judged by the next look.
      return false;
    }
  }

  function turn(): void {
    look();
    timer = clock.setTimeout(turn, LOOK_MS);
  }

  if (freeNow() < START_NEEDS_BYTES) giveUp();
  turn();
  return {
    state: () => state,
    roomBytes: () => room,
    onChange: changed.on,
    look,
    release() {
      const given = giveUp();
      // Whoever asks has just been refused a write, whatever a look says of the room.
      become('full');
      return given;
    },
    close() {
      closed = true;
      clock.clearTimeout(timer);
      changed.clear();
    },
  };
}

const systemDisk: Disk = {
  freeBytes(folder) {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
  mayWrite: (folder) => accessSync(folder, constants.W_OK | constants.X_OK),
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function stateOf(error: unknown): StorageState {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'full';
  return code === 'EROFS' ? 'read-only' : 'failing';
}

const CHUNK_BYTES = MIB;

/** Resolves with why it could not be made, or `null`. Not of zeros, which some file systems store as nothing. */
async function makeReserve(file: string): Promise<unknown> {
  const half = freshOf(file);
  const { randomBytes } = await import('node:crypto');
  try {
    const handle = await open(half, 'w', 0o600);
    try {
      for (let at = 0; at < RESERVE_BYTES; at += CHUNK_BYTES) await handle.write(randomBytes(CHUNK_BYTES));
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
