// @ts-check
/**
 * `node test/bench/office.mjs [applications] [sqlite] [postgres]` times the office's operations on a full and an empty register. Default:
 * 2,800,000 applications, both stores.
 */
import { runnerImport } from 'vite';
import { fromRoot } from '../tools/root.mjs';

const words = process.argv.slice(2);
const applications = Number(words.find((word) => /^\d+$/.test(word)) ?? 2_800_000);
const stores = words.filter((word) => word === 'sqlite' || word === 'postgres');
process.env['OFFICE_BENCH'] = JSON.stringify({
  applications,
  stores: stores.length > 0 ? stores : ['sqlite', 'postgres'],
});
await runnerImport(fromRoot('test/bench/office-work.ts'), { configFile: false, logLevel: 'warn' });
