import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and missing folders above it. Throws the system's error.
 *
 * Not `mkdirSync` with `recursive`: if a folder always refuses with ENOENT, as `/proc` does, Node 20 never returns. Another process may
 * make the folder meanwhile.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(folder);
  // If a file is above the folder, the system refuses: `stat` throws in Node 20 and finds nothing in Node 24.
  if (!statSync(above, { throwIfNoEntry: false })) makeFolder(above, mode);
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
