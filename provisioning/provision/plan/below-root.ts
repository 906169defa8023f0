import { lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { normalize } from 'node:path/posix';
import { inRealFolder } from '../../../device/files/real-folder.ts';

/** As many as the kernel follows [path_resolution(7)]. */
const MOST_LINKS = 40;

/**
 * Where a path of an image is on this machine. Links are resolved as in a chroot: an absolute one begins at the root of the image, and
 * `..` never leaves it. `last`: whether a link in the place of the file itself is followed, or is what is meant. Throws ELOOP.
 */
export function placeBelow(root: string, path: string, last: 'followed' | 'itself'): string {
  const ahead = partsOf(path);
  const behind: string[] = [];
  for (let links = 0; ; ) {
    const part = ahead.shift();
    if (part === undefined) return join(root, ...behind);
    if (part === '..') {
      behind.pop();
      continue;
    }
    const to = ahead.length === 0 && last === 'itself' ? null : linkAt(join(root, ...behind, part));
    if (to === null) {
      behind.push(part);
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) throw Object.assign(new Error(`ELOOP: ${path}`), { code: 'ELOOP' });
    if (to.startsWith('/')) behind.length = 0;
    ahead.unshift(...partsOf(to));
  }
}

/** `..` of a link stays: what it leads out of is only known on the way. */
const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

function linkAt(place: string): string | null {
  return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(place) : null;
}

/**
 * Opens a folder of an image, makes what is missing of it, and hands over a name of the open folder (`inRealFolder`). Throws the system's error,
 * ELOOP or ENOTDIR for a link that is put into its way meanwhile.
 */
export function inFolderBelow<T>(root: string, folder: string, mode: number, use: (at: string) => T): T {
  const resolved = placeBelow(root, folder, 'followed').slice(normalize(root).replace(/\/$/, '').length);
  return inRealFolder(root, resolved, mode, use);
}
