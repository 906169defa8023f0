import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { credentialName } from '../../device/config/credentials.ts';
import { ledgerPlace } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { INSTALLED } from '../machine/installed.ts';

/** The name of the ledger in a backup; its neighbours begin with it. */
export const LEDGER = 'ledger/ledger.db';
export const PROFILE = 'profile.yaml';
export const MANIFEST = 'manifest.json';
export const CREDENTIALS = 'credentials/';

/** Folders whose files belong to a kiosk, by where they are in a backup. */
export type Roots = Readonly<Record<'etc/' | 'state/', string>>;

export const rootsOf = (profile: Profile, profileFile: string): Roots => ({
  'etc/': dirname(resolve(profileFile)),
  'state/': dirname(ledgerPlace(profile)),
});

/** A file that the profile names, where it is and what it is called in a backup. */
export interface Named {
  readonly name: string;
  readonly file: string;
}

/**
 * What the profile names and cannot be made anew: certificates, keys in files, the folder of trust, a catalogue of the centre's own. What is
 * neither beside the profile nor beside the ledger belongs to somebody else, and is told.
 */
export function namedFiles(
  profile: Profile,
  roots: Roots,
): { readonly files: readonly Named[]; readonly elsewhere: readonly string[] } {
  const { ca, seal, identity } = profile.backOffice;
  const trust = profile.devices.reader.chip?.trust;
  const paths = [ca, seal, identity?.key, identity?.certificate, trust, profile.catalogue.dir]
    .filter((path) => path !== undefined && path !== 'simulated' && credentialName(path) === null)
    .map((path) => resolve(packageFile('.'), path!))
    // What the package brings comes with the package.
    .filter((path) => !isWithin(packageFile('.'), path) && existsSync(path));
  const all = [...new Set(paths)].flatMap(filesBelow);
  const named = all.map((file) => ({ file, name: nameIn(roots, file) }));
  return {
    files: named.filter((each): each is Named => each.name !== null),
    elsewhere: named.filter(({ name }) => name === null).map(({ file }) => file),
  };
}

function filesBelow(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const isWithin = (folder: string, path: string): boolean => {
  const its = relative(folder, path);
  return its !== '' && !its.startsWith('..') && !its.startsWith('/');
};

function nameIn(roots: Roots, file: string): string | null {
  const [root, folder] = Object.entries(roots).find(([, its]) => isWithin(its, file)) ?? [];
  return root === undefined || folder === undefined ? null : `${root}${relative(folder, file)}`;
}

/**
 * Made by `provision` on the machine itself, and in no backup. Whoever knows a recipient can write a file that its key opens: by such a file
 * nobody is to become whose orders are believed, or where the firewall leads.
 */
const OF_PROVISIONING: readonly string[] = [
  INSTALLED.orderKey,
  INSTALLED.orderTaken,
  INSTALLED.firewall,
  INSTALLED.allowedNames,
].map((path) => `etc/${basename(path)}`);

/** Where a file of a backup belongs; `null`: it is not one that a backup has. */
export function placeOf(name: string, profile: Profile, profileFile: string): string | null {
  if (OF_PROVISIONING.includes(name)) return null;
  if (name === PROFILE) return resolve(profileFile);
  if (name.startsWith(LEDGER)) return `${ledgerPlace(profile)}${name.slice(LEDGER.length)}`;
  const roots = rootsOf(profile, profileFile);
  const root = Object.keys(roots).find((each) => name.startsWith(each)) as keyof Roots | undefined;
  if (root === undefined) return null;
  const path = resolve(roots[root], name.slice(root.length));
  return isWithin(roots[root], path) ? path : null;
}
