import { existsSync, type FSWatcher, watch } from 'node:fs';

interface Place {
  readonly folder: string;
  readonly files: RegExp;
}

const WATCHED_FOLDERS: readonly Place[] = [
  { folder: '/run/udev/data', files: /^c\d+:\d+$/ },
  { folder: '/dev', files: /^hidraw\d+$/ },
];

/**
 * Calls the listener when a device may have come or gone. This is only a hint: a call may come twice or late. On a system without these
 * folders or free inotify watches, no call comes. udev writes its file after setting permissions. Without udev, `/dev` is watched, which is
 * busier, and permissions may come later. Returns a function that ends the calls.
 */
export function onDevicesChanged(listener: () => void, places: readonly Place[] = WATCHED_FOLDERS): () => void {
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
    // ENOSPC (no inotify watch left) or no permission: retries find the device.
    return undefined;
  }
}
