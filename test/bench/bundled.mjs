// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { fromRoot, root } from '../tools/root.mjs';

/**
 * Bundles our TypeScript with its packages as JavaScript for this Node, except native parts.
 *
 * @param {Readonly<Record<string, string>>} entries files from the root, by name
 * @returns {Promise<any[]>} the modules, in the order of the entries
 */
export async function loadBundled(entries) {
  const folder = mkdtempSync(fromRoot('dist/bench-'));
  const input = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, fromRoot(file)]));
  try {
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      ssr: { noExternal: true, external: ['better-sqlite3'] },
      build: {
        ssr: true,
        target: 'node20',
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: {
          input,
          output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
        },
      },
    });
    return await Promise.all(
      Object.keys(entries).map((name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
