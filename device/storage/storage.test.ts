import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { RESERVE_BYTES } from './reserve-file.ts';
import { MIN_FREE_BYTES_FOR_VISIT, STORAGE_CHECK_MS, type StorageState, watchStorage } from './storage.ts';

const MIB = 1024 * 1024;
const PATIENT = { timeout: 15_000 };

let folder: string;
let close: () => void = () => undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-storage-'));
});
afterEach(() => {
  close();
  rmSync(folder, { recursive: true });
});

const refusal = (code: string) => Object.assign(new Error(code), { code });

function rig(freeMib: number, reserveThere = true) {
  const reserve = join(folder, 'ledger.db.reserve');
  if (reserveThere) {
    writeFileSync(reserve, '');
    truncateSync(reserve, RESERVE_BYTES);
  }
  const clock = new SimulatedClock();
  let others = freeMib;
  let refused: string | null = null;
  const storage = watchStorage({
    reserve,
    clock,
    disk: {
      freeBytes: () => others * MIB + (existsSync(reserve) || !reserveThere ? 0 : RESERVE_BYTES),
      mayWrite: () => {
        if (refused !== null) throw refusal(refused);
      },
    },
  });
  close = storage.close;
  const told: StorageState[] = [];
  storage.onChange(() => told.push(storage.state()));
  return {
    storage,
    told,
    reserve,
    become(mib: number, code: string | null = null) {
      others = mib;
      refused = code;
      clock.increment(STORAGE_CHECK_MS);
    },
  };
}

describe('room on the ledger’s disk', () => {
  it('when the room changes, then only a new state is reported', () => {
    const { storage, told, become } = rig(500);
    expect([storage.state(), storage.roomBytes()]).toEqual(['enough', 500 * MIB + RESERVE_BYTES]);
    become(100);
    become(10);
    become(9);
    expect([storage.state(), told]).toEqual(['full', ['full']]);
    become(500);
    expect(told).toEqual(['full', 'enough']);
  });

  it('when the room is too small at the start, then the state is full', () => {
    expect(rig(10).storage.state()).toBe('full');
  });

  it('when the kiosk has closed, then it opens only with more room than at closing', () => {
    const { storage, become } = rig(500);
    const closedAt = (MIN_FREE_BYTES_FOR_VISIT - RESERVE_BYTES) / MIB;
    become(closedAt);
    expect(storage.state()).toBe('enough');
    become(closedAt - 1);
    become(closedAt + 1);
    expect(storage.state()).toBe('full');
    become(closedAt + 8);
    expect(storage.state()).toBe('enough');
  });

  it('when the kernel made the disk read-only, then the state is read-only', () => {
    const { told, become } = rig(500);
    become(500, 'EROFS');
    become(500);
    expect(told).toEqual(['read-only', 'enough']);
  });
});

describe('reserve', () => {
  it('when other programs fill the disk, then the reserve stays for records', () => {
    const { storage, reserve, become } = rig(500);
    become(0);
    expect([existsSync(reserve), storage.state(), storage.release()]).toEqual([true, 'full', true]);
  });

  it('when there is room, then the reserve is made, and a later start keeps it', async () => {
    const { storage, reserve } = rig(500, false);
    await expect.poll(() => existsSync(reserve), PATIENT).toBe(true);
    const { size, ino } = statSync(reserve);
    expect([size, storage.state()]).toEqual([RESERVE_BYTES, 'enough']);
    close();
    rig(500, false).storage.look();
    expect(statSync(reserve).ino).toBe(ino);
  });

  it('when a write was refused, then the reserve is released once and the state is full', () => {
    const { storage, told, reserve, become } = rig(500);
    expect([storage.release(), existsSync(reserve), storage.release(), told]).toEqual([true, false, false, ['full']]);
    become(12);
    expect(storage.state()).toBe('full');
  });

  it('when a start lacks room for the ledger, then the reserve is released, and made again later', async () => {
    const { storage, reserve, become } = rig(3);
    expect([existsSync(reserve), storage.state()]).toEqual([false, 'full']);
    become(500);
    await expect.poll(() => existsSync(reserve), PATIENT).toBe(true);
    expect(storage.state()).toBe('enough');
  });

  it('when the reserve cannot be made, then the state is failing until it can', async () => {
    const { storage, reserve, become } = rig(3);
    rmSync(folder, { recursive: true });
    become(500);
    await expect.poll(() => storage.state(), PATIENT).toBe('failing');
    mkdirSync(folder);
    become(500);
    await expect.poll(() => storage.state(), PATIENT).toBe('enough');
    expect(existsSync(reserve)).toBe(true);
  });
});
