import { chmodSync, copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCredentialFile } from '../../device/config/credentials.ts';
import { ledgerPlace } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { BACKED_UP } from '../../device/files/beside-ledger.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { version } from '../../package.json';
import { systemWords } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { type CredentialStore, credentialFiles, systemStore } from '../credentials/credential-store.ts';
import { INSTALLED } from '../machine/installed.ts';
import { type ManifestFile, measure, mistyped, writeArchive } from './archive.ts';
import { CREDENTIALS, LEDGER, namedFiles, PROFILE, rootsOf } from './contents.ts';
import { inThePlain } from './in-the-plain.ts';

export interface BackupOptions {
  readonly to: string;
  /** In place of those of the profile. */
  readonly recipient?: readonly string[];
  readonly profile?: string;
  readonly json?: true;
}

/**
 * All of a kiosk that cannot be made anew, in one file that nobody here can open: ledger and its neighbours, profile, credentials, certificates. The
 * kiosk may run: its databases are copied by SQLite as of one moment.
 */
export async function backup(options: BackupOptions, io: Io, store = systemStore()): Promise<CliOutcome> {
  const file = options.profile ?? INSTALLED.profile;
  const profile = loadProfileFile(file);
  if (!profile.ok) return profile;
  const recipients = options.recipient ?? profile.value.backup?.recipients;
  if (!recipients)
    return misused(
      `whose key is to open it? Give --recipient age1…, or have it in ${file} as backup: { recipients: [age1…] }, which the order of the office can name`,
    );
  const wrong = await mistyped(recipients);
  if (wrong !== undefined) return misused(`${wrong} is no key of age: a letter of it is wrong`);
  try {
    return await inThePlain('asan-kiosk-backup-', io, (folder) =>
      write(folder, options, { file, profile: profile.value, recipients, store }, io),
    );
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const words = String(error.code).startsWith('SQLITE_') ? `the database says ${error.message}` : systemWords(error);
    return failed(`no backup was made: ${words}; what was at ${options.to} before is still there`);
  }
}

interface Of {
  /** That of the profile. */
  readonly file: string;
  readonly profile: Profile;
  readonly recipients: readonly string[];
  readonly store: CredentialStore;
}

async function write(
  folder: string,
  options: BackupOptions,
  { file, profile, recipients, store }: Of,
  io: Io,
): Promise<CliOutcome> {
  const { files, elsewhere } = namedFiles(profile, rootsOf(profile, file));
  for (const path of elsewhere)
    io.note(`not in the backup, because it is neither beside the profile nor beside the ledger: ${path}`);
  io.note('copying the ledger');
  const copied = await collect(profile, file, files, { folder, store });
  if (!copied.ok) return copied;
  const listed: ManifestFile[] = [];
  for (const name of copied.value) listed.push({ name, ...(await measure(join(folder, name))) });
  const { to } = options;
  io.note(`writing ${to}`);
  const manifest = { version, kiosk: profile.kiosk.id, at: new Date().toISOString(), files: listed };
  await writeArchive(folder, { to, recipients, manifest });
  if (options.json) printJson(io, { file: to, ...manifest, elsewhere });
  else
    io.out(`${to}: ${listed.length} files of ${profile.kiosk.id}, for the key of ${recipients.join(' or ')} alone\n`);
  return done;
}

interface Into {
  readonly folder: string;
  readonly store: CredentialStore;
}

/** Names of what was copied. */
async function collect(
  profile: Profile,
  profileFile: string,
  named: ReturnType<typeof namedFiles>['files'],
  { folder, store }: Into,
): Promise<Result<readonly string[], CliTrouble>> {
  const names: string[] = [];
  const place = (name: string) => {
    const path = join(folder, name);
    makeFolder(dirname(path), 0o700);
    names.push(name);
    return path;
  };
  copyFileSync(profileFile, place(PROFILE));
  for (const credential of credentialFiles(store)) {
    const text = readCredentialFile(credential, store);
    if (!text.ok) return err({ exit: 1, line: `${describeConfigTrouble(text.error)}: run this as root` });
    writeFileSync(place(`${CREDENTIALS}${credential}`), text.value, { mode: 0o600 });
  }
  for (const { file, name } of named) copyFileSync(file, place(name));
  await copyLedger(ledgerPlace(profile), place);
  for (const name of names) chmodSync(join(folder, name), 0o600);
  return ok(names);
}

/** Its neighbours first: what the mark knows is in a ledger that is copied after it. None yet is no reason to fail. */
async function copyLedger(file: string, place: (name: string) => string): Promise<void> {
  for (const [part, how] of BACKED_UP) {
    const from = `${file}${part}`;
    if (!existsSync(from)) continue;
    if (how === 'file') copyFileSync(from, place(`${LEDGER}${part}`));
    else await copyDatabase(from, place(`${LEDGER}${part}`));
  }
  if (existsSync(file)) await copyDatabase(file, place(LEDGER));
}

/** As of one moment, also beside a writer [SQLite, Online Backup API]. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(from, { readonly: true, fileMustExist: true });
  try {
    await db.backup(to);
  } finally {
    db.close();
  }
}
