import { join } from 'node:path';
import type { Place } from './scan.ts';

/** The machine whose settings are looked at: the folder in the place of `/`, and what its time is. */
export interface SettingsRoot {
  readonly root: string;
  readonly place: Place;
  readonly now: () => Date;
}

export const settingsRoot = (root = '/'): SettingsRoot => ({
  root,
  place: (path) => join(root, path),
  now: () => new Date(),
});
