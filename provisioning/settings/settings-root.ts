import { join } from 'node:path';
import type { Place } from './scan.ts';

/** Folder in place of `/`. */
export interface SettingsRoot {
  readonly root: string;
  readonly place: Place;
}

export const settingsRoot = (root = '/'): SettingsRoot => ({
  root,
  place: (path) => join(root, path),
});
