// @ts-check
import { writeFileSync } from 'node:fs';
import { fromRoot } from '../tools/root.mjs';

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {'x' | 'ms' | 'MB' | 'kB' | 'bytes'} unit `x`: ratio; MB and kB: 10⁶ and 10³ bytes
 * @property {number} value smaller is better
 * @property {number} [limit]
 * @property {string} note
 */

/** @typedef {import('./throughput.mjs').Speed} Speed */

const RESULTS = 'test/bench/results.json';

/** @param {Figure} figure */
const verdict = ({ value, limit }) => (limit === undefined ? '' : value <= limit ? 'ok' : 'over');

/**
 * @param {readonly Figure[]} figures
 * @param {readonly Speed[]} speeds
 */
export function printReport(figures, speeds) {
  printTable(
    ['figure', 'measured', 'limit', '', ''],
    figures.map((figure) => [
      figure.name,
      `${figure.value} ${figure.unit}`,
      figure.limit === undefined ? '' : `${figure.limit} ${figure.unit}`,
      verdict(figure),
      figure.note,
    ]),
  );
  const tasks = speeds.map(({ task, by, perSecond, note = '' }) => [task, by, perSecond.toLocaleString('en'), note]);
  if (tasks.length > 0) printTable(['task', 'by', 'a second', ''], tasks);
  const over = figures.filter((figure) => verdict(figure) === 'over').map(({ name }) => name);
  console.log(over.length === 0 ? 'Every figure is within its limit.' : `OVER THE LIMIT: ${over.join('; ')}`);
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function printTable(head, rows) {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  console.log(`\n${line(head)}\n${line(widths.map((width) => '-'.repeat(width)))}`);
  for (const row of rows) console.log(line(row));
  console.log('');
}

/**
 * Writes the results, without anything that identifies the machine.
 *
 * @param {readonly Figure[]} figures
 * @param {readonly Speed[]} throughput
 * @param {string} chromium version
 */
export function writeResults(figures, throughput, chromium) {
  const judged = figures.map(({ limit, note, ...figure }) =>
    limit === undefined ? { ...figure, note } : { ...figure, limit, ok: figure.value <= limit, note },
  );
  const results = { node: process.version, chromium, figures: judged, throughput };
  writeFileSync(fromRoot(RESULTS), `${JSON.stringify(results, null, 2)}\n`);
  console.log(`written to ${RESULTS}`);
}
