import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { emitter } from '../../drivers/emitter.ts';
import { packageFile } from '../files/package-root.ts';
import type { ClockSync, SyncSource } from './kiosk-clock.ts';

/** File that systemd-timesyncd makes when it first sets the clock after a start [systemd-timesyncd.service(8), FILES]. */
const TIMESYNCD = '/run/systemd/timesync/synchronized';

/**
 * State of systemd-timesyncd. Its folder exists while it runs. Without the folder (chrony, a container) the state is unknown. A clock that
 * was set once stays right enough, even if the file disappears later. The folder or the file may appear or disappear between a check and
 * the watch.
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

  /** Watches the folder, or its parent while the folder is absent. */
  function follow(): void {
    const place = [folder, dirname(folder)].find((path) => existsSync(path));
    if (state === 'synchronised' || place === undefined || place === watched) return;
    stop();
    try {
      watcher = watch(place, { persistent: false }, look);
    } catch {
      return;
    }
    watched = place;
    watcher.on('error', () => {
      stop();
      look();
    });
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

/** Build date of this software: a package keeps the times of its files. The present time is never earlier. */
export const softwareDate = (): Date => statSync(packageFile('package.json')).mtime;
