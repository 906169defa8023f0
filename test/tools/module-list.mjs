// @ts-check
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fromRoot, root, toRelative } from './root.mjs';

/** @typedef {{ modules: string[], imports: string[], dynamicImports: string[], entry: boolean }} Chunk */

const STATE = 'dist/.build';

/**
 * Vite plugin that writes the bundler's list of modules for each output file. `dist/modules.json` is checked for modules that must not be
 * shipped.
 *
 * @param {string} step
 * @param {string} folder of the output, relative to the root
 * @returns {import('vite').Plugin}
 */
export function moduleList(step, folder) {
  return {
    name: 'module-list',
    generateBundle(_options, bundle) {
      /** @type {Record<string, Chunk>} */
      const chunks = {};
      for (const item of Object.values(bundle)) {
        if (item.type !== 'chunk') continue;
        const within = (/** @type {string} */ file) => `${folder}/${file}`;
        chunks[within(item.fileName)] = {
          modules: Object.entries(item.modules)
            .filter(([, module]) => module.renderedLength > 0)
            .map(([id]) => cleanId(id))
            .sort(),
          imports: item.imports.map((file) => (file in bundle ? within(file) : file)),
          dynamicImports: item.dynamicImports.map((file) => (file in bundle ? within(file) : file)),
          entry: item.isEntry,
        };
      }
      mkdirSync(fromRoot(STATE), { recursive: true });
      writeFileSync(fromRoot(`${STATE}/${step}.modules.json`), JSON.stringify(chunks));
    },
  };
}

/** Joins the lists of all build steps into `dist/modules.json`. */
export function joinModuleLists() {
  /** @type {Record<string, Chunk>} */
  const all = {};
  for (const name of readdirSync(fromRoot(STATE)).filter((file) => file.endsWith('.modules.json'))) {
    Object.assign(all, JSON.parse(readFileSync(fromRoot(`${STATE}/${name}`), 'utf8')));
  }
  writeFileSync(fromRoot('dist/modules.json'), `${JSON.stringify(all, null, 1)}\n`);
}

/** @param {string} id */
function cleanId(id) {
  const path = id.replace(/^\0/, '').replace(/[?#].*$/, '');
  return path.startsWith(root) ? toRelative(path) : path;
}
