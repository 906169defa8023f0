// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fromRoot } from './root.mjs';

const NEVER = new Set(['node_modules', 'dist', 'var', '.git', 'shots']);

/**
 * Lists every file under a path, sorted, relative to the root. Empty if the path does not exist.
 *
 * @param {string} path relative to the root
 * @returns {string[]}
 */
export function filesUnder(path) {
  if (!existsSync(fromRoot(path))) return [];
  if (statSync(fromRoot(path)).isFile()) return [path];
  return readdirSync(fromRoot(path), { withFileTypes: true })
    .filter((entry) => !NEVER.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : entry.isFile() ? [`${path}/${entry.name}`] : [],
    );
}

/**
 * One hash of names and contents. Times do not count: a fresh checkout has new times.
 *
 * @param {readonly string[]} paths files or folders, relative to the root
 * @param {string} salt anything else that the outcome depends on
 */
export function hashOf(paths, salt) {
  const hash = createHash('sha256').update(salt);
  for (const file of paths.flatMap(filesUnder)) {
    if (file.endsWith('.test.ts')) continue;
    hash.update(`\0${file}\0`).update(readFileSync(fromRoot(file)));
  }
  return hash.digest('hex');
}
