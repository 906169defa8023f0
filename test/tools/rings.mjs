// @ts-check
import { posix } from 'node:path';
import ts from 'typescript';

/**
 * Folders that stand in a ring: each of them needs the others, so that none can be read, moved or tested alone. Imports of types
 * count, tests do not. A folder is its own files; those of a folder inside it are another's. An `index.ts` is what the npm package offers of
 * its folder and of others; nothing of ours imports it, so it closes no ring.
 *
 * @param {readonly { file: string, source: string }[]} files `file` relative to the root
 * @returns {string[]} one line a ring, with an import for each of its steps
 */
export function ringsIn(files) {
  const known = new Set(files.map(({ file }) => file));
  /** @type {Map<string, Map<string, string>>} folder → folder it needs → one import that says so */
  const needs = new Map();
  for (const { file, source } of files) {
    if (posix.basename(file) === 'index.ts') continue;
    const from = posix.dirname(file);
    const to = needs.get(from) ?? new Map();
    needs.set(from, to);
    for (const { fileName } of ts.preProcessFile(source, true, true).importedFiles) {
      const target = posix.join(from, fileName);
      const folder = posix.dirname(target);
      if (known.has(target) && folder !== from && !to.has(folder)) to.set(folder, `${file} needs ${target}`);
    }
  }
  return rings(needs).map((ring) => `${ring.join(', ')}\n${stepsWithin(ring, needs).join('\n')}`);
}

/**
 * The strongly connected components with more than one folder (Tarjan, 1972).
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
