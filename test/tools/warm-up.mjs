// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot, root } from './root.mjs';

/** Milliseconds until SIGKILL. */
const LIMIT_MS = 20_000;

/**
 * Starts the built kiosk once, on its own ledger and a free port, and ends it. V8's code cache is then stored beside the build, and later
 * starts are faster.
 *
 * @returns {Promise<void>} rejects with the kiosk's output if it does not start
 */
export const warmUp = () => startAndEndKiosk([process.execPath, fromRoot('dist/device/asan-kiosk.js')], LIMIT_MS);

/**
 * @param {readonly string[]} command the kiosk
 * @param {number} limitMs
 * @returns {Promise<void>}
 */
export async function startAndEndKiosk(command, limitMs) {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-warm-up-'));
  const profile = join(folder, 'profile.yaml');
  const simulated = readFileSync(fromRoot('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(
    profile,
    simulated.replace(/^ledger:.*$/m, `ledger: { file: ${JSON.stringify(`${folder}/ledger.db`)} }`),
  );
  try {
    await startAndEnd([...command, 'run', '--simulate', '--json', '--port', '0', '--profile', profile], limitMs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} line
 * @param {number} limitMs
 * @returns {Promise<void>}
 */
function startAndEnd([program = '', ...args], limitMs) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ASAN_KIOSK_WRITE_CODE_CACHE: '1' },
    });
    let said = '';
    let started = false;
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (!started) child.kill('SIGINT');
      started = true;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(limit);
      if (started && code === 0) resolve();
      else reject(new Error(`the built kiosk did not start or did not end (code ${code})\n${said.trimEnd()}`));
    });
  });
}
