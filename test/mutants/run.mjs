// @ts-check
/**
 * `npm run prove -- mutants [--mutate part-of-a-path] [--force]`: tests must notice each changed thing in the files of `targets.mjs`. A
 * file needs 90 %, and `survivors.json` the reasons. Results of unchanged files are reused; after a change of a test helper use `--force`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { fromRoot, seconds } from '../tools/root.mjs';
import { TARGETS, testsOf } from './targets.mjs';

/** @typedef {Awaited<ReturnType<Stryker['runMutationTest']>>[number]} Mutant */
/**
 * A mutant by its text, so that it is still found when its line moves.
 *
 * @typedef {{ line: string, was: string, now: string }} Change
 */

const LEAST_PERCENT = 90;
/** Milliseconds, long enough for a busy machine. Mutants that loop end after some steps. */
const TIMEOUT_MS = 120_000;

/** An error outside of any test also fails a run. */
const KILLED = new Set(['Killed', 'Timeout', 'RuntimeError']);
const LIVES = new Set(['Survived', 'NoCoverage']);

/**
 * @param {(typeof TARGETS)[number]} target
 * @param {boolean} force
 */
function mutantsOf(target, force) {
  const name = target.file.replace(/\W+/g, '-');
  process.env['MUTANT_TESTS'] = JSON.stringify(testsOf(target));
  return new Stryker({
    mutate: [target.file],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutants/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency: 2,
    timeoutMS: TIMEOUT_MS,
    incremental: true,
    incrementalFile: `dist/.mutants/${name}.json`,
    force,
    tempDirName: 'dist/.mutants/work',
    ignorePatterns: ['dist', 'var', 'coverage'],
    reporters: [],
    logLevel: /** @type {NonNullable<ConstructorParameters<typeof Stryker>[0]['logLevel']>} */ ('error'),
    warnings: false,
    allowConsoleColors: false,
    allowEmpty: false,
  }).runMutationTest();
}

const oneLine = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim();

/**
 * @param {Mutant} mutant
 * @param {readonly string[]} lines of its file
 * @returns {Change}
 */
function changeOf({ location: { start, end }, replacement = '' }, lines) {
  const taken = lines.slice(start.line - 1, end.line);
  taken[taken.length - 1] = (taken.at(-1) ?? '').slice(0, end.column - 1);
  taken[0] = (taken[0] ?? '').slice(start.column - 1);
  return { line: oneLine(lines[start.line - 1] ?? ''), was: oneLine(taken.join('\n')), now: oneLine(replacement) };
}

/** @param {Change} change */
const keyOf = ({ line, was, now }) => JSON.stringify({ line, was, now });

/** @type {Record<string, (Change & { why: string })[]>} */
const explained = JSON.parse(readFileSync(fromRoot('test/mutants/survivors.json'), 'utf8'));

/**
 * @param {(typeof TARGETS)[number]} target
 * @param {boolean} force
 * @returns {Promise<string[]>} what is wrong
 */
async function judge(target, force) {
  const { file } = target;
  const started = performance.now();
  const missing = testsOf(target).filter((test) => !existsSync(fromRoot(test)));
  if (missing.length > 0) return [`${file}: no ${missing.join(', no ')}`];
  const mutants = await mutantsOf(target, force);
  const killed = mutants.filter(({ status }) => KILLED.has(status));
  const living = mutants.filter(({ status }) => LIVES.has(status));
  const percent = (100 * killed.length) / Math.max(1, killed.length + living.length);
  const late = killed.filter(({ status }) => status === 'Timeout').length;
  const counts = `${killed.length} killed (${late} by time), ${living.length} survived`;
  console.log(`${file.padEnd(48)} ${percent.toFixed(1).padStart(5)} %  ${counts}, ${seconds(started)}`);
  const wrong = percent < LEAST_PERCENT ? [`${file}: less than ${LEAST_PERCENT} % killed`] : [];
  return [...wrong, ...unexplained(file, mutants)];
}

/**
 * An explained mutant may time out on a busy machine.
 *
 * @param {string} file
 * @param {readonly Mutant[]} mutants
 * @returns {string[]}
 */
function unexplained(file, mutants) {
  const lines = readFileSync(fromRoot(file), 'utf8').split('\n');
  const known = new Set((explained[file] ?? []).map(keyOf));
  const wrong = [];
  for (const mutant of mutants.filter(({ status }) => LIVES.has(status))) {
    const key = keyOf(changeOf(mutant, lines));
    if (!known.has(key)) wrong.push(`${file}:${mutant.location.start.line}: lives: ${key}`);
  }
  const asked = mutants.filter(({ status }) => LIVES.has(status) || status === 'Timeout');
  const here = new Set(asked.map((mutant) => keyOf(changeOf(mutant, lines))));
  for (const key of known) if (!here.has(key)) wrong.push(`${file}: explained, and does not live: ${key}`);
  return wrong;
}

const { values } = parseArgs({ options: { mutate: { type: 'string' }, force: { type: 'boolean', default: false } } });
const chosen = TARGETS.filter(({ file }) => file.includes(values.mutate ?? ''));
const started = performance.now();
/** @type {string[]} */
const wrong = chosen.length === 0 ? [`nothing to mutate in ${values.mutate}`] : [];
for (const target of chosen) {
  const found = await judge(target, values.force).catch((error) => [`${target.file}: ${error.message}`]);
  wrong.push(...found);
}
for (const line of wrong) console.log(line);
console.log(`${chosen.length} files, ${wrong.length} complaints, ${seconds(started)}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
