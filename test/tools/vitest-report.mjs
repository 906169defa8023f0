// @ts-check
import { toRelative } from './root.mjs';

/**
 * What is used of vitest's JSON report.
 *
 * @typedef {object} Report
 * @property {{
 *   name: string, status: string, message?: string,
 *   assertionResults: { fullName: string, status: string, failureMessages?: string[] | null }[]
 * }[]} testResults
 */

/** @typedef {{ passed: number, failures: { name: string, message: string }[] }} Tally */

/**
 * Counts a report. A test that was left out counts as failed, since it proves nothing, and so does a file
 * that could not be loaded.
 *
 * @param {Report} report
 * @returns {Tally}
 */
export function tally(report) {
  let passed = 0;
  /** @type {Tally['failures']} */
  const failures = [];
  for (const { name, status, message, assertionResults } of report.testResults) {
    const file = toRelative(name);
    for (const test of assertionResults) {
      if (test.status === 'passed') passed += 1;
      else {
        const why = test.status === 'failed' ? (test.failureMessages ?? []).join('\n') : `not run (${test.status})`;
        failures.push({ name: `${file} > ${test.fullName}`, message: why });
      }
    }
    const silent = status === 'failed' && !assertionResults.some((test) => test.status !== 'passed');
    if (silent) failures.push({ name: file, message: message ?? 'the file could not be run' });
  }
  return { passed, failures };
}
