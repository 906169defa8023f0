// @ts-check
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fromRoot } from '../root.mjs';

/** The device stands behind the page, at the port after it. */
const LAST_PORT = 65_534;

/**
 * The port of the page; ends with 2 where it is none.
 *
 * @param {readonly string[]} args
 */
export function portOf(args) {
  try {
    const { port } = parseArgs({ args: [...args], options: { port: { type: 'string', default: '8080' } } }).values;
    if (/^[1-9]\d*$/.test(port) && Number(port) <= LAST_PORT) return Number(port);
    return end(2, `--port ${port}: write a number from 1 to ${LAST_PORT}; the port after it is taken too`);
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : error}; write: npm run dev [-- --port N]`);
  }
}

/**
 * What is built anew is taken away from a kiosk that runs from the same folder, and two may not share a ledger: ends with 1 where one has it.
 *
 * @param {string} file the ledger's lock
 */
export async function endWhereOneRuns(file) {
  if (!existsSync(fromRoot(file))) return;
  const { default: Database } = await import('better-sqlite3');
  const lock = new Database(fromRoot(file), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE; ROLLBACK');
  } catch {
    end(
      1,
      'a simulated kiosk runs from this folder already (LDG-101): end it first, with Ctrl-C where `npm start` runs',
    );
  } finally {
    lock.close();
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
