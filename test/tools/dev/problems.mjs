// @ts-check
import { readFileSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { fromRoot, root } from '../root.mjs';

/**
 * @typedef {object} Problem
 * @property {string} file empty if unknown
 * @property {number | null} line from 1
 * @property {string} expected
 * @property {string} found
 */

/** @typedef {'types' | 'device build' | 'catalogue' | 'profile' | 'device'} Source who found it */

const EVENT = 'dev:problems';
const ASKS = 'dev:problems?';
const SCRIPT = '/@dev/problems.js';

/** @param {string} file */
export const pathFromRoot = (file) => (isAbsolute(file) ? relative(root, file).split(sep).join('/') : file);

/** @param {Problem & { source: Source }} problem */
const lineOf = ({ source, file, line, expected, found }) =>
  `${source}: ${file}${line === null ? '' : `:${line}`}: expected ${expected}, found ${found}`;

/** Keeps the present faults by source, and shows them on every open page of the development server. */
export function createProblems() {
  /** @type {Map<Source, readonly Problem[]>} */
  const known = new Map();
  /** @type {import('vite').ViteDevServer | undefined} */
  let server;

  const all = () => [...known].flatMap(([source, problems]) => problems.map((problem) => ({ source, ...problem })));

  return {
    lines: () => all().map(lineOf),
    /**
     * @param {Source} source
     * @param {readonly Problem[]} problems
     */
    set(source, problems) {
      const before = JSON.stringify(all());
      known.set(source, problems);
      if (JSON.stringify(all()) === before) return;
      for (const problem of problems) console.log(lineOf({ source, ...problem }));
      server?.ws.send(EVENT, all());
    },
    /** @returns {import('vite').Plugin} */
    plugin: () => ({
      name: 'problems-on-the-page',
      configureServer(made) {
        server = made;
        made.ws.on(ASKS, (_, client) => client.send(EVENT, all()));
      },
      resolveId: (id) => (id === SCRIPT ? id : undefined),
      load: (id) =>
        id === SCRIPT
          ? readFileSync(fromRoot('test/tools/dev/problems-page.js'), 'utf8').replace(
              'ROOT',
              JSON.stringify(`${root}/`),
            )
          : undefined,
      transformIndexHtml: () => [{ tag: 'script', attrs: { type: 'module', src: SCRIPT }, injectTo: 'head-prepend' }],
    }),
  };
}

/** @typedef {ReturnType<typeof createProblems>} Problems */
