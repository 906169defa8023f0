import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { Profile } from './profile.ts';
import type { ConfigTrouble } from './trouble.ts';

/**
 * The profile has only `credential:NAME`: systemd gives the secret to the unit [systemd.exec(5), ImportCredential=], and root's tools read
 * systemd's own folders.
 */
export interface CredentialPlaces {
  readonly unit: string | undefined;
  readonly plain: string;
  readonly encrypted: string;
  /** Returns the plain text. Throws if this user or machine cannot decrypt the file. */
  readonly decrypt: (file: string, name: string) => string;
}

export const systemCredentials = (): CredentialPlaces => ({
  unit: process.env['CREDENTIALS_DIRECTORY'],
  plain: '/etc/credstore',
  encrypted: '/etc/credstore.encrypted',
  decrypt: (file, name) => withHostSecretCopy(HOST_SECRET, (secret) => decrypt(file, name, secret)),
});

/** This machine's key, used without a TPM [systemd-creds(1), `--with-key=`]. */
const HOST_SECRET = '/var/lib/systemd/credential.secret';

/**
 * Gives systemd-creds a copy of the key. Version 257 deletes a key that was made under another machine id: after a wrong id, the key would
 * be lost for ever.
 */
export function withHostSecretCopy<T>(secret: string, use: (copy: string | null) => T): T {
  if (!existsSync(secret)) return use(null);
  // For root, the copy is in memory and not on a disk.
  const folder = mkdtempSync(join(existsSync('/run/systemd') ? '/run/' : tmpdir(), 'asan-kiosk-key-'));
  try {
    const copy = join(folder, 'secret');
    copyFileSync(secret, copy);
    return use(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const decrypt = (file: string, name: string, secret: string | null): string =>
  execFileSync('systemd-creds', ['decrypt', `--name=${name}`, file, '-'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: DECRYPT_MS,
    env: { ...process.env, ...(secret !== null && { SYSTEMD_CREDENTIAL_SECRET: secret }) },
  });

/** Longest wait in milliseconds; a TPM takes a second or two. */
const DECRYPT_MS = 20_000;

const REFERENCE = /^credential:([a-z][a-z0-9-]{0,39})$/;

/** Name in `credential:NAME`; `null` for anything else. */
export const credentialName = (value: string): string | null => REFERENCE.exec(value)?.[1] ?? null;

export const credentialFileName = (name: string): string => `asan-kiosk.${name}`;

/**
 * Text of a credential. Error: `CFG-105`, which never quotes the secret. The text is in the unit's folder. For root's tools it is in a
 * plain file, or in a file that this machine's key or its TPM encrypted.
 */
export const readCredential = (name: string, places?: CredentialPlaces): Result<string, ConfigTrouble> =>
  readCredentialFile(credentialFileName(name), places);

/** Like `readCredential`, by the file's name in systemd. */
export function readCredentialFile(file: string, places = systemCredentials()): Result<string, ConfigTrouble> {
  const plain = places.unit === undefined ? join(places.plain, file) : join(places.unit, file);
  try {
    return ok(readFileSync(plain, 'utf8'));
  } catch (error) {
    if (!isOfTheSystem(error)) throw error;
    if (error.code !== 'ENOENT') return missing(plain, error.code ?? '');
  }
  const encrypted = join(places.encrypted, file);
  if (places.unit !== undefined || !existsSync(encrypted)) return missing(plain, 'nothing at this place');
  try {
    return ok(places.decrypt(encrypted, file));
  } catch (error) {
    if (!isOfTheSystem(error)) throw error;
    return missing(encrypted, 'a credential that this user cannot decrypt on this machine');
  }
}

/** Returns the profile with its secrets. Errors: `CFG-105`, or `CFG-103` for a secret of the wrong form. */
export function fillInCredentials(profile: Profile, places?: CredentialPlaces): Result<Profile, ConfigTrouble> {
  const terminal = fillInTerminalPassword(profile.devices.terminal, places);
  return terminal.ok ? ok({ ...profile, devices: { ...profile.devices, terminal: terminal.value } }) : terminal;
}

/** Like `fillInCredentials`, for the terminal alone. A protocol may have no password. */
export function fillInTerminalPassword(
  terminal: Profile['devices']['terminal'],
  places?: CredentialPlaces,
): Result<Profile['devices']['terminal'], ConfigTrouble> {
  const name = 'password' in terminal ? credentialName(terminal.password) : null;
  if (name === null) return ok(terminal);
  const read = readCredential(name, places);
  if (!read.ok) return read;
  const password = read.value.trim();
  if (/^[0-9]{6}$/.test(password)) return ok({ ...terminal, password });
  const its = { file: credentialFileName(name), line: null, path: 'devices.terminal.password' };
  return err({ code: 'CFG-103', ...its, expected: 'six digits', found: 'something else (not shown)' });
}

const isOfTheSystem = (error: unknown): error is NodeJS.ErrnoException & Error =>
  error instanceof Error && ('code' in error || 'status' in error);

const missing = (file: string, found: string): Result<never, ConfigTrouble> =>
  err({ code: 'CFG-105', file, line: null, path: '', expected: 'a credential that can be read', found });
