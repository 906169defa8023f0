import { join } from 'node:path';
import type { SettingsPath } from './scan.ts';

/** `root`: folder in place of `/`. */
export interface SettingsRoot {
  readonly root: string;
  readonly place: SettingsPath;
}

export const settingsRoot = (root = '/'): SettingsRoot => ({
  root,
  place: (path) => join(root, path),
});
