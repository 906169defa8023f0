// @ts-check
import { posix } from 'node:path';

/* Finds files without a unit test. A unit test that imports a page through other files only loads the page. */

export const UNIT_TEST = /^(?!test\/(browser|integration|processes|model|matrix|checks)\/).*(?<!\.wires)\.test\.ts$/;
const WIRES_TEST = /\.wires\.test\.ts$/;
const BROWSER_TEST = /^test\/browser\/[^/]+\.test\.ts$/;
const PAGES = /^ui\/|^simulators\/dock\/page\//;
const CODE = /^(device|drivers|simulators|ui|provisioning)\/.*(?<!\.test|\.samples|\.d|\.config|\/index)\.ts$/;
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g;

/** Browser test of each folder of pages. The gallery test draws every citizen's page. */
const BY_FOLDER = [
  { folder: 'ui/technician/', test: 'test/browser/technician.test.ts' },
  { folder: 'ui/verify/', test: 'test/browser/verify.test.ts' },
  { folder: 'simulators/dock/page/demo/', test: 'test/browser/demo.test.ts' },
  { folder: 'simulators/dock/', test: 'test/browser/dock.test.ts' },
  { folder: '', test: 'test/browser/gallery.test.ts' },
];

/**
 * @param {readonly string[]} changed relative to the root
 * @param {ReadonlyMap<string, string>} sources every file of code, relative to the root, with its text
 * @returns {string[]} one line for each changed file without a unit test
 */
export function filesWithoutUnitTest(changed, sources) {
  const importers = importersIn(sources);
  return changed
    .filter((file) => CODE.test(file) && sources.has(file) && !hasUnitTest(file, importers))
    .map((file) =>
      PAGES.test(file)
        ? `${file} has no unit test; its browser test is ${browserTestOf(file, sources)}`
        : `${file} has no unit test; ${otherTestOf(file, importers)}`,
    );
}

/**
 * @param {string} file
 * @param {Map<string, string[]>} importers
 */
function otherTestOf(file, importers) {
  const wires = (importers.get(file) ?? []).find((each) => WIRES_TEST.test(each));
  return wires ? `its test over a real wire is ${wires}` : 'test/README.md names the part that runs it';
}

/**
 * @param {ReadonlyMap<string, string>} sources
 * @returns {Map<string, string[]>} file → the files that import it
 */
export function importersIn(sources) {
  /** @type {Map<string, string[]>} */
  const importers = new Map();
  for (const [file, text] of sources) {
    for (const [, path = ''] of text.matchAll(IMPORT)) {
      const target = posix.join(posix.dirname(file), path);
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
  }
  return importers;
}

/**
 * @param {string} file
 * @param {ReadonlyMap<string, string[]>} importers
 */
function hasUnitTest(file, importers) {
  const reached = new Set([file]);
  const all = PAGES.test(file) ? (importers.get(file) ?? []) : reached;
  if (all === reached) for (const each of reached) for (const next of importers.get(each) ?? []) reached.add(next);
  return [...all].some((each) => UNIT_TEST.test(each));
}

/**
 * The browser test with the file's name, or the test that names the file or its elements most often.
 *
 * @param {string} file
 * @param {ReadonlyMap<string, string>} sources
 */
function browserTestOf(file, sources) {
  const stem = posix.basename(file, '.ts');
  const own = `test/browser/${stem}.test.ts`;
  if (sources.has(own)) return own;
  const elements = [...(sources.get(file) ?? '').matchAll(/'((?:screen|k)-[a-z-]+)'/g)].map(([, name = '']) => name);
  const names = [stem, ...elements].flatMap((name) => [name, camel(name.replace(/^screen-/, ''))]);
  const long = [...new Set(names)].filter((name) => /[-A-Z]/.test(name));
  const mentions = new RegExp(`\\b(${long.join('|')})\\b`, 'g');
  const [most] = [...sources]
    .filter(([test]) => BROWSER_TEST.test(test))
    .map(([test, text]) => ({ test, count: long.length === 0 ? 0 : (text.match(mentions)?.length ?? 0) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  return most?.test ?? BY_FOLDER.find(({ folder }) => file.startsWith(folder))?.test;
}

/** @param {string} name */
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
