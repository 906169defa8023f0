import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Target of a name: follows a symbolic link, even to a missing file. Folders keep their given names. Throws the system's error, such as
 * ELOOP.
 */
export function resolveLink(file: string): string {
  // Throws in a loop of links, which ends the recursion.
  statSync(file, { throwIfNoEntry: false });
  if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
  return resolveLink(resolve(realpathSync(dirname(file)), readlinkSync(file)));
}

/** Another user's symbolic link leads to the file. */
export class ForeignLinkError extends Error {
  readonly code = 'ELOOP';
  constructor(link: string, uid: number) {
    super(
      `${link} is a symbolic link of the user ${uid}, and only a link of root is followed: look at it and delete it`,
    );
  }
}

/**
 * Like `resolveLink`, but throws `ForeignLinkError` for a link of another user, also among the folders. Root uses files in folders of the
 * kiosk's user, and that user must not choose the place.
 */
export function resolveTrustedLink(file: string): string {
  statSync(file, { throwIfNoEntry: false });
  const above = dirname(file);
  if (above === file) return file;
  resolveTrustedLink(above);
  const link = lstatSync(file, { throwIfNoEntry: false });
  if (!link?.isSymbolicLink()) return file;
  if (link.uid !== 0 && link.uid !== process.getuid?.()) throw new ForeignLinkError(file, link.uid);
  return resolveTrustedLink(resolve(realpathSync(above), readlinkSync(file)));
}
