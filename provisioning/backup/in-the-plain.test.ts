import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeIo } from '../../test/support/fake-io.ts';
import { withPlaintextFolder } from './in-the-plain.ts';

beforeEach(() => vi.stubEnv('TMPDIR', mkdtempSync(join(tmpdir(), 'plain-test-'))));
afterEach(() => {
  rmSync(tmpdir(), { recursive: true });
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('when the work in the plaintext folder ends or fails, then the folder is deleted', async () => {
  const folders: string[] = [];
  const io = fakeIo();
  expect(await withPlaintextFolder(io, async (folder) => folders.push(folder))).toBe(1);
  const failing = withPlaintextFolder(io, async (folder) => {
    folders.push(folder);
    throw new Error('no room');
  });
  await expect(failing).rejects.toThrow('no room');
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
});

it('when a signal comes during the work, then the plaintext folder is deleted, and then the process ends by the signal', async () => {
  const io = fakeIo();
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  await withPlaintextFolder(io, async (folder) => {
    writeFileSync(join(folder, 'key'), 'a key');
    io.interrupt('SIGHUP');
    expect(existsSync(folder)).toBe(false);
    expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGHUP');
  });
});

it('when an earlier process was killed, then the next one deletes its plaintext folder, but none of a living process', async () => {
  const io = fakeIo();
  const { pid } = spawnSync('true');
  const left = join(tmpdir(), `asan-kiosk-plain-${pid}-abc123`);
  const others = [`asan-kiosk-plain-${process.pid}-abc123`, `asan-kiosk-plain-x-abc123`, `other-${pid}-abc123`];
  for (const folder of [left, ...others.map((name) => join(tmpdir(), name))])
    mkdirSync(join(folder, 'ledger'), { recursive: true });
  symlinkSync('other', join(tmpdir(), `asan-kiosk-plain-${pid}-link`));
  others.push(`asan-kiosk-plain-${pid}-link`);
  await withPlaintextFolder(io, async (folder) => expect(folder).toContain(`asan-kiosk-plain-${process.pid}-`));
  expect(readdirSync(tmpdir()).sort()).toEqual(others.sort());
});
