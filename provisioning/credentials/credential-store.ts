import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CredentialPlaces,
  credentialFile,
  readCredentialFile,
  systemCredentials,
} from '../../device/config/credentials.ts';
import { writeDurably } from '../../device/files/durable-file.ts';
import { makeFolder } from '../../device/files/make-folder.ts';

/** Where root keeps credentials, and how they are encrypted. */
export interface CredentialStore extends CredentialPlaces {
  /** What is to be kept as the encrypted text; `null` where this machine can not. */
  readonly encrypt: (text: string, name: string) => string | null;
  /** Every file is written through it; replaced in tests. */
  readonly write: (file: string, text: string) => void;
}

/** A TPM takes a second or two. */
const ENCRYPT_MS = 20_000;

/**
 * `systemd-creds` takes the TPM and the key of the machine. If only one of them exists, it takes that one (systemd-creds(1),
 * `--with-key=auto`).
 */
export const systemStore = (): CredentialStore => ({
  ...systemCredentials(),
  // Root's tools never run as the unit.
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
      // Not there, or no key and no place for one: then it is kept plain, for root alone, which is said.
      return null;
    }
  },
  write: writeDurably,
});

export type KeptAs = 'encrypted' | 'plain';

/**
 * Keeps a credential by what systemd calls it: whole and new, or as it was. What is plain counts before what is encrypted, for systemd as for
 * us, so an old plain one goes away last. Throws what the system says.
 */
export function keepCredential(file: string, text: string, store: CredentialStore): KeptAs {
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

/** A key of the machine that was lost since would make it worthless, and nobody would know before the next start. */
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

/** How it is kept now; `null` where it is not. */
export function keptAs(file: string, store: CredentialStore): KeptAs | null {
  if (existsSync(join(store.plain, file))) return 'plain';
  return existsSync(join(store.encrypted, file)) ? 'encrypted' : null;
}

/** What systemd calls every credential of the kiosk that there is. */
export function credentialFiles(store: CredentialStore): readonly string[] {
  const prefix = credentialFile('');
  const names = [store.plain, store.encrypted].flatMap((place) => (existsSync(place) ? readdirSync(place) : []));
  return [...new Set(names)].filter((name) => name.startsWith(prefix) && !name.endsWith('.new')).sort();
}

/** The text; `null` where there is none, or none that this user can read. */
export function keptCredential(file: string, store: CredentialStore): string | null {
  const read = readCredentialFile(file, store);
  return read.ok ? read.value : null;
}
