// @ts-check

/** Parts of Node that packages load for features the kiosk does not use, or not before a visit. */
const LAZY =
  /\b(?:const|let|var) (\w+) = require\((['"])(?:node:)?(http2|https|tls|zlib|worker_threads|perf_hooks)\2\)/g;

/**
 * Loads a part of Node when something of it is used, and not when the package that names it is loaded: fastify names http2, ws
 * names https, tls and zlib. All of them together are a thirtieth of a cold start.
 *
 * @returns {import('vite').Plugin}
 */
export function lazyBuiltins() {
  return {
    name: 'lazy-builtins',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/node_modules/') || !/\.c?js$/.test(id)) return null;
      const changed = code.replace(
        LAZY,
        (_, name, _quote, part) => `const ${name} = new Proxy({}, { get: (_, key) => require('node:${part}')[key] })`,
      );
      return changed === code ? null : { code: changed, map: null };
    },
  };
}
