// @ts-check
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../tools/root.mjs';
import { loadBundled } from './bundled.mjs';
import { rounded } from './numbers.mjs';

/** @typedef {import('./report.mjs').Figure} Figure */

const SMALL = 10_000;
const LARGE = 10_000_000;
const TIMES = 400;
const APPLICATIONS = 2_000;
/** Limit: a thousand times the leaves may cost twice as much. */
const GROWTH_LIMIT = 2;

/**
 * Measures an append and a proof with ten million leaves and with ten thousand, and the disk space of an application.
 *
 * @returns {Promise<Figure[]>}
 */
export async function measureLog() {
  const [work] = await loadBundled({ 'log-growth': 'test/bench/log-growth.ts' });
  const { growLog, timeLog, diskOfApplications } = /** @type {typeof import('./log-growth.ts')} */ (work);
  const folder = mkdtempSync(fromRoot('dist/bench-log-'));
  try {
    const timesOf = (/** @type {string} */ name, /** @type {number} */ size) => {
      growLog(join(folder, name), size);
      return timeLog(join(folder, name), size, TIMES);
    };
    const small = timesOf('small.db', SMALL);
    const large = timesOf('large.db', LARGE);
    const disk = diskOfApplications(join(folder, 'ledger.db'), APPLICATIONS, randomUUID);
    const growth = (/** @type {'append' | 'unforced' | 'proof'} */ what, /** @type {string} */ name) => ({
      name: `${name}: 10 million leaves / 10 thousand`,
      unit: /** @type {const} */ ('x'),
      value: rounded(large[what] / small[what], 2),
      limit: GROWTH_LIMIT,
      note: `${inUs(large[what])} and ${inUs(small[what])} µs, median of ${TIMES}`,
    });
    return [
      growth('append', 'log, append of a leaf, on the disk'),
      growth('unforced', 'log, append of a leaf, not waiting for the disk'),
      growth('proof', 'log, proof of any leaf, signed'),
      {
        name: 'disk for one application',
        unit: 'bytes',
        value: rounded(disk.ledger + disk.log),
        note: `paid by card; ${rounded(disk.log)} of it the log (${rounded(large.bytes)} a leaf at 10 million)`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const inUs = (/** @type {number} */ seconds) => rounded(seconds * 1_000_000);
