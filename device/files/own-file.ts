import { chmodSync, closeSync, openSync, statSync } from 'node:fs';

/**
 * Makes it where it is missing, and lets nobody else read it: for a database before it is opened, because SQLite makes the files beside it as
 * this one is. Whose it is not leaves it as it is.
 */
export function keepToItsOwner(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  if (statSync(file).uid === process.getuid?.()) chmodSync(file, 0o600);
}
