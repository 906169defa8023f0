// @ts-check
/**
 * `node test/bench/office.mjs [applications] [sqlite] [postgres]`: fills a register of the reference back office and times each of its
 * operations beside those of an empty one, by turns. 2,800,000 applications unless told, on both stores.
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
// It does its work while it is loaded: what it loads on demand is found as long as that lasts.
await runnerImport(fromRoot('test/bench/office-work.ts'), { configFile: false, logLevel: 'warn' });
