import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SettingsPathMapper } from './scan.ts';

const STATUS = '/var/lib/dpkg/status';

export type IsUnchangedPackageFile = (path: string, content: Uint8Array) => boolean;

/** Returns a test whether a settings file still has its package's content. Then an update of the package may change the file. */
export function createPackageFileTest(place: SettingsPathMapper): IsUnchangedPackageFile {
  const sums = sumsIn(place);
  return (path, content) => sums.has(path) && sums.get(path) === hash('md5', content);
}

/** MD5 sums by path [deb822(5); dpkg-query(1), field Conffiles]. */
function sumsIn(place: SettingsPathMapper): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(place(STATUS), 'utf8');
  } catch {
    // The check `dpkg` reports errors of this file.
    return new Map();
  }
  const found = [...text.matchAll(/^ (\/\S+) ([0-9a-f]{32})(?: obsolete)?$/gm)];
  return new Map(found.map(([, path = '', sum = '']) => [path, sum]));
}
