// @ts-check
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { STORED_CATALOGUE } from './bundle-check.mjs';
import { moduleList } from './module-list.mjs';
import { PACKAGE } from './npm/doors.mjs';
import { fromRoot, root } from './root.mjs';
import { sourceModule } from './source.mjs';
import { warmUp } from './warm-up.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} needs file without which the step is skipped
 * @property {readonly string[]} inputs files and folders; the step runs again when their contents change
 * @property {string} output file that exists after a build
 * @property {() => Promise<void>} run
 */

/** Packages with native parts, which are found beside their package: not bundled. */
const EXTERNAL = ['better-sqlite3', 'serialport', 'node-hid', 'onoff'];

const MINIFY = { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } };

const FOR_NODE = /** @type {const} @satisfies {import('vite').InlineConfig} */ ({
  configFile: false,
  root,
  logLevel: 'warn',
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true, external: EXTERNAL },
  build: { ssr: true, target: 'node20', outDir: fromRoot('dist'), emptyOutDir: false, sourcemap: 'hidden' },
});

const LAUNCHER = 'asan-kiosk';

const TOOLING = ['package-lock.json', 'tsconfig.json', 'test/tools'];

/** @type {readonly Step[]} */
export const BUILD_STEPS = [
  {
    name: 'ui',
    needs: 'ui/vite.config.ts',
    inputs: ['ui', 'device/screen', 'device/words', ...TOOLING],
    output: 'dist/ui/index.html',
    run: () => buildPage('ui', 'ui/vite.config.ts', 'dist/ui'),
  },
  {
    name: 'gallery',
    needs: 'ui/gallery/vite.config.ts',
    inputs: ['ui', 'device/screen', 'device/words', ...TOOLING],
    output: 'dist/gallery/index.html',
    run: () => buildPage('gallery', 'ui/gallery/vite.config.ts', 'dist/gallery'),
  },
  {
    name: 'verify',
    needs: 'ui/verify/vite.config.ts',
    inputs: ['ui', 'device/screen', 'device/words', 'device/proof', ...TOOLING],
    output: 'dist/verify/index.html',
    run: () => buildPage('verify', 'ui/verify/vite.config.ts', 'dist/verify'),
  },
  {
    name: 'dock',
    needs: 'simulators/dock/vite.config.ts',
    inputs: ['simulators', 'drivers', 'ui', 'device/screen', 'device/words', ...TOOLING],
    output: 'dist/simulators/dock/index.html',
    run: () => buildPage('dock', 'simulators/dock/vite.config.ts', 'dist/simulators/dock'),
  },
  {
    name: 'technician',
    needs: 'ui/technician/vite.config.ts',
    inputs: ['ui', 'device/screen', 'device/words', ...TOOLING],
    output: 'dist/technician/index.html',
    run: () => buildPage('technician', 'ui/technician/vite.config.ts', 'dist/technician'),
  },
  {
    name: 'acceptance',
    needs: 'ui/acceptance/vite.config.ts',
    inputs: ['ui', 'device/screen', ...TOOLING],
    output: 'dist/acceptance/index.html',
    run: () => buildPage('acceptance', 'ui/acceptance/vite.config.ts', 'dist/acceptance'),
  },
  {
    name: 'prove',
    needs: 'test/prove/kiosk.ts',
    inputs: ['device', 'drivers', 'provisioning/launch', 'test/prove', ...TOOLING],
    output: 'dist/prove/launch.js',
    run: buildProvedKiosk,
  },
  {
    name: 'npm',
    needs: 'docs/npm-package.md',
    inputs: ['drivers', 'simulators', 'docs/npm-package.md', 'docs/examples', 'LICENSE', 'package.json', ...TOOLING],
    output: `${PACKAGE}/package.json`,
    run: async () => (await import('./npm/make.mjs')).makePackage(),
  },
  // This step is last: it starts the built kiosk once, with the page.
  {
    name: 'device',
    needs: 'provisioning/cli.ts',
    inputs: ['device', 'drivers', 'simulators', 'provisioning', ...TOOLING],
    output: 'dist/device/asan-kiosk.js',
    run: buildDevice,
  },
];

/**
 * Builds the command with npm packages bundled: loading them from node_modules takes about 100 ms longer. Function names stay, for stacks
 * in the log. CommonJS: on Node 20 only CommonJS loads with V8's code cache (provisioning/launch/chunk-loader.ts). Data files stay in the
 * source tree (device/files/package-root.ts). The parsed catalogue is stored after the warm-up, which reads the catalogue's files
 * (device/catalogue/kept.ts).
 */
async function buildDevice() {
  await buildCommand();
  await warmUp();
  await keepCatalogue();
}

async function keepCatalogue() {
  const [kept, files, trouble] = await Promise.all(
    ['device/catalogue/kept.ts', 'device/config/files.ts', 'device/config/trouble.ts'].map(sourceModule),
  );
  const outcome = kept.storeCatalogueCache('device/catalogue', files.realFiles, fromRoot(STORED_CATALOGUE));
  // A simulated kiosk starts without a faulty service; the Debian package is not built (package/stage.mjs).
  if (!outcome.ok)
    console.log(`build device: the catalogue is not kept: ${trouble.describeConfigTrouble(outcome.error)}`);
}

/** @param {import('vite').BuildOptions['watch']} [watch] returns a watcher instead of one build */
export async function buildCommand(watch = null) {
  const { build } = await import('vite');
  let isFirst = true;
  return build({
    ...FOR_NODE,
    plugins: [
      moduleList('device', 'dist'),
      {
        name: 'launcher',
        // The last build stays until the new one is ready: a build may stop early or find an error.
        generateBundle() {
          for (const file of ['dist/.build/device.hash', STORED_CATALOGUE]) rmSync(fromRoot(file), { force: true });
        },
        async writeBundle(_options, bundle) {
          await buildLauncher(bundle);
          // Only the first build removes files: later, a running device may still read them.
          if (isFirst) for (const folder of ['dist/device', 'dist/simulators']) removeOthers(fromRoot(folder), bundle);
          isFirst = false;
        },
      },
    ],
    build: {
      ...FOR_NODE.build,
      watch,
      rolldownOptions: {
        input: { command: fromRoot('provisioning/cli.ts') },
        output: {
          format: 'cjs',
          // `import()` becomes `require`: V8's code cache does not store how a script may import.
          dynamicImportInCjs: false,
          minify: MINIFY,
          entryFileNames: 'device/[name]-[hash].cjs',
          chunkFileNames: (chunk) => `${chunk.moduleIds.some(isSimulator) ? 'simulators' : 'device'}/[name]-[hash].cjs`,
        },
      },
    },
  });
}

/** @param {Record<string, { type: string, fileName: string, isEntry?: boolean }>} bundle */
async function buildLauncher(bundle) {
  const command = Object.values(bundle).find((item) => item.type === 'chunk' && item.isEntry)?.fileName;
  if (!command) throw new Error('the build has no command');
  const list = moduleList('launcher', 'dist/device');
  await buildLauncherOf(command.replace(/^device\//, ''), 'dist/device', LAUNCHER, [list]);
  chmodSync(fromRoot(`dist/device/${LAUNCHER}.js`), 0o755);
}

/**
 * Builds a launcher: a short script that loads the command with its code cache.
 *
 * @param {string} command the other file, beside it
 * @param {string} folder
 * @param {string} name
 * @param {readonly import('vite').Plugin[]} [plugins]
 */
async function buildLauncherOf(command, folder, name, plugins = []) {
  const { build } = await import('vite');
  await build({
    ...FOR_NODE,
    define: { ...FOR_NODE.define, COMMAND_FILE: JSON.stringify(command) },
    plugins: [...plugins],
    build: {
      ...FOR_NODE.build,
      outDir: fromRoot(folder),
      rolldownOptions: {
        input: { [name]: fromRoot('provisioning/launch/launch.ts') },
        output: { format: 'es', minify: MINIFY, entryFileNames: '[name].js', banner: '#!/usr/bin/env node' },
      },
    },
  });
}

/** The kiosk without its page, as one file, for test/prove, which starts it thousands of times. */
async function buildProvedKiosk() {
  const { build } = await import('vite');
  await build({
    ...FOR_NODE,
    build: {
      ...FOR_NODE.build,
      outDir: fromRoot('dist/prove'),
      sourcemap: false,
      rolldownOptions: {
        input: { kiosk: fromRoot('test/prove/kiosk.ts') },
        output: {
          format: 'cjs',
          dynamicImportInCjs: false,
          minify: MINIFY,
          entryFileNames: '[name].cjs',
          codeSplitting: false,
        },
      },
    },
  });
  await buildLauncherOf('kiosk.cjs', 'dist/prove', 'launch');
  const { status } = spawnSync(process.execPath, [fromRoot('dist/prove/launch.js')], {
    input: '',
    env: { ...process.env, ASAN_KIOSK_WRITE_CODE_CACHE: '1' },
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`the kiosk of the proof ended with ${status} when it was started without an order`);
}

/** @param {string} id */
const isSimulator = (id) => id.startsWith(fromRoot('simulators/'));

/**
 * Removes the files of earlier builds, but not the folders of other steps.
 *
 * @param {string} folder
 * @param {Readonly<Record<string, unknown>>} bundle written files; each name begins with the name of the folder
 */
export function removeOthers(folder, bundle) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const isNew = `${basename(folder)}/${entry.name}` in bundle || entry.name.startsWith(`${LAUNCHER}.`);
    if (entry.isFile() && !isNew) rmSync(join(folder, entry.name));
  }
}

/**
 * @param {string} step
 * @param {string} configFile
 * @param {string} folder
 */
async function buildPage(step, configFile, folder) {
  const { build } = await import('vite');
  await build({ configFile: fromRoot(configFile), logLevel: 'warn', plugins: [moduleList(step, folder)] });
}
