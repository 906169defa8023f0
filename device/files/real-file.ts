import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * The file that a name leads to: a symbolic link is followed, also to a file that is not there yet. Folders keep the name that was given.
 * Throws what the system says, such as ELOOP.
 */
export function realFile(file: string): string {
  // Throws if links form a loop, so that the recursion ends.
  statSync(file, { throwIfNoEntry: false });
  if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
  return realFile(resolve(realpathSync(dirname(file)), readlinkSync(file)));
}

/** Another user made a symbolic link on the path to a file, and so chose where the file is. */
export class ForeignLinkError extends Error {
  readonly code = 'ELOOP';
  constructor(link: string, uid: number) {
    super(
      `${link} is a symbolic link of the user ${uid}, and only a link of root is followed: look at it and delete it`,
    );
  }
}

/**
 * Does what `realFile` does, and throws `ForeignLinkError` for a link of another user, also for a link among the folders. Root reads and writes
 * files in folders of the kiosk's user, and that user must not choose the place.
 */
export function trustedFile(file: string): string {
  // Throws if links form a loop, so that the recursion ends.
  statSync(file, { throwIfNoEntry: false });
  const above = dirname(file);
  if (above === file) return file;
  trustedFile(above);
  const link = lstatSync(file, { throwIfNoEntry: false });
  if (!link?.isSymbolicLink()) return file;
  if (link.uid !== 0 && link.uid !== process.getuid?.()) throw new ForeignLinkError(file, link.uid);
  return trustedFile(resolve(realpathSync(above), readlinkSync(file)));
}
