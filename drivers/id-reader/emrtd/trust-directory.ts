import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../result.ts';
import { mergeTrust, readTrustFile, type TrustStore } from './trust-store.ts';

/** Trusted countries; unusable files. */
export interface TrustDirectory {
  readonly store: TrustStore;
  /** Ignored files; tell the operator. */
  readonly unusable: readonly { readonly file: string; readonly why: string }[];
}

/** Why no country is trusted. `detail` continues a sentence after the directory's name. */
export interface TrustDirectoryTrouble {
  readonly code: 'RDR-251';
  /** Missing, unreadable or without a country: every chip would be refused. */
  readonly kind: 'no-trust-directory' | 'nobody-trusted';
  readonly detail: string;
}

/** The whole world's master list has 1 MB. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/**
 * Reads a directory's certificates, revocation lists and master lists (see `readTrustFile`), without hidden files. A person with write
 * access to it decides which documents this kiosk trusts.
 */
export async function readTrustDirectory(path: string): Promise<Result<TrustDirectory, TrustDirectoryTrouble>> {
  const stores: TrustStore[] = [];
  const unusable: { file: string; why: string }[] = [];
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const files = entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
    for (const file of files.sort()) {
      const bytes = await readFile(join(path, file));
      const store = bytes.length > MAX_FILE_BYTES ? err({ why: 'too long' }) : readTrustFile(Uint8Array.from(bytes));
      if (store.ok) stores.push(store.value);
      else unusable.push({ file, why: store.error.why });
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return err({ code: 'RDR-251', kind: 'no-trust-directory', detail: `can not be read (${String(error.code)})` });
  }
  const store = mergeTrust(stores);
  if (store.countries.length === 0) {
    const files = unusable.map(({ file, why }) => `; ${file} is ${why}`).join('');
    const detail = `holds no certificate of a country, so every chip would be refused${files}`;
    return err({ code: 'RDR-251', kind: 'nobody-trusted', detail });
  }
  return ok({ store, unusable });
}
