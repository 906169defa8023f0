import { closeSync, constants, mkdirSync, openSync } from 'node:fs';

const FOLDER_ITSELF = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Opens a folder below `root` and hands over a name of the open folder. If `mode` is given, missing folders are made. Writing below that
 * name goes into this very folder, even if a link takes its place meanwhile. Throws the system's error: ELOOP or ENOTDIR for a link, ENOENT
 * for a missing folder.
 */
export function inRealFolder<T>(root: string, folder: string, mode: number | null, use: (at: string) => T): T {
  // The technician's root folder may be a link.
  let handle = openSync(root, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    for (const part of folder.split('/').filter((name) => name !== '')) {
      const below = openOrMake(`${opened(handle)}/${part}`, mode);
      closeSync(handle);
      handle = below;
    }
    return use(opened(handle));
  } finally {
    closeSync(handle);
  }
}

/** The kernel's name of an open folder: no path is walked again [proc(5)]. */
const opened = (handle: number): string => `/proc/self/fd/${handle}`;

function openOrMake(folder: string, mode: number | null): number {
  try {
    return openSync(folder, FOLDER_ITSELF);
  } catch (error) {
    if (mode === null || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(folder, mode);
    return openSync(folder, FOLDER_ITSELF);
  }
}
