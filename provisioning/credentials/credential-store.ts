import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CredentialPlaces,
  credentialFileName,
  readCredentialFile,
  systemCredentials,
} from '../../device/config/credentials.ts';
import { writeDurably } from '../../device/files/durable-file.ts';
import { makeFolder } from '../../device/files/make-folder.ts';

export interface CredentialStore extends CredentialPlaces {
  /** `null`: this machine cannot encrypt. */
  readonly encrypt: (text: string, name: string) => string | null;
  readonly write: (file: string, text: string) => void;
}

/** ms; a TPM takes a second or two. */
const ENCRYPT_MS = 20_000;

/**
 * `systemd-creds` uses both the TPM and the key of the machine. If only one of them exists, it uses only this (systemd-creds(1),
 * `--with-key=auto`).
 */
export const systemCredentialStore = (): CredentialStore => ({
  ...systemCredentials(),
  unit: undefined,
  encrypt(text, name) {
    try {
      return execFileSync('systemd-creds', ['encrypt', `--name=${name}`, '-', '-'], {
        input: text,
        encoding: 'utf8',
        timeout: ENCRYPT_MS,
        stdio: ['pipe', 'pipe', 'ignore'],
      });
    } catch {
      // Without `systemd-creds`, a key, or a place for it, the credential stays plain, for root only.
      return null;
    }
  },
  write: writeDurably,
});

export type CredentialForm = 'encrypted' | 'plain';

/**
 * Writes a credential under its systemd name, completely or not at all. systemd and this program prefer the plain file to the encrypted
 * one. So the old plain file is removed last. Throws the system's errors.
 */
export function storeCredential(file: string, text: string, store: CredentialStore): CredentialForm {
  const [plain, encrypted] = [join(store.plain, file), join(store.encrypted, file)];
  const sealed = store.encrypt(text, file);
  if (sealed !== null) {
    makeFolder(store.encrypted, 0o700);
    store.write(encrypted, sealed);
    if (decrypts(encrypted, file, text, store)) {
      rmSync(plain, { force: true });
      return 'encrypted';
    }
  }
  makeFolder(store.plain, 0o700);
  store.write(plain, text);
  rmSync(encrypted, { force: true });
  return 'plain';
}

/** Without this test, a lost key of the machine would show only at the next start. */
function decrypts(encrypted: string, file: string, text: string, store: CredentialStore): boolean {
  try {
    return store.decrypt(encrypted, file) === text;
  } catch {
    return false;
  }
}

export function removeCredential(file: string, store: CredentialStore): void {
  for (const place of [store.plain, store.encrypted]) rmSync(join(place, file), { force: true });
}

/** How this credential is kept; `null`: not kept. */
export function storageOfCredential(file: string, store: CredentialStore): CredentialForm | null {
  if (existsSync(join(store.plain, file))) return 'plain';
  return existsSync(join(store.encrypted, file)) ? 'encrypted' : null;
}

export function credentialFiles(store: CredentialStore): readonly string[] {
  const prefix = credentialFileName('');
  const names = [store.plain, store.encrypted].flatMap((place) => (existsSync(place) ? readdirSync(place) : []));
  return [...new Set(names)].filter((name) => name.startsWith(prefix) && !name.endsWith('.new')).sort();
}

/** `null`: there is no such credential, or this user cannot read it. */
export function storedCredentialText(file: string, store: CredentialStore): string | null {
  const read = readCredentialFile(file, store);
  return read.ok ? read.value : null;
}
