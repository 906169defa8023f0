// @ts-check
/** `node test/tools/check.mjs [name …]` runs all checks, or the named checks. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bannedIn } from './banned.mjs';
import { filesUnder } from './files.mjs';
import { flawLine, flawsUnder } from './prose.mjs';
import { ringsIn } from './rings.mjs';
import { fromRoot, seconds } from './root.mjs';
import { bin, run } from './run.mjs';
import { oversizedIn } from './size.mjs';
import { isTest } from './statements.mjs';

/** @typedef {{ ok: boolean, output: string }} Outcome */

const CODE = ['device', 'drivers', 'simulators', 'ui', 'provisioning', 'test'];

/** The native compiler takes a quarter of the time of `typescript`, which is installed as a library (decision 0046). */
const NATIVE_TSC = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript-native/package.json')));

/** Saves the native compiler a sixth of its processor time [Go, runtime, GOGC]. */
const RARE_COLLECTION = { GOGC: '400' };

/** With a cache, the second run takes a fraction of the time. */
const DEPCRUISE_CACHE = ['--cache', 'dist/.checked/depcruise', '--cache-strategy', 'content'];

/** @type {readonly { name: string, run: () => Promise<Outcome> }[]} */
export const CHECKS = [
  {
    name: 'types',
    // Not incremental: with the build info of a commit with fewer files the compiler misses errors.
    run: () => ran(run([NATIVE_TSC, '-p', '.', '--pretty', 'false', '--singleThreaded'], { env: RARE_COLLECTION })),
  },
  {
    name: 'format and lint',
    run: () => program(bin('biome'), 'ci', '--colors=off', '--error-on-warnings', '--max-diagnostics=50', '.'),
  },
  {
    name: 'architecture',
    run: () =>
      program(
        bin('depcruise'),
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'err',
        ...DEPCRUISE_CACHE,
        ...existing(),
      ),
  },
  { name: 'no rings of folders', run: async () => outcomeOf((files) => ringsIn(files.filter(isProduct))) },
  { name: 'size of files and functions', run: async () => outcomeOf(oversizedIn) },
  {
    name: 'unused code',
    run: () =>
      program(
        bin('knip'),
        '--no-progress',
        '--treat-config-hints-as-errors',
        '--cache',
        '--cache-location',
        'dist/.checked/knip',
      ),
  },
  { name: 'banned things', run: async () => banned() },
  { name: 'prose', run: async () => prose() },
];

const existing = () => CODE.filter((folder) => existsSync(fromRoot(folder)));

/** @param {...string} command */
const program = (...command) => ran(run(command));

/** @param {ReturnType<typeof run>} running */
async function ran(running) {
  const { code, output } = await running;
  return { ok: code === 0, output };
}

/** @returns {Outcome} */
function banned() {
  const found = [...CODE, '.dependency-cruiser.cjs', 'vitest.config.ts']
    .flatMap(filesUnder)
    .filter((file) => /\.(ts|mjs|cjs)$/.test(file))
    .flatMap((file) => bannedIn(file, readFileSync(fromRoot(file), 'utf8')));
  return { ok: found.length === 0, output: found.join('\n') };
}

/** @returns {Outcome} */
function prose() {
  const flaws = flawsUnder();
  return { ok: flaws.length === 0, output: flaws.map(flawLine).join('\n') };
}

/** @param {{ file: string }} code */
const isProduct = ({ file }) => file.endsWith('.ts') && !isTest(file);

/**
 * @param {(files: readonly { file: string, source: string }[]) => string[]} find
 * @returns {Outcome}
 */
function outcomeOf(find) {
  const sources = CODE.flatMap(filesUnder).filter((file) => /\.(ts|mjs|cjs)$/.test(file));
  const found = find(sources.map((file) => ({ file, source: readFileSync(fromRoot(file), 'utf8') })));
  return { ok: found.length === 0, output: found.join('\n') };
}

/**
 * Runs checks two at a time, because most use one core. Each check prints one line, or its errors.
 *
 * @param {readonly string[]} names none means all
 * @returns {Promise<{ name: string, ok: boolean }[]>}
 */
export async function runChecks(names = []) {
  const waiting = CHECKS.filter(({ name }) => names.length === 0 || names.includes(name));
  /** @type {{ name: string, ok: boolean }[]} */
  const done = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const started = performance.now();
      const { ok, output } = await check.run();
      done.push({ name: check.name, ok });
      console.log(ok ? `ok ${check.name} (${seconds(started)})` : `FAILED ${check.name}\n${output.trimEnd()}\n`);
    }
  };
  await Promise.all([worker(), worker()]);
  return done;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const done = await runChecks(process.argv.slice(2));
  process.exitCode = done.length > 0 && done.every(({ ok }) => ok) ? 0 : 1;
}
