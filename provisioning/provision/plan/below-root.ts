import { lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { normalize } from 'node:path/posix';
import { inRealFolder } from '../../../device/files/real-folder.ts';

/** Most links that the kernel follows [path_resolution(7)]. */
const MOST_LINKS = 40;

/**
 * Maps a path of an image to this machine. Links are resolved as in a chroot: an absolute link begins at the root of the image, and `..`
 * never leaves it. `last`: whether the result is the target of a link in place of the file, or the link. Throws ELOOP.
 */
export function resolveInImage(root: string, path: string, last: 'followed' | 'itself'): string {
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

/** Keeps `..`: its folder is known only when the links before it are resolved. */
const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

function linkAt(place: string): string | null {
  return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(place) : null;
}

/**
 * Opens a folder of an image, creates its missing parts, and passes a name of the open folder to `use` (`inRealFolder`). Throws the
 * system's error: ELOOP or ENOTDIR if a link is put into the path meanwhile.
 */
export function withFolderInImage<T>(root: string, folder: string, mode: number, use: (at: string) => T): T {
  const resolved = resolveInImage(root, folder, 'followed').slice(normalize(root).replace(/\/$/, '').length);
  return inRealFolder(root, resolved, mode, use);
}
