// @ts-check
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string} path relative to the root, with `/` */
export const fromRoot = (path) => join(root, path);

/** @param {string} path absolute; gives it relative to the root, with `/` */
export const toRelative = (path) => relative(root, path).split(sep).join('/');

/** @param {number} startedMs of `performance.now()` */
export const seconds = (startedMs) => `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
