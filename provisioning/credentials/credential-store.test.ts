import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  credentialFiles,
  keepCredential,
  keptAs,
  keptCredential,
  removeCredential,
  systemStore,
} from './credential-store.ts';

const NAME = 'asan-kiosk.tried';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credstore-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const store = () => ({ ...systemStore(), plain: join(folder, 'plain'), encrypted: join(folder, 'encrypted') });

it('is encrypted by this machine’s own systemd, or plain where that can not, and read back', () => {
  const kept = keepCredential(NAME, 'secret\n', store());
  expect([kept, keptCredential(NAME, store())]).toEqual([keptAs(NAME, store()), 'secret\n']);
  const file = join(folder, kept, NAME);
  expect([statSync(file).mode & 0o777, readFileSync(file, 'utf8').includes('secret')]).toEqual([
    0o600,
    kept === 'plain',
  ]);
  expect(credentialFiles(store())).toEqual([NAME]);
  removeCredential(NAME, store());
  expect([keptAs(NAME, store()), keptCredential(NAME, store())]).toEqual([null, null]);
});

it('is in one place alone, however it was kept before', () => {
  const plainly = { ...store(), encrypt: () => null };
  expect(keepCredential(NAME, 'one', plainly)).toBe('plain');
  const kept = keepCredential(NAME, 'two', store());
  expect(keptCredential(NAME, store())).toBe('two');
  expect(keepCredential(NAME, 'three', plainly)).toBe('plain');
  expect([keptCredential(NAME, store()), readdirSync(join(folder, 'plain'))]).toEqual(['three', [NAME]]);
  if (kept === 'encrypted') expect(readdirSync(join(folder, 'encrypted'))).toEqual([]);
});
