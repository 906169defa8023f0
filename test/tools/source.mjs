// @ts-check
import { fromRoot, root } from './root.mjs';

/**
 * Imports a module of the present source, without a build step.
 *
 * @param {string} path relative to the root
 * @returns {Promise<any>}
 */
export async function sourceModule(path) {
  const { runnerImport } = await import('vite');
  return (await runnerImport(fromRoot(path), { configFile: false, root, logLevel: 'silent' })).module;
}
