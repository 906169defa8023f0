// @ts-check
/**
 * `node test/tools/bundle-check.mjs` checks dist/modules.json, the bundler's list of modules: what is shipped, what is in a page, and the
 * first screen's size.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { fromRoot, toRelative } from './root.mjs';
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

/**
 * Limits, in bytes, of all that loads before the first page is complete. `code`: HTML, styles, scripts, and pictures and texts in them or in
 * files of their own, after Brotli. `fonts`: WOFF2 files, which Brotli has compressed before.
 */
const FIRST_SCREEN_LIMITS = { code: 40_000, fonts: 153_000 };

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

/**
 * The scripts that the first screen waits for: the entries of a folder and their static imports.
 *
 * @param {Chunks} chunks
 * @param {string} folder
 */
export function firstScreenFiles(chunks, folder) {
  const waiting = Object.entries(chunks)
    .filter(([file, { entry }]) => file.startsWith(folder) && entry)
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
 * The files that the first screen loads, by limit. Only scripts can load later: each other file counts.
 *
 * @param {Chunks} chunks
 * @param {readonly string[]} files of `folder`
 * @param {string} folder
 * @returns {{ code: string[], fonts: string[] }}
 */
export function firstScreenLoads(chunks, files, folder) {
  const scripts = firstScreenFiles(chunks, folder);
  const loaded = files.filter((file) => !SCRIPT.test(file) || scripts.includes(file));
  return {
    code: loaded.filter((file) => !FONT.test(file)),
    fonts: loaded.filter((file) => FONT.test(file)),
  };
}

const SCRIPT = /\.c?js$/;
const FONT = /\.woff2$/;

/** @param {string} folder */
const filesIn = (folder) =>
  readdirSync(fromRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => toRelative(join(entry.parentPath, entry.name)));

/** @param {string} file */
const transferredBytes = (file) => {
  const content = readFileSync(fromRoot(file));
  return FONT.test(file) ? content.length : brotliCompressSync(content).length;
};

/**
 * JavaScript files of the folder that dist/modules.json does not list.
 *
 * @param {string} folder
 * @returns {string[]}
 */
const unaccounted = (folder, /** @type {Chunks} */ chunks) =>
  existsSync(fromRoot(folder))
    ? readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => SCRIPT.test(file) && !(`${folder}${file}` in chunks))
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

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;

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
  const loads = firstScreenLoads(chunks, existsSync(fromRoot('dist/ui')) ? filesIn('dist/ui') : [], 'dist/ui/');
  const sum = (/** @type {readonly string[]} */ files) =>
    files.reduce((bytes, file) => bytes + transferredBytes(file), 0);
  const bytes = { code: sum(loads.code), fonts: sum(loads.fonts) };
  for (const part of /** @type {const} */ (['code', 'fonts'])) {
    const limit = FIRST_SCREEN_LIMITS[part];
    if (bytes[part] > limit) wrong.push(`the first screen loads ${bytes[part]} bytes of ${part}, at most ${limit}`);
  }
  if (wrong.length > 0) {
    console.log(`FAILED bundle\n${wrong.join('\n')}\n`);
    return false;
  }
  console.log(
    `ok bundle (first screen: ${kilobytes(bytes.code)} of page, styles and scripts, brotli; ${kilobytes(bytes.fonts)} of fonts)`,
  );
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = (await checkBundles()) ? 0 : 1;
}
