// @ts-check
/**
 * `npm run prove -- planted [--json] [NAME …]` plants each bug into a copy of the working tree. Fails for a bug that lives, and for a test
 * file that fails without a bug.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesUnder } from '../tools/files.mjs';
import { fromRoot, seconds } from '../tools/root.mjs';
import { bin, run } from '../tools/run.mjs';
import { BUGS } from './bugs.mjs';
import { judgeBug, plantBug } from './judge.mjs';

/** @typedef {import('./judge.mjs').Bug} Bug */
/** @typedef {{ bug: string, file: string, verdict: string, by: string, seconds: number }} Row */

const HELP = `Plants bugs and looks whether a test finds each.

  npm run prove -- planted                 every bug
  npm run prove -- planted NAME …          these
  npm run prove -- planted --json          the outcome as one JSON value
  npm run prove -- planted --list          the bugs, and what each would do to somebody

Exit code 0: every bug was found. 1: one lives. 2: wrong use.`;

const NEEDS_BUILD = /^test\/(browser|integration|processes)\//;

const LIMIT_MS = 10 * 60_000;
/** States that together have every law of the matrix. */
const ROWS = 'attract.plain|choose choosing$|cash taking.waiting|identify scanning';

/** @param {string} folder */
function copyTree(folder) {
  const built = existsSync(fromRoot('dist')) ? filesUnder('dist') : [];
  for (const file of [...filesUnder('.'), ...built]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(fromRoot(file), join(folder, file));
  }
  symlinkSync(fromRoot('node_modules'), join(folder, 'node_modules'));
}

/**
 * @param {string} folder
 * @param {readonly string[]} files
 * @param {boolean} bail
 * @returns {Promise<import('./judge.mjs').Report | string>} or why there is none
 */
async function test(folder, files, bail) {
  if (files.some((file) => NEEDS_BUILD.test(file))) {
    const { code, output } = await run([process.execPath, 'test/tools/build.mjs'], { cwd: folder });
    if (code !== 0) return `does not build: ${output}`;
  }
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const args = ['run', ...(bail ? ['--bail=1'] : []), '--reporter=json', `--outputFile=${report}`, ...files];
  const { inTime, output } = await run([bin('vitest'), ...args], {
    cwd: folder,
    limitMs: LIMIT_MS,
    env: { PAGES: 'all', MATRIX_ROWS: ROWS },
  });
  if (!inTime) return 'was not finished in time';
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : `wrote no report: ${output}`;
}

/**
 * @param {string} folder
 * @param {Bug} bug
 * @returns {Promise<Row>}
 */
async function prove(folder, bug) {
  const started = performance.now();
  const path = join(folder, bug.file);
  const before = readFileSync(path, 'utf8');
  const row = { bug: bug.name, file: bug.caughtBy };
  try {
    writeFileSync(path, plantBug(bug, before));
    const { verdict, by } = judgeBug(await test(folder, [bug.caughtBy], true), bug);
    return { ...row, verdict, by, seconds: (performance.now() - started) / 1_000 };
  } finally {
    writeFileSync(path, before);
  }
}

/**
 * @template T, R
 * @param {readonly T[]} all
 * @param {(folder: string, one: T) => Promise<R>} work
 * @param {readonly string[]} folders
 * @returns {Promise<R[]>}
 */
async function inLanes(all, work, folders) {
  const waiting = [...all];
  /** @type {R[]} */
  const done = [];
  const lane = async (/** @type {string} */ folder) => {
    for (let one = waiting.shift(); one; one = waiting.shift()) done.push(await work(folder, one));
  };
  await Promise.all(folders.map(lane));
  return done;
}

/**
 * @param {readonly Bug[]} bugs
 * @param {(line: string) => void} say
 */
async function proveAll(bugs, say) {
  const started = performance.now();
  const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'asan-planted-'));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const folders = Array.from({ length: Math.min(bugs.length, availableParallelism()) }, (_, at) =>
    join(scratch, `${at}`),
  );
  for (const folder of folders) copyTree(folder);
  const files = [...new Set(bugs.map(({ caughtBy }) => caughtBy))];
  const clean = await inLanes(
    files,
    async (folder, file) => ({ file, ...judgeBug(await test(folder, [file], false)) }),
    folders,
  );
  /** @type {Row[]} */
  const broken = clean
    .filter(({ verdict }) => verdict !== 'lives')
    .map(({ file, by }) => ({ bug: '(none)', file, verdict: 'fails without a bug', by, seconds: 0 }));
  for (const row of broken) say(lineOf(row));
  say(`${files.length - broken.length} of ${files.length} test files pass without a bug (${seconds(started)})`);
  const rows = await inLanes(
    bugs,
    async (folder, bug) => {
      const row = await prove(folder, bug);
      say(lineOf(row));
      return row;
    },
    folders,
  );
  return [...broken, ...rows];
}

/** @param {Row} row */
const lineOf = ({ bug, file, verdict, by, seconds: took }) =>
  `${verdict.padEnd(7)} ${took.toFixed(1).padStart(6)} s  ${bug.padEnd(34)} ${file}${by ? ` > ${by}` : ''}`;

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
async function main(args) {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const wrong = [
    ...args.filter((arg) => arg.startsWith('-') && !['--json', '--list', '--help', '-h'].includes(arg)),
    ...names.filter((name) => !BUGS.some((bug) => bug.name === name)),
  ];
  if (args.includes('--help') || args.includes('-h')) console.log(HELP);
  else if (args.includes('--list')) for (const { name, what } of BUGS) console.log(`${name.padEnd(34)} ${what}`);
  else if (wrong.length > 0) {
    console.error(`no bug or option named ${wrong.join(', ')}; npm run prove -- planted --list`);
    return 2;
  } else {
    const json = args.includes('--json');
    const bugs = BUGS.filter(({ name }) => names.length === 0 || names.includes(name));
    const rows = await proveAll(bugs, json ? () => {} : console.log);
    const bad = rows.filter(({ verdict }) => verdict !== 'caught').length;
    console.log(json ? JSON.stringify(rows, null, 2) : `${rows.length - bad} caught, ${bad} not`);
    return bad > 0 ? 1 : 0;
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
