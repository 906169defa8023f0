import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { emitter } from '../../drivers/emitter.ts';
import { packageFile } from '../files/package-root.ts';
import type { ClockSync, SyncSource } from './kiosk-clock.ts';

/** systemd-timesyncd makes this file when it has set the clock for the first time since the start [systemd-timesyncd.service(8), FILES]. */
const TIMESYNCD = '/run/systemd/timesync/synchronized';

/**
 * What systemd-timesyncd knows. Its folder is there while it runs; without it (chrony, a container) nothing is known. A clock that was
 * set once stays right enough, even if the file is lost later.
 */
export function watchTimesyncd(file = TIMESYNCD): SyncSource {
  const changed = emitter<void>();
  const folder = dirname(file);
  let watcher: FSWatcher | null = null;
  let watched = '';
  let state: ClockSync = 'unknown';

  function look(): void {
    follow();
    const now = existsSync(file) ? 'synchronised' : existsSync(folder) ? 'unsynchronised' : 'unknown';
    if (state === 'synchronised' || now === state) return;
    state = now;
    if (now === 'synchronised') stop();
    changed.emit();
  }

  /** The folder itself, or while there is none the one it will be made in. */
  function follow(): void {
    const place = [folder, dirname(folder)].find((path) => existsSync(path));
    if (state === 'synchronised' || place === undefined || place === watched) return;
    stop();
    try {
      watcher = watch(place, { persistent: false }, look);
    } catch {
      // Gone again since it was looked for: as if it had never been there.
      return;
    }
    watched = place;
    watcher.on('error', () => {
      stop();
      look();
    });
    // It may have been made between the look and the watch.
    if (existsSync(file) || (place !== folder && existsSync(folder))) look();
  }

  function stop(): void {
    watcher?.close();
    watcher = null;
    watched = '';
  }

  look();
  return {
    state: () => state,
    onChange: changed.on,
    close() {
      stop();
      changed.clear();
    },
  };
}

/** When this software was made: a package keeps the times of its files. It cannot run before that. */
export const softwareDate = (): Date => statSync(packageFile('package.json')).mtime;
