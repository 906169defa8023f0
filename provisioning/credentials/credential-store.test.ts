import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withHostSecretCopy } from '../../device/config/credentials.ts';
import {
  credentialFiles,
  removeCredential,
  storageOfCredential,
  storeCredential,
  storedCredentialText,
  systemCredentialStore,
} from './credential-store.ts';

const NAME = 'asan-kiosk.tried';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credstore-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const store = () => ({
  ...systemCredentialStore(),
  plain: join(folder, 'plain'),
  encrypted: join(folder, 'encrypted'),
});

it('when systemd can encrypt, then a credential is encrypted, otherwise plain; either way it is read back', () => {
  const kept = storeCredential(NAME, 'secret\n', store());
  expect([kept, storedCredentialText(NAME, store())]).toEqual([storageOfCredential(NAME, store()), 'secret\n']);
  const file = join(folder, kept, NAME);
  expect([statSync(file).mode & 0o777, readFileSync(file, 'utf8').includes('secret')]).toEqual([
    0o600,
    kept === 'plain',
  ]);
  expect(credentialFiles(store())).toEqual([NAME]);
  removeCredential(NAME, store());
  expect([storageOfCredential(NAME, store()), storedCredentialText(NAME, store())]).toEqual([null, null]);
});

it('when a credential is kept again, then its earlier file is gone', () => {
  const plainly = { ...store(), encrypt: () => null };
  expect(storeCredential(NAME, 'one', plainly)).toBe('plain');
  const kept = storeCredential(NAME, 'two', store());
  expect(storedCredentialText(NAME, store())).toBe('two');
  expect(storeCredential(NAME, 'three', plainly)).toBe('plain');
  expect([storedCredentialText(NAME, store()), readdirSync(join(folder, 'plain'))]).toEqual(['three', [NAME]]);
  if (kept === 'encrypted') expect(readdirSync(join(folder, 'encrypted'))).toEqual([]);
});

it('when the key of the machine was made under another machine id, then reading a credential leaves that key alone', () => {
  const secret = join(folder, 'credential.secret');
  writeFileSync(secret, Buffer.alloc(16 + 4096, 7), { mode: 0o400 });
  const creds = (env: NodeJS.ProcessEnv, ...args: readonly string[]) =>
    spawnSync('systemd-creds', [...args], { env: { ...process.env, ...env }, input: 'x' });
  const place = join(folder, 'sealed');
  const made = creds(
    { SYSTEMD_CREDENTIAL_SECRET: join(folder, 'own') },
    'encrypt',
    '--with-key=host',
    `--name=${NAME}`,
    '-',
    place,
  );
  expect(made.status).toBe(0);
  expect(() =>
    withHostSecretCopy(secret, (copy) => {
      const read = creds({ SYSTEMD_CREDENTIAL_SECRET: copy ?? '' }, 'decrypt', `--name=${NAME}`, place, '-');
      if (read.status !== 0) throw new Error('not decrypted');
    }),
  ).toThrow('not decrypted');
  expect(existsSync(secret)).toBe(true);
});
