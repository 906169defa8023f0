import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * The file that a name leads to: a symbolic link is followed, also to a file that is not there yet. Folders keep the name that was given.
 * Throws what the system says, such as ELOOP.
 */
export function realFile(file: string): string {
  // Throws for links in a circle, so that the recursion ends.
  statSync(file, { throwIfNoEntry: false });
  if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
  return realFile(resolve(realpathSync(dirname(file)), readlinkSync(file)));
}
