// @ts-check
import { posix } from 'node:path';
import { importersIn, UNIT_TEST } from './no-unit-test.mjs';

const DATA = /\.(yaml|json)$/;

/**
 * Finds the unit tests of changed data, such as the file of a service. Vitest follows only imports, and no import leads to a data file. A
 * test belongs to a data file if it, or a module that it imports, has the file's or its folder's path in quotes.
 *
 * @param {readonly string[]} changed relative to the root
 * @param {ReadonlyMap<string, string>} sources every file of code, relative to the root, with its text
 * @returns {string[]} sorted
 */
export function testsOfData(changed, sources) {
  const paths = new Set(changed.filter((file) => DATA.test(file)).flatMap(pathsTo));
  if (paths.size === 0) return [];
  const path = `(?:${[...paths].map(literal).join('|')})`;
  // A path in backticks without `${…}` is part of a comment.
  const quoted = new RegExp(`['"]${path}/?['"]|\`${path}/\\$\\{`);
  const importers = importersIn(sources);
  const readers = [...sources].filter(([, text]) => quoted.test(text)).map(([file]) => file);
  const tests = readers
    .flatMap((file) => [file, ...(importers.get(file) ?? [])])
    .filter((file) => UNIT_TEST.test(file));
  return [...new Set(tests)].sort();
}

/**
 * The file and its folders, but no folder of the root such as `device`: too many tests name it.
 *
 * @param {string} file
 * @returns {string[]}
 */
function pathsTo(file) {
  const folder = posix.dirname(file);
  return folder.includes('/') ? [file, ...pathsTo(folder)] : [file];
}

/** @param {string} path */
const literal = (path) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
