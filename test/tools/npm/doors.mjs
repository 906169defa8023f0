// @ts-check
import { dirname } from 'node:path';
import { filesUnder } from '../files.mjs';

/** Folder from which `npm pack` makes the tarball. */
export const PACKAGE = 'dist/npm';

/**
 * Entry points of the npm package: each `index.ts` of the drivers and the simulators, under the path of its folder.
 *
 * @returns {readonly string[]} folders relative to the root, sorted
 */
export const entryPoints = () =>
  ['drivers', 'simulators']
    .flatMap(filesUnder)
    .filter((file) => file.endsWith('/index.ts'))
    .map((file) => dirname(file))
    .sort();
