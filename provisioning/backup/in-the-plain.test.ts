import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { fakeIo } from '../../test/fake-io.ts';
import { inThePlain } from './in-the-plain.ts';

afterEach(() => vi.restoreAllMocks());

it('is gone when the work is done, and when it fails', async () => {
  const folders: string[] = [];
  const io = fakeIo();
  expect(await inThePlain('plain-', io, async (folder) => folders.push(folder))).toBe(1);
  const failing = inThePlain('plain-', io, async (folder) => {
    folders.push(folder);
    throw new Error('no room');
  });
  await expect(failing).rejects.toThrow('no room');
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
});

it('is gone before the process is, where somebody ends it meanwhile', async () => {
  const io = fakeIo();
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  await inThePlain('plain-', io, async (folder) => {
    writeFileSync(join(folder, 'key'), 'a key');
    io.interrupt('SIGHUP');
    expect(existsSync(folder)).toBe(false);
    expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGHUP');
  });
});
