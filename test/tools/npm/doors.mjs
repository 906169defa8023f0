// @ts-check
import { dirname } from 'node:path';
import { filesUnder } from '../files.mjs';

/** Where the package lies that others install; `npm pack` makes the tarball of it. */
export const PACKAGE = 'dist/npm';

/**
 * What the npm package offers: each `index.ts` of the drivers and the simulators, under the path of its folder.
 *
 * @returns {readonly string[]} folders relative to the root, sorted
 */
export const doors = () =>
  ['drivers', 'simulators']
    .flatMap(filesUnder)
    .filter((file) => file.endsWith('/index.ts'))
    .map((file) => dirname(file))
    .sort();
