// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBundled } from './bundled.mjs';
import { median, rounded } from './numbers.mjs';
import { startKiosk } from './processes.mjs';

const PAST = 600_000;
const PAST_LIMIT = 1.2;
const STEP_LIMIT = 1.5;
/** Milliseconds that a touch may wait while Prometheus reads metrics. */
const TURN_LIMIT = 10;
const RECOVERIES = 41;
const STARTS = 9;
const STEPS = 300;

/**
 * Measures the cost of a long past, and of one step compared with SQLite's fastest durable write.
 *
 * @returns {Promise<import('./report.mjs').Figure[]>}
 */
export async function measureLedger() {
  const [work] = await loadBundled({ 'ledger-work': 'test/bench/ledger-work.ts' });
  const { writePastApplications, timeRecovery, timeLedgerEntries, timeMetricsReading } =
    /** @type {typeof import('./ledger-work.ts')} */ (work);
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-bench-'));
  try {
    const started = performance.now();
    const files = { long: join(folder, 'long.db'), empty: join(folder, 'empty.db') };
    writePastApplications(files.long, PAST);
    const writtenMs = performance.now() - started;
    writePastApplications(files.empty, 0);

    const recovery = await byTurns(files, timeRecovery, RECOVERIES);
    const coldStart = await byTurns(files, timeColdStart, STARTS);
    const steps = timeLedgerEntries(folder, STEPS);
    const figures = await timeMetricsReading(files.long);
    const step = { ledger: median(steps.ledger), bare: median(steps.bare) };
    return [
      over('recovery', recovery, `written in ${rounded(writtenMs / 1000)} s`),
      over('cold start', coldStart, 'to ready'),
      {
        name: `longest turn of a scrape of ${PAST.toLocaleString('en')} past applications`,
        unit: 'ms',
        value: rounded(figures.longest, 1),
        limit: TURN_LIMIT,
        note: `the first reading took ${rounded(figures.first)} ms in turns, the next one ${rounded(figures.again, 1)} ms`,
      },
      {
        name: 'ledger step / bare transaction',
        unit: 'x',
        value: rounded(step.ledger / step.bare, 2),
        limit: STEP_LIMIT,
        note: `medians of ${STEPS * 5} steps by turns, ${rounded(step.ledger, 2)} and ${rounded(step.bare, 2)} ms; both WAL and synchronous=FULL`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} what
 * @param {{ long: number[], empty: number[] }} times
 * @param {string} note
 * @returns {import('./report.mjs').Figure}
 */
function over(what, { long, empty }, note) {
  return {
    name: `${what} with ${PAST.toLocaleString('en')} past applications / with none`,
    unit: 'x',
    value: rounded(median(long) / median(empty), 2),
    limit: PAST_LIMIT,
    note: `medians of ${long.length} rounds by turns, ${rounded(median(long), 1)} and ${rounded(median(empty), 1)} ms; ${note}`,
  };
}

/**
 * @param {{ long: string, empty: string }} files
 * @param {(file: string, nth: number) => Promise<number>} time
 * @param {number} rounds
 */
async function byTurns(files, time, rounds) {
  const times = { long: /** @type {number[]} */ ([]), empty: /** @type {number[]} */ ([]) };
  for (let round = 0; round <= rounds; round += 1) {
    const empty = await time(files.empty, round);
    const long = await time(files.long, round);
    if (round === 0) continue;
    times.empty.push(empty);
    times.long.push(long);
  }
  return times;
}

/** @param {string} file */
async function timeColdStart(file) {
  const kiosk = await startKiosk(file);
  await kiosk.stop();
  return kiosk.startMs;
}
