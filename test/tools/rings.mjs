// @ts-check
import { posix } from 'node:path';
import ts from 'typescript';

/**
 * Finds folders that import each other in a ring, at every depth. A nested folder counts once by itself and once as part of its outer
 * folder. A type import between folders counts, because a folder must be readable without the folders above it. A type import between files
 * of one folder does not count, nor do tests. An `index.ts` closes no ring: it is an entry point of the npm package, and none of our files
 * imports it.
 *
 * @param {readonly { file: string, source: string }[]} files `file` relative to the root
 * @returns {string[]} one line for each ring, with an import for each of its steps
 */
export function ringsIn(files) {
  const known = new Set(files.map(({ file }) => file));
  const imports = files
    .filter(({ file }) => posix.basename(file) !== 'index.ts')
    .flatMap(({ file, source }) =>
      ts
        .preProcessFile(source, true, true)
        .importedFiles.map(({ fileName }) => ({ file, target: posix.join(posix.dirname(file), fileName) })),
    )
    .filter(({ target }) => known.has(target));
  const deepest = Math.max(0, ...files.map(({ file }) => file.split('/').length - 1));
  const found = Array.from({ length: deepest }, (_, above) => ringsAt(deepest - above, imports)).flat();
  return [...new Set(found)];
}

/**
 * @param {number} depth at 1 `device/words` is part of `device`
 * @param {readonly { file: string, target: string }[]} imports
 */
function ringsAt(depth, imports) {
  /** @param {string} file */
  const folderOf = (file) => posix.dirname(file).split('/').slice(0, depth).join('/');
  /** @type {Map<string, Map<string, string>>} folder → folder it needs → one import that says so */
  const needs = new Map();
  for (const { file, target } of imports) {
    const from = folderOf(file);
    const to = needs.get(from) ?? new Map();
    needs.set(from, to);
    const folder = folderOf(target);
    if (folder !== from && !to.has(folder)) to.set(folder, `${file} needs ${target}`);
  }
  return rings(needs).map((ring) => `${ring.join(', ')}\n${stepsWithin(ring, needs).join('\n')}`);
}

/**
 * Strongly connected components with more than one folder (Tarjan, 1972).
 *
 * @param {Map<string, Map<string, string>>} needs
 * @returns {string[][]}
 */
function rings(needs) {
  /** @type {Map<string, { index: number, low: number }>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const found = [];

  /** @param {string} folder */
  const visit = (folder) => {
    const own = { index: seen.size, low: seen.size };
    seen.set(folder, own);
    stack.push(folder);
    for (const next of needs.get(folder)?.keys() ?? []) {
      const other = seen.get(next);
      if (!other) own.low = Math.min(own.low, visit(next).low);
      else if (stack.includes(next)) own.low = Math.min(own.low, other.index);
    }
    if (own.low === own.index) {
      const ring = stack.splice(stack.indexOf(folder));
      if (ring.length > 1) found.push(ring.sort());
    }
    return own;
  };

  for (const folder of needs.keys()) if (!seen.has(folder)) visit(folder);
  return found;
}

/**
 * @param {readonly string[]} ring
 * @param {Map<string, Map<string, string>>} needs
 */
const stepsWithin = (ring, needs) =>
  ring.flatMap((folder) =>
    [...(needs.get(folder) ?? [])].filter(([to]) => ring.includes(to)).map(([, line]) => `  ${line}`),
  );
