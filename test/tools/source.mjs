// @ts-check
import { fromRoot, root } from './root.mjs';

/**
 * A module of the source as it is now, without a build.
 *
 * @param {string} path relative to the root
 * @returns {Promise<any>}
 */
export async function sourceModule(path) {
  const { runnerImport } = await import('vite');
  return (await runnerImport(fromRoot(path), { configFile: false, root, logLevel: 'silent' })).module;
}
