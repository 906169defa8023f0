// @ts-check
/**
 * `node test/tools/build.mjs [--force] [device|ui|gallery|verify|dock|technician …]`: builds what has changed into dist/. Without names:
 * everything.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { BUILD_STEPS } from './build-steps.mjs';
import { hashOf } from './files.mjs';
import { joinModuleLists } from './module-list.mjs';
import { fromRoot, seconds } from './root.mjs';

/**
 * @param {readonly string[]} names of steps; none means all
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<boolean>} whether every step succeeded
 */
export async function buildAll(names, { force = false } = {}) {
  const unknown = names.filter((name) => !BUILD_STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.log(
      `build: no step named ${unknown.join(', ')}; there are ${BUILD_STEPS.map((step) => step.name).join(', ')}`,
    );
    return false;
  }
  let built = false;
  for (const step of BUILD_STEPS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const outcome = await buildStep(step, force);
    if (outcome === 'failed') return false;
    built ||= outcome === 'built';
  }
  if (built) joinModuleLists();
  else console.log('build: nothing changed since the last build');
  return true;
}

/**
 * @param {import('./build-steps.mjs').Step} step
 * @param {boolean} force
 * @returns {Promise<'built' | 'unchanged' | 'skipped' | 'failed'>}
 */
async function buildStep(step, force) {
  if (!existsSync(fromRoot(step.needs))) {
    console.log(`build ${step.name}: skipped, there is no ${step.needs}`);
    return 'skipped';
  }
  const stamp = fromRoot(`dist/.build/${step.name}.hash`);
  const hash = hashOf(step.inputs, `${step.name} ${process.version}`);
  const before = existsSync(stamp) && existsSync(fromRoot(step.output)) ? readFileSync(stamp, 'utf8') : '';
  if (before === hash && !force) return 'unchanged';
  const started = performance.now();
  try {
    await step.run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.log(`build ${step.name}: failed\n${stripVTControlCharacters(message)}`);
    return 'failed';
  }
  mkdirSync(fromRoot('dist/.build'), { recursive: true });
  writeFileSync(stamp, hash);
  console.log(`build ${step.name}: ${seconds(started)}`);
  return 'built';
}

/** npm install succeeds without this package, but the device does not start. */
const NATIVE_PART = 'better-sqlite3';

/** @returns {boolean} */
function hasNativePart() {
  if (existsSync(fromRoot(`node_modules/${NATIVE_PART}/package.json`))) return true;
  // An `npm ci` that was interrupted leaves no `.package-lock.json`.
  if (!existsSync(fromRoot('node_modules/.package-lock.json'))) {
    console.log('npm ci has not come to its end here: run npm ci, and look at its last lines if it fails');
    return false;
  }
  console.log(
    `npm could neither fetch nor build ${NATIVE_PART}, which keeps the ledger: sudo apt-get install python3 make g++, then npm ci again`,
  );
  return false;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2).filter((argument) => argument !== '--force');
  const built = hasNativePart() && (await buildAll(names, { force: process.argv.includes('--force') }));
  process.exitCode = built ? 0 : 1;
}
