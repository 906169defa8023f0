import { chmodSync, closeSync, openSync, statSync } from 'node:fs';

/**
 * Creates the file if it is missing, readable by its owner only. Call it before a database is opened: SQLite gives its other files the same
 * mode. A file of another user stays as it is.
 */
export function restrictToOwner(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  if (statSync(file).uid === process.getuid?.()) chmodSync(file, 0o600);
}
