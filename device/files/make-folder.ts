import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Throws the system's error where one cannot be made.
 *
 * Not `mkdirSync` with `recursive`: in a folder that refuses a new one with ENOENT, as all of `/proc` does, Node 20 asks for ever (it takes
 * that for a missing parent, makes the parent, and tries again).
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(folder);
  // What is above and no folder is for the system to refuse: Node 20 does when it looks, and Node 24 says that nothing is there.
  if (!statSync(above, { throwIfNoEntry: false })) makeFolder(above, mode);
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    // Somebody else made it in between.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
