import { chmodSync, existsSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readCredentialFile } from '../../device/config/credentials.ts';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { BACKED_UP_FILES, refuseLinksOfOthers } from '../../device/files/beside-ledger.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { ownVersion } from '../../device/files/own-version.ts';
import { ForeignLinkError, resolveTrustedLink } from '../../device/files/real-file.ts';
import { keyFileOf, LogKeyError, type LogSigner, readLogKey } from '../../device/merkle/signer.ts';
import { logOriginOf } from '../../device/proof/checkpoint.ts';
import { formatVerifierKey } from '../../device/proof/note.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { type CredentialStore, credentialFiles, systemCredentialStore } from '../credentials/credential-store.ts';
import { INSTALLED } from '../machine/installed.ts';
import { answerSchemas } from '../provision/order/order.ts';
import { findMistypedRecipient, measureFile, writeArchive } from './archive.ts';
import {
  backupFilesBesideProfile,
  credentialEntry,
  type KioskFilePaths,
  LEDGER_ENTRY,
  PROFILE_ENTRY,
  profilePathsNotBackedUp,
} from './contents.ts';
import { withPlaintextFolder } from './in-the-plain.ts';
import type { ManifestFile } from './manifest.ts';
import { copyCommittedDatabase } from './settled-copy.ts';
import { copyIfNoForeignLink } from './trusted-copy.ts';

export interface BackupOptions {
  readonly to: string;
  readonly recipient?: readonly string[];
  readonly profile?: string;
  readonly json?: true;
}

export interface BackupPorts {
  readonly credentials: CredentialStore;
  readonly at: (path: string) => string;
}

const systemPlaces = (): BackupPorts => ({ credentials: systemCredentialStore(), at: (path) => path });

/**
 * Writes the data of a kiosk that cannot be made again into one encrypted file: ledger and its neighbours, profile, credentials,
 * certificates. The kiosk may run: SQLite copies each database as of one moment. The key of the log signs the list of files.
 */
export async function backup(options: BackupOptions, io: Io, places = systemPlaces()): Promise<CliOutcome> {
  const file = resolve(options.profile ?? INSTALLED.profile);
  const profile = loadProfileFile(places.at(file));
  if (!profile.ok) return profile;
  const recipients = options.recipient ?? profile.value.backup?.recipients;
  if (!recipients)
    return misused(
      `no key for the backup: give --recipient age1…, or write it into ${file} as backup: { recipients: [age1…] }; an order of the office can do this`,
    );
  const wrong = await findMistypedRecipient(recipients);
  if (wrong !== undefined) return misused(`${wrong} is not a key of age: a letter of it is wrong`);
  try {
    const files = { profile: file, ledger: realLedgerPath(profile.value, resolveTrustedLink) };
    refuseLinksOfOthers(places.at(files.ledger));
    const signer = signerOf(profile.value, files, places);
    if (!signer.ok) return signer;
    const its = { files, profile: profile.value, recipients, signer: signer.value };
    return await withPlaintextFolder(io, (folder) => write(folder, options, its, places, io));
  } catch (error) {
    if (error instanceof ForeignLinkError) return failed(`no backup was made: ${error.message}`);
    if (!(error instanceof Error && 'code' in error)) throw error;
    const words = String(error.code).startsWith('SQLITE_')
      ? `the database says ${error.message}`
      : describeSystemError(error);
    return failed(`no backup was made: ${words}; what was at ${options.to} before is still there`);
  }
}

function signerOf({ kiosk }: Profile, { ledger }: KioskFilePaths, { at }: BackupPorts): Result<LogSigner, CliTrouble> {
  const file = keyFileOf(ledger);
  try {
    const signer = readLogKey(at(file), logOriginOf(kiosk.id));
    return signer
      ? ok(signer)
      : failed(`${file} is missing, and a backup needs it to sign: start the kiosk once, which creates it`);
  } catch (error) {
    if (!(error instanceof LogKeyError)) throw error;
    return failed(error.cause === undefined ? error.message : `${error.message}; run this as root`);
  }
}

interface Kiosk {
  readonly files: KioskFilePaths;
  readonly profile: Profile;
  readonly recipients: readonly string[];
  readonly signer: LogSigner;
}

async function write(
  folder: string,
  options: BackupOptions,
  kiosk: Kiosk,
  places: BackupPorts,
  io: Io,
): Promise<CliOutcome> {
  const { profile, files, recipients, signer } = kiosk;
  const elsewhere = profilePathsNotBackedUp(profile, files, places.at);
  for (const path of elsewhere)
    io.note(
      `not in the backup, but needed on a new board: ${path}. From the folder of the profile a backup takes only office-ca.pem, office-seal.pem, identity.key, identity.pem, trust/ and catalogue/`,
    );
  io.note('copying the ledger');
  const copied = await collect(folder, files, places, io);
  if (!copied.ok) return copied;
  const listed: ManifestFile[] = [];
  for (const name of copied.value) listed.push({ name, ...(await measureFile(join(folder, name))) });
  const { to } = options;
  io.note(`writing ${to}`);
  const made = {
    version: ownVersion,
    kiosk: profile.kiosk.id,
    at: new Date().toISOString(),
    timeZone: timeZoneOf(places),
  };
  const manifest = { ...made, files: listed };
  await writeArchive(folder, { to, recipients, manifest, signer });
  const key = formatVerifierKey(signer.key);
  if (options.json) printJson(io, { file: to, key, ...manifest, elsewhere });
  else {
    io.out(`${to}: ${listed.length} files of ${profile.kiosk.id}, encrypted for ${recipients.join(' or ')}\n`);
    io.out(`signed by ${key}; the office needs this key (logKey of the order) to restore it\n`);
  }
  return done;
}

function timeZoneOf({ at }: BackupPorts): string | null {
  try {
    const zone = readlinkSync(at('/etc/localtime')).replace(/^.*\/zoneinfo\//, '');
    return answerSchemas.timeZone.safeParse(zone).data ?? null;
  } catch {
    return null;
  }
}

async function collect(
  folder: string,
  files: KioskFilePaths,
  { at, credentials }: BackupPorts,
  io: Io,
): Promise<Result<readonly string[], CliTrouble>> {
  const names: string[] = [];
  const place = (name: string) => {
    const path = join(folder, name);
    makeFolder(dirname(path), 0o700);
    names.push(name);
    return path;
  };
  copyIfNoForeignLink(at(files.profile), place(PROFILE_ENTRY));
  for (const credential of credentialFiles(credentials)) {
    const name = credentialEntry(credential);
    if (name === null) {
      io.note(`not in the backup, because neither profile nor order knows this name: the credential ${credential}`);
      continue;
    }
    const text = readCredentialFile(credential, credentials);
    if (!text.ok) return err({ exit: 1, line: `${describeConfigTrouble(text.error)}: run this as root` });
    writeFileSync(place(name), text.value, { mode: 0o600 });
  }
  for (const { path, name } of backupFilesBesideProfile(files, at)) copyIfNoForeignLink(at(path), place(name));
  await copyLedger(at(files.ledger), place);
  for (const name of names) chmodSync(join(folder, name), 0o600);
  return ok(names);
}

/** Neighbours first: a ledger copied after its mark has every record that the mark names. */
async function copyLedger(file: string, place: (name: string) => string): Promise<void> {
  for (const [part, how] of BACKED_UP_FILES) {
    const from = `${file}${part}`;
    if (!existsSync(from)) continue;
    if (how === 'file') copyIfNoForeignLink(from, place(`${LEDGER_ENTRY}${part}`));
    else await copyDatabase(from, place(`${LEDGER_ENTRY}${part}`));
  }
  if (existsSync(file)) await copyDatabase(file, place(LEDGER_ENTRY));
}

async function copyDatabase(from: string, to: string): Promise<void> {
  try {
    await copyAtOnce(from, to);
  } catch (error) {
    const { isHalfWrittenError } = await import('../../device/files/database.ts');
    if (!isHalfWrittenError(error)) throw error;
    await copyCommittedDatabase(from, to);
  }
}

/** One state of the database, also while a kiosk writes [SQLite, Online Backup API]. */
async function copyAtOnce(from: string, to: string): Promise<void> {
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(resolveTrustedLink(from), { readonly: true, fileMustExist: true });
  try {
    // Throws if the database first needs a rollback, which `db.backup` hides.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    await db.backup(to);
  } finally {
    db.close();
  }
}
