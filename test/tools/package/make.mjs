// @ts-check
/**
 * `npm run package [-- amd64 arm64] [--fast]` builds `dist/package/asan-kiosk_VERSION_ARCH.deb` (docs/operating.md names the needed
 * packages). `--fast` compresses with zstd.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot, root, seconds } from '../root.mjs';
import { sourceModule } from '../source.mjs';
import { putNativeParts } from './native-parts.mjs';
import { ARCHS, NODE_VERSION, nodeArch, runtimeFolder } from './runtime.mjs';
import { stageTree } from './stage.mjs';
import { missingToolsLine } from './tools.mjs';
import { warmUpStage } from './warm-up-stage.mjs';

/** @typedef {import('./runtime.mjs').Arch} Arch */

const SOURCE = fromRoot('provisioning/package/debian');

/** The version has the commit's time, so the later of two commits of one day is newer. */
function debianVersion() {
  const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
  const commit = git('log', '-1', '--format=%cd.%h', '--date=format-local:%Y%m%d%H%M%S');
  return `${version}+${commit}${git('status', '--porcelain') === '' ? '' : '.changed'}`;
}

/** @param {readonly string[]} words */
function git(...words) {
  const { stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } });
  return stdout.trim();
}

/**
 * @param {Arch} arch
 * @param {{ version: string, compression: string }} options
 * @returns {Promise<string>}
 */
async function makePackage(arch, { version, compression }) {
  const started = performance.now();
  const folder = fromRoot(`dist/package/${arch}`);
  const stage = join(folder, 'stage');
  rmSync(folder, { recursive: true, force: true });
  await stageTree(stage, runtimeFolder(arch), version);
  putNativeParts(join(stage, 'usr/lib/asan-kiosk'), arch);
  const warm = await warmUpStage(join(stage, 'usr/lib/asan-kiosk'), arch);
  await putDebian(join(folder, 'debian'), version);
  execFileSync('dpkg-buildpackage', ['-b', '-d', '-us', '-uc', `-a${arch}`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, COMPRESSION: compression, DEB_BUILD_OPTIONS: 'noautodbgsym nocheck', CONFIG_SITE: '' },
  });
  const file = fromRoot(`dist/package/asan-kiosk_${version}_${arch}.deb`);
  for (const name of readdirSync(fromRoot('dist/package')))
    if (name.includes(`_${arch}.`) && !file.endsWith(name)) rmSync(fromRoot(`dist/package/${name}`));
  const mb = (statSync(file).size / 2 ** 20).toFixed(1);
  console.log(
    `${file.slice(root.length + 1)}: ${mb} MiB with Node ${NODE_VERSION} for ${nodeArch(arch)} (${seconds(started)}, of them ${warm} for its code cache)`,
  );
  return file;
}

/** @returns {Promise<Record<string, string>>} */
async function wordsOfScripts() {
  const { SCHEMA_VERSION } = await sourceModule('device/ledger/schema-version.ts');
  const { INSTALLED } = await sourceModule('provisioning/machine/installed.ts');
  const { config, state, recovery, settings, ...others } = /** @type {Record<string, string>} */ (INSTALLED);
  const own = [config, state, recovery, settings].filter((path) => path !== undefined);
  const made = Object.values(others).filter(
    (path) => /^\/(etc|var)\//.test(path) && !own.some((folder) => path.startsWith(`${folder}/`)),
  );
  return { SCHEMA: String(SCHEMA_VERSION), FOLDERS: own.join(' '), MADE: made.join(' ') };
}

/**
 * @param {string} folder
 * @param {string} version
 */
async function putDebian(folder, version) {
  const words = await wordsOfScripts();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(SOURCE)) {
    const text = readFileSync(join(SOURCE, name), 'utf8').replace(/@([A-Z]+)@/g, (_, word) => words[word] ?? '');
    writeFileSync(join(folder, name.replace(/\.in$/, '')), text, { mode: name === 'rules' ? 0o755 : 0o644 });
  }
  for (const [kind, file] of [
    ['sysusers', 'sysusers.d/asan-kiosk.conf'],
    ['tmpfiles', 'tmpfiles.d/asan-kiosk.conf'],
  ])
    cpSync(fromRoot(`provisioning/units/${file}`), join(folder, `asan-kiosk.${kind}`));
  const when = git('log', '-1', '--format=%cD');
  writeFileSync(
    join(folder, 'changelog'),
    `asan-kiosk (${version}) stable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- The asan-kiosk authors <authors@asan-kiosk.org>  ${when}\n`,
  );
}

const args = process.argv.slice(2);
const wanted = args.filter((argument) => !argument.startsWith('--'));
const wrong = [
  ...wanted.filter((arch) => !ARCHS.some((known) => known === arch)),
  ...args.filter((one) => one.startsWith('--') && one !== '--fast'),
];
if (wrong.length > 0) {
  console.error(`package: ${wrong.join(', ')} is nothing it knows; npm run package -- [${ARCHS.join('] [')}] [--fast]`);
  process.exit(2);
}
const archs = /** @type {readonly Arch[]} */ (wanted.length > 0 ? wanted : ARCHS);
const missing = missingToolsLine(archs);
if (missing !== null) {
  console.error(`package: ${missing}`);
  process.exit(1);
}
execFileSync('npm', ['run', '--silent', 'build', '--', 'device', 'ui', 'technician', 'verify', 'acceptance'], {
  cwd: root,
  stdio: 'inherit',
});
const version = debianVersion();
for (const arch of archs)
  await makePackage(arch, { version, compression: args.includes('--fast') ? '-Zzstd -z1' : '-Zxz -z6' });
