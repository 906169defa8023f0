import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeDurably } from '../files/durable-file.ts';

/**
 * Folder of the browser's start page, beside the ledger. The page contains the browser's key: only users who may enter the folder can read
 * the key.
 */
export const startPageFolder = (ledgerFile: string): string => join(dirname(ledgerFile), 'glass');

/** Start page of the kiosk's browser, opened by `file://`. */
export const startPageFile = (ledgerFile: string): string => join(startPageFolder(ledgerFile), 'start.html');

/** Writes the start page. Throws the system's error. */
export function writeStartPage(ledgerFile: string, page: string): void {
  // An existing folder keeps its group: the installation chose the group for the browser's user.
  const made = mkdirSync(startPageFolder(ledgerFile), { recursive: true });
  if (made !== undefined) chmodSync(startPageFolder(ledgerFile), 0o750);
  writeDurably(startPageFile(ledgerFile), page, 0o640);
}
