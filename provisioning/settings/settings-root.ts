import { join } from 'node:path';
import type { SettingsPathMapper } from './scan.ts';

/** `root`: folder in place of `/`. */
export interface SettingsRoot {
  readonly root: string;
  readonly place: SettingsPathMapper;
}

export const settingsRoot = (root = '/'): SettingsRoot => ({
  root,
  place: (path) => join(root, path),
});
