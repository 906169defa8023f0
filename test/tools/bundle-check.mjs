// @ts-check
/**
 * `node test/tools/bundle-check.mjs` checks dist/modules.json, the bundler's list of modules: what is shipped, what is in a page, and the
 * first screen's size.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { fromRoot } from './root.mjs';
import { run } from './run.mjs';
import { sourceModule } from './source.mjs';

/** @typedef {Record<string, import('./module-list.mjs').Chunk>} Chunks */

const SHARED = String.raw`device/words/|drivers/money\.ts$`;
/** @param {string} shared */
const noPage = (shared) => `^(?!${shared})(simulators|device|drivers|provisioning)/`;
const NO_PAGE = noPage(SHARED);
/** Pages for technicians also have the names of the devices. */
const NO_TECHNICIAN_PAGE = noPage(String.raw`${SHARED}|drivers/device-kinds\.ts$`);

const MAINTENANCE = 'dist/ui/assets/maintaining-';

const BANS = [
  { folder: 'dist/device/', module: /^simulators\// },
  { folder: 'dist/ui/', except: MAINTENANCE, module: new RegExp(`${NO_PAGE}|^ui/technician/`) },
  { folder: MAINTENANCE, module: new RegExp(`${NO_TECHNICIAN_PAGE}|^ui/technician/`) },
  { folder: 'dist/technician/', module: new RegExp(`${NO_TECHNICIAN_PAGE}|^ui/citizen/`) },
  { folder: 'dist/acceptance/', module: new RegExp(`${NO_PAGE}|^ui/citizen/`) },
];

/** Limit of all JavaScript that loads before the first screen, after Brotli. */
const FIRST_SCREEN_LIMIT_BYTES = 70_000;

/**
 * @param {Chunks} chunks
 * @returns {string[]} one line for each module in a forbidden place
 */
export function strayModules(chunks) {
  return Object.entries(chunks).flatMap(([file, { modules }]) =>
    BANS.filter(({ folder, except }) => file.startsWith(folder) && !(except && file.startsWith(except))).flatMap(
      ({ module }) => modules.filter((id) => module.test(id)).map((id) => `${file} contains ${id}`),
    ),
  );
}

/** The page imports these texts on demand, but the first screen waits for them. */
const FIRST_WORDS = 'ui/words/az.ts';

/**
 * The files that the first screen waits for: the entries of a folder, the first texts, and their static imports.
 *
 * @param {Chunks} chunks
 * @param {string} folder
 */
export function firstScreenFiles(chunks, folder) {
  const waiting = Object.entries(chunks)
    .filter(([file, { entry, modules }]) => file.startsWith(folder) && (entry || modules.includes(FIRST_WORDS)))
    .map(([file]) => file);
  /** @type {Set<string>} */
  const found = new Set();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    waiting.push(...(chunks[file]?.imports ?? []).filter((name) => name in chunks));
  }
  return [...found];
}

/**
 * JavaScript files of the folder that dist/modules.json does not list.
 *
 * @param {string} folder
 * @returns {string[]}
 */
const unaccounted = (folder, /** @type {Chunks} */ chunks) =>
  existsSync(fromRoot(folder))
    ? readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.c?js$/.test(file) && !(`${folder}${file}` in chunks))
        .map((file) => `${folder}${file} is in no list of modules`)
    : [];

/**
 * V8 silently refuses a code cache made with other flags: a cold start then takes a third longer. Flags hold for a whole process, so
 * another process checks.
 *
 * @returns {Promise<string[]>}
 */
async function refusedCaches() {
  const { HEAP_FLAGS } = await sourceModule('provisioning/launch/heap-flags.ts');
  const looking = [process.execPath, fromRoot('test/tools/refused-caches.mjs'), fromRoot('dist/device/'), HEAP_FLAGS];
  const { code, output } = await run(looking);
  if (code !== 0) return [output];
  const caches = JSON.parse(output);
  return caches.map((/** @type {string} */ cache) => `dist/device/${cache} is refused by this Node`);
}

const READS_CATALOGUE = 'device/catalogue/kept.ts';
export const STORED_CATALOGUE = 'dist/device/catalogue.json';

/**
 * Problems if no stored catalogue exists or the code that reads it is built elsewhere. Without it each start reads and checks every
 * service's file, and nothing else reports this.
 *
 * @param {Chunks} chunks
 * @param {(file: string) => boolean} exists
 * @returns {string[]}
 */
export function catalogueProblems(chunks, exists) {
  const readers = Object.keys(chunks).filter((file) => chunks[file]?.modules.includes(READS_CATALOGUE));
  const elsewhere = readers.filter((file) => dirname(file) !== dirname(STORED_CATALOGUE));
  return [
    ...elsewhere.map((file) => `${file} looks beside itself for ${STORED_CATALOGUE}`),
    ...(readers.length === 0 ? [`nothing that is built reads ${STORED_CATALOGUE}`] : []),
    ...(exists(STORED_CATALOGUE) ? [] : [`there is no ${STORED_CATALOGUE}`]),
  ];
}

/** @returns {Promise<boolean>} */
export async function checkBundles() {
  if (!existsSync(fromRoot('dist/modules.json'))) {
    console.log('FAILED bundle: nothing is built; run npm run build');
    return false;
  }
  /** @type {Chunks} */
  const chunks = JSON.parse(readFileSync(fromRoot('dist/modules.json'), 'utf8'));
  const wrong = [
    ...strayModules(chunks),
    ...BANS.flatMap(({ folder }) => unaccounted(folder, chunks)),
    ...['dist/device/', 'dist/ui/']
      .filter((folder) => firstScreenFiles(chunks, folder).length === 0)
      .map((folder) => `${folder} is not built`),
    ...(await refusedCaches()),
    ...catalogueProblems(chunks, (file) => existsSync(fromRoot(file))),
  ];
  const first = firstScreenFiles(chunks, 'dist/ui/').map(
    (file) => brotliCompressSync(readFileSync(fromRoot(file))).length,
  );
  const bytes = first.reduce((sum, size) => sum + size, 0);
  if (bytes > FIRST_SCREEN_LIMIT_BYTES) {
    wrong.push(`the first screen loads ${bytes} bytes of JavaScript, at most ${FIRST_SCREEN_LIMIT_BYTES}`);
  }
  if (wrong.length > 0) {
    console.log(`FAILED bundle\n${wrong.join('\n')}\n`);
    return false;
  }
  console.log(
    `ok bundle (first screen: ${(bytes / 1_000).toFixed(1)} kB of JavaScript, brotli, in ${first.length} files)`,
  );
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = (await checkBundles()) ? 0 : 1;
}
