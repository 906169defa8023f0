import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { credentialFileName, credentialName } from '../../device/config/credentials.ts';
import type { Profile } from '../../device/config/profile.ts';
import { BACKED_UP_FILES } from '../../device/files/beside-ledger.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { CREDENTIALS as CREDENTIAL_NAMES, INSTALLED } from '../machine/installed.ts';

/* The machine decides the folders; the backup names only files in `trust`, `catalogue` and `acceptance`. */

export const LEDGER_ENTRY = 'ledger/ledger.db';
export const PROFILE_ENTRY = 'profile.yaml';
export const ORDER_KEY_ENTRY = `etc/${basename(INSTALLED.orderKey)}`;
export const ORDER_TAKEN_ENTRY = `etc/${basename(INSTALLED.orderTaken)}`;
export const BOOT_PASSWORD_ENTRY = `etc/${basename(INSTALLED.bootPassword)}`;
export const IDENTITY_KEY_ENTRY = 'etc/identity.key';
const CREDENTIALS = 'credentials/';

export interface KioskFilePaths {
  readonly profile: string;
  readonly ledger: string;
}

const BESIDE_PROFILE: readonly string[] = [
  ...[INSTALLED.orderKey, INSTALLED.orderTaken, INSTALLED.officeCa, INSTALLED.officeSeal, INSTALLED.bootPassword].map(
    (path) => basename(path),
  ),
  'identity.key',
  'identity.pem',
];

/** Beside the profile: certificates of countries, and the centre's own catalogue. */
const FOLDERS = /^etc\/(trust|catalogue)(\/[^/.\p{Cc}][^/\p{Cc}]*){1,3}$/u;

const REPORT = /^acceptance\/\d{4,9}\.json$/;

/** The kiosk's credentials. The same folder has others, which systemd's own units read. */
const CREDENTIAL_FILES: readonly string[] = Object.values(CREDENTIAL_NAMES).map(credentialFileName);

export const credentialEntry = (file: string): string | null =>
  CREDENTIAL_FILES.includes(file) ? `${CREDENTIALS}${file}` : null;

export type RestoreTarget =
  | { readonly is: 'credential'; readonly file: string }
  | { readonly is: 'file'; readonly of: 'profile' | 'config' | 'ledger' | 'report'; readonly path: string };

/** Path on the machine for a file of a backup; `null`: a backup has no such file. */
export function restoreTargetOf(name: string, { profile, ledger }: KioskFilePaths): RestoreTarget | null {
  if (name === PROFILE_ENTRY) return { is: 'file', of: 'profile', path: profile };
  if (['', ...BACKED_UP_FILES.map(([part]) => part)].some((part) => name === `${LEDGER_ENTRY}${part}`))
    return { is: 'file', of: 'ledger', path: `${ledger}${name.slice(LEDGER_ENTRY.length)}` };
  if (REPORT.test(name)) return { is: 'file', of: 'report', path: join(dirname(ledger), name) };
  const credential = name.slice(CREDENTIALS.length);
  if (credentialEntry(credential) === name) return { is: 'credential', file: credential };
  const beside = name.slice('etc/'.length);
  if (FOLDERS.test(name) || (name.startsWith('etc/') && BESIDE_PROFILE.includes(beside)))
    return { is: 'file', of: 'config', path: join(dirname(profile), beside) };
  return null;
}

interface NamedFile {
  readonly name: string;
  readonly path: string;
}

/** Files beside profile and ledger that belong into a backup. `at` maps a path of the machine. */
export function backupFilesBesideProfile(files: KioskFilePaths, at: (path: string) => string): readonly NamedFile[] {
  const config = dirname(files.profile);
  const found = [
    ...BESIDE_PROFILE.map((name) => join(config, name)).filter((path) => existsSync(at(path))),
    ...['trust', 'catalogue'].flatMap((folder) => filesBelow(join(config, folder), at)),
  ].map((path) => ({ name: `etc/${relative(config, path)}`, path }));
  const state = dirname(files.ledger);
  const reports = filesBelow(join(state, 'acceptance'), at).map((path) => ({ name: relative(state, path), path }));
  return [...found, ...reports].filter(({ name }) => restoreTargetOf(name, files) !== null);
}

/** Files and folders that the profile names and the package lacks: certificates, keys, the centre's own catalogue. */
export function profilePathsOutsidePackage({ backOffice, devices, catalogue }: Profile): readonly string[] {
  const { ca, seal, identity } = backOffice;
  const paths = [ca, seal, identity?.key, identity?.certificate, devices.reader.chip?.trust, catalogue.dir];
  return paths
    .filter((path) => path !== undefined && path !== 'simulated' && credentialName(path) === null)
    .map((path) => resolve(packageFile('.'), path!))
    .filter((path) => !isWithin(packageFile('.'), path));
}

/** Files that the profile names and a backup has no place for. */
export const profilePathsNotBackedUp = (
  profile: Profile,
  files: KioskFilePaths,
  at: (path: string) => string,
): readonly string[] => {
  const kept = backupFilesBesideProfile(files, at).map(({ path }) => path);
  return [...new Set(profilePathsOutsidePackage(profile).flatMap((path) => filesBelow(path, at)))].filter(
    (path) => !kept.includes(path),
  );
};

function filesBelow(path: string, at: (path: string) => string): readonly string[] {
  const its = statSync(at(path), { throwIfNoEntry: false });
  if (!its) return [];
  if (!its.isDirectory()) return [path];
  return readdirSync(at(path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(path, relative(at(path), join(entry.parentPath, entry.name))))
    .sort();
}

const isWithin = (folder: string, path: string): boolean => {
  const its = relative(folder, path);
  return its !== '' && !its.startsWith('..') && !its.startsWith('/');
};
