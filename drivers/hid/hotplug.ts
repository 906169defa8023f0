import { existsSync, type FSWatcher, watch } from 'node:fs';

/** A folder in which something happens when a device comes, and what its files are called then. */
interface Place {
  readonly folder: string;
  readonly files: RegExp;
}

/**
 * udev writes a file into its own folder when it has dealt with a device, permissions included, so what is opened then
 * can be opened. Without udev the kernel makes the file in `/dev`; that folder is busier, and the rights may come later.
 */
const PLACES: readonly Place[] = [
  { folder: '/run/udev/data', files: /^c\d+:\d+$/ },
  { folder: '/dev', files: /^hidraw\d+$/ },
];

/**
 * Calls back when a device may have been plugged in or out. Only a hint to look: it may come twice, late, or (on a
 * system without these folders, or with no inotify watch left) never. The returned function stops it.
 */
export function onDevicesChanged(listener: () => void, places: readonly Place[] = PLACES): () => void {
  const place = places.find(({ folder }) => existsSync(folder));
  const watcher = place && watchIfPossible(place, listener);
  return () => watcher?.close();
}

function watchIfPossible({ folder, files }: Place, listener: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_kind, file) => {
      if (file !== null && files.test(file)) listener();
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    // No watch left (ENOSPC) or no right to one: the retry ladder finds the device all the same.
    return undefined;
  }
}
