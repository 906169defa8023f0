import { closeSync, constants, lstatSync, mkdirSync, openSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { normalize } from 'node:path/posix';

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

const FOLDER_ITSELF = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Opens a folder of an image, makes what is missing of it, and hands over a name of the open folder: what is written below that name is
 * in this very folder, even if somebody puts a link into its way meanwhile. Throws the system's error, ELOOP or ENOTDIR for such a link.
 */
export function inFolderBelow<T>(root: string, folder: string, mode: number, use: (at: string) => T): T {
  const resolved = placeBelow(root, folder, 'followed').slice(normalize(root).replace(/\/$/, '').length);
  // The root is the technician's word, and may be a link itself.
  let handle = openSync(root, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    for (const part of partsOf(resolved)) {
      const below = openOrMake(`${opened(handle)}/${part}`, mode);
      closeSync(handle);
      handle = below;
    }
    return use(opened(handle));
  } finally {
    closeSync(handle);
  }
}

/** An open folder under the name that the kernel gives it: what lies below is reached without its path [proc(5)]. */
const opened = (handle: number): string => `/proc/self/fd/${handle}`;

function openOrMake(folder: string, mode: number): number {
  try {
    return openSync(folder, FOLDER_ITSELF);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(folder, mode);
    return openSync(folder, FOLDER_ITSELF);
  }
}
