import { readFileSync } from 'node:fs';
import type { Place } from './scan.ts';

const STATUS = '/var/lib/dpkg/status';

/**
 * The MD5 sum of each file of settings that a package has brought [deb822(5), dpkg-query(1), field Conffiles]. dpkg changes such a file at an
 * update only if nobody had changed it before.
 */
export function conffileSums(place: Place): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(place(STATUS), 'utf8');
  } catch {
    // The check `dpkg` names what is wrong with the list.
    return new Map();
  }
  const found = [...text.matchAll(/^ (\/\S+) ([0-9a-f]{32})(?: obsolete)?$/gm)];
  return new Map(found.map(([, path = '', sum = '']) => [path, sum]));
}
