// @ts-check
import { watch } from 'node:fs';

/** Milliseconds without a change before the report. An editor writes in several steps, and often another file first. */
const SETTLED_MS = 150;

/**
 * Reports changed `.yaml` files in these folders (not below them), once for each burst of changes.
 *
 * @param {readonly string[]} folders
 * @param {(name: string) => void} onChange with the name of the last one
 * @returns {() => void} stops
 */
export function watchYaml(folders, onChange) {
  /** @type {NodeJS.Timeout | undefined} */
  let settled;
  const watchers = folders.map((folder) =>
    watch(folder, { persistent: false }, (_, name) => {
      if (!name?.endsWith('.yaml')) return;
      clearTimeout(settled);
      settled = setTimeout(() => onChange(name), SETTLED_MS);
    }),
  );
  return () => {
    clearTimeout(settled);
    for (const watcher of watchers) watcher.close();
  };
}
