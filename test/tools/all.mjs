// @ts-check
/**
 * `npm test`: everything that proves the kiosk. Each check is one test; then what is built is built and checked, then the
 * tests of the parts, with real wires, with whole processes, and in a browser. Ends with `N passed, N failed`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { buildAll } from './build.mjs';
import { checkBundles } from './bundle-check.mjs';
import { runChecks } from './check.mjs';
import { provideNeeds } from './needs.mjs';
import { fromRoot, seconds } from './root.mjs';
import { bin, run } from './run.mjs';
import { tally } from './vitest-report.mjs';

/** @typedef {import('./vitest-report.mjs').Tally} Tally */

/** How each is run; a whole run stays under 20 minutes. A browser that hangs costs minutes a test, so few are waited for. */
const PROJECTS = {
  unit: { limitMin: 7, args: ['--reporter=default'] },
  integration: { limitMin: 7, args: ['--reporter=verbose'] },
  prove: { limitMin: 10, args: ['--reporter=verbose'] },
  processes: { limitMin: 10, args: ['--reporter=verbose'] },
  browser: { limitMin: 12, args: ['--reporter=verbose', '--bail=5'] },
};

/** @param {string} name @param {string} message @returns {Tally} */
const failed = (name, message) => ({ passed: 0, failures: [{ name, message }] });

/** @param {string} name @param {boolean} ok @returns {Tally} */
const one = (name, ok) => (ok ? { passed: 1, failures: [] } : failed(name, 'see above'));

/**
 * @param {keyof typeof PROJECTS} project
 * @returns {Promise<Tally>}
 */
async function vitest(project) {
  const report = fromRoot(`dist/.reports/${project}.json`);
  mkdirSync(fromRoot('dist/.reports'), { recursive: true });
  rmSync(report, { force: true });
  console.log(`\n${project} tests`);
  const { limitMin, args } = PROJECTS[project];
  const reporters = [...args, '--reporter=json', `--outputFile.json=${report}`];
  const command = [bin('vitest'), 'run', '--project', project, '--silent=passed-only', ...reporters];
  const { code, inTime } = await run(command, { show: true, limitMs: limitMin * 60_000 });
  if (!inTime) return failed(`${project} tests`, `not finished after ${limitMin} minutes`);
  if (!existsSync(report)) return failed(`${project} tests`, 'no report was written');
  const counted = tally(JSON.parse(readFileSync(report, 'utf8')));
  // Errors outside any test are not in the report.
  if (code !== 0 && counted.failures.length === 0) {
    counted.failures.push({ name: `${project} tests`, message: `vitest ended with code ${code}; see above` });
  }
  return counted;
}

/** @returns {AsyncGenerator<Tally>} */
async function* everything() {
  const provided = await provideNeeds();
  for (const { name, ok } of await runChecks()) yield one(name, ok);
  const built = await buildAll([]);
  yield one('build', built);
  yield one('bundle', built && checkBundles());
  yield await vitest('unit');
  for (const project of /** @type {const} */ (['integration', 'prove', 'processes', 'browser'])) {
    if (!built) yield failed(`${project} tests`, 'not run: the build failed');
    else if (!provided) yield failed(`${project} tests`, 'not run: a program is missing, see above');
    else yield await vitest(project);
  }
}

/** First lines of a message; the whole of it is above. */
const MESSAGE_LINES = 12;

const started = performance.now();
let passed = 0;
/** @type {Tally['failures']} */
const failures = [];
try {
  for await (const part of everything()) {
    passed += part.passed;
    failures.push(...part.failures);
  }
} catch (error) {
  failures.push({ name: 'the test command itself', message: String(error instanceof Error ? error.stack : error) });
}
for (const { name, message } of failures) {
  const lines = message.split('\n').slice(0, MESSAGE_LINES);
  console.log(`\nFAILED ${name}\n${lines.map((line) => `  ${line}`).join('\n')}`);
}
console.log(`\n${seconds(started)}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
