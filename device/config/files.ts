import { readdirSync, readFileSync } from 'node:fs';

/** Files as a port. Both throw Node's own error (with `code`) when the operating system says no. */
export interface ReadableFiles {
  /** Names, not paths, of what is in a folder. */
  list(dir: string): readonly string[];
  /** The text of a file, UTF-8. */
  read(path: string): string;
}

export const realFiles: ReadableFiles = {
  list: (dir) => readdirSync(dir),
  read: (path) => readFileSync(path, 'utf8'),
};
