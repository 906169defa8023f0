// @ts-check
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { sourceModule } from '../source.mjs';

const LAST_PORT = 65_534;

/**
 * Reads the port of the page. Exits with code 2 if the port is invalid.
 *
 * @param {readonly string[]} args
 */
export function parsePagePort(args) {
  try {
    const { port } = parseArgs({ args: [...args], options: { port: { type: 'string', default: '8080' } } }).values;
    if (/^[1-9]\d*$/.test(port) && Number(port) <= LAST_PORT) return Number(port);
    return end(2, `--port ${port}: write a number from 1 to ${LAST_PORT}; the port after it is taken too`);
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : error}; write: npm run dev [-- --port N]`);
  }
}

/**
 * Exits with code 1 if a kiosk uses the ledger: a new build would remove its files, and two kiosks may not share a ledger.
 *
 * @param {string} ledger its file
 */
export async function exitIfLedgerLocked(ledger) {
  if (!existsSync(dirname(ledger))) return;
  const { lockLedger } = await sourceModule('device/ledger/ledger-lock.ts');
  try {
    lockLedger(ledger)();
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code !== 'LDG-101') throw error;
    end(
      1,
      'a simulated kiosk runs from this folder already (LDG-101): end it first, with Ctrl-C where `npm start` runs',
    );
  }
}

/**
 * @param {number} code
 * @param {string} line
 * @returns {never}
 */
function end(code, line) {
  console.error(`npm run dev: ${line}`);
  process.exit(code);
}
