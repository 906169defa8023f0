// @ts-check

/**
 * @typedef {object} Bug
 * @property {string} name
 * @property {string} what its harm
 * @property {string} file relative to the root
 * @property {string} find exact text, once in that file
 * @property {string} replace
 * @property {string} caughtBy test file that must find it, relative to the root
 * @property {true} [hangs] the time limit of the test finds the bug
 */

/**
 * The used part of vitest's JSON report.
 *
 * @typedef {object} Report
 * @property {{ name: string, status: string, message?: string, assertionResults: { fullName: string, status: string, failureMessages?:
 * string[] | null }[] }[]} testResults
 */

/**
 * The text of a file with a bug. Throws unless `find` is there exactly once: then the source changed, and the bug must follow.
 *
 * @param {Pick<Bug, 'name' | 'file' | 'find' | 'replace'>} bug
 * @param {string} text
 */
export function plantBug({ name, file, find, replace }, text) {
  const [before = '', after, ...more] = text.split(find);
  if (after === undefined) throw new Error(`${name}: what it replaces is not in ${file}`);
  if (more.length > 0) throw new Error(`${name}: what it replaces is ${more.length + 1} times in ${file}`);
  return before + replace + after;
}

const NOT_LOADED =
  /SyntaxError|ERR_MODULE_NOT_FOUND|Cannot find (module|package)|Failed to (load|parse)|Transform failed/;

/** Messages of a timeout, which on a busy machine mean nothing; vitest's JSON has only messages. */
const TOO_SLOW = /STACK_TRACE_ERROR|timed out in/;

/**
 * `caught` only if a test failed: any change can break loading or building.
 *
 * @param {Report | string} report or why there is none
 * @param {Pick<Bug, 'hangs'>} [bug]
 * @returns {{ verdict: 'caught' | 'lives' | 'unknown', by: string }} `by`: the first test that failed
 */
export function judgeBug(report, { hangs } = {}) {
  if (typeof report === 'string') return { verdict: 'unknown', by: report };
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  const message = (/** @type {typeof failed[number] | undefined} */ test) => (test?.failureMessages ?? []).join('\n');
  const real = failed.find((test) => !NOT_LOADED.test(message(test)) && (hangs || !TOO_SLOW.test(message(test))));
  if (real) return { verdict: 'caught', by: real.fullName };
  const loaded =
    tests.length > 0 && failed.length === 0 && report.testResults.every(({ status }) => status === 'passed');
  if (loaded) return { verdict: 'lives', by: '' };
  const why = report.testResults.find((file) => file.message)?.message ?? message(failed[0]);
  return { verdict: 'unknown', by: why || 'no test was run' };
}
