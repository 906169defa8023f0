// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot, root } from '../tools/root.mjs';

/** A longer wait is a fault, not a result. */
const START_LIMIT_MS = 20_000;

/** Setting of glibc's memory, as in `npm start`: saves 4 to 5 MB. */
const MALLOC = { MALLOC_TRIM_THRESHOLD_: '1048576', MALLOC_MMAP_THRESHOLD_: '524288' };

/**
 * @typedef {object} Started
 * @property {string} url with a slash at the end
 * @property {number} pid
 * @property {number} startMs from before the process was created until its last start message
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the built kiosk as in `npm start`, on its own ledger and a free port. The kiosk prints its addresses when all devices are up and
 * the first screen is served.
 *
 * @param {string} [book] file of its ledger; default: a new one
 * @param {(profile: string) => string} [change]
 * @returns {Promise<Started>}
 */
export async function startKiosk(book, change = (profile) => profile) {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-bench-'));
  const profile = join(folder, 'profile.yaml');
  const simulated = readFileSync(fromRoot('provisioning/profiles/simulated.yaml'), 'utf8');
  const ledger = `ledger: { file: ${JSON.stringify(book ?? join(folder, 'ledger.db'))} }`;
  writeFileSync(profile, change(simulated.replace(/^ledger:.*$/m, ledger)));
  const command = [fromRoot('dist/device/asan-kiosk.js'), 'run', '--simulate', '--port', '0', '--profile', profile];
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const kiosk = await start(command, /^Kiosk\s+(\S+)\s+Dock\s+\S+\s/);
    return { ...kiosk, stop: () => kiosk.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** @returns {Promise<Started>} */
export const startBareServer = () => start([fromRoot('test/bench/bare-server.mjs')], /^(\S+)\s/);

/**
 * @param {readonly string[]} command arguments of `node`
 * @param {RegExp} said its first group is the address
 * @returns {Promise<Started>}
 */
function start(command, said) {
  const startedMs = performance.now();
  const env = { ...process.env, ...MALLOC };
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = () =>
    /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('close', () => resolve());
        child.kill('SIGTERM');
      })
    );
  return new Promise((resolve, reject) => {
    let output = '';
    let errors = '';
    const limit = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      const url = said.exec(output)?.[1];
      if (url === undefined || child.pid === undefined) return;
      clearTimeout(limit);
      resolve({ url, pid: child.pid, startMs: performance.now() - startedMs, stop });
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      errors += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      reject(new Error(`node ${command[0]} ended with ${code} before it was up\n${errors}`));
    });
  });
}

/**
 * Sends one GET on a new connection.
 *
 * @param {string} url
 * @returns {Promise<void>} resolves with the end of a good answer
 */
export function request(url) {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      response.resume().once('end', resolve).once('error', reject);
    }).once('error', reject);
  });
}
