// @ts-check
import { spawn } from 'node:child_process';
import { fromRoot, root } from '../root.mjs';

/** Milliseconds from a kiosk's SIGTERM to SIGKILL. */
const PATIENCE_MS = 3_000;
/** Limits of the shown standard error: lines, and letters of a line. A bundle's lines are very long. */
const LINES_KEPT = 12;
const LONGEST = 200;

/**
 * Runs the simulated kiosk as a process. A new process starts after the last one has ended, because both need the same port.
 *
 * @param {number} port
 * @param {import('./problems.mjs').Problems} problems
 */
export function createDevice(port, problems) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let running;
  let starting = Promise.resolve();
  let up = false;

  /** @returns {Promise<void>} */
  function stop() {
    const child = running;
    running = undefined;
    up = false;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      child.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      child.kill('SIGTERM');
    });
  }

  function launch() {
    const args = [fromRoot('dist/device/asan-kiosk.js'), 'run', '--simulate', '--port', String(port)];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    running = child;
    /** @type {string[]} */
    let said = [];
    child.stdout.pipe(process.stdout, { end: false });
    child.stdout.once('data', () => {
      if (running === child) up = true;
      problems.set('device', []);
    });
    child.stderr.on('data', (/** @type {Buffer} */ chunk) => {
      process.stderr.write(chunk);
      const lines = chunk.toString().trimEnd().split('\n');
      said = [...said, ...lines.map((line) => line.slice(0, LONGEST))].slice(-LINES_KEPT);
    });
    child.once('close', (code, signal) => {
      if (running !== child) return;
      up = false;
      const found = `it ended with ${code ?? signal}\n${said.join('\n')}`;
      problems.set('device', [{ file: '', line: null, expected: 'a kiosk that runs', found }]);
    });
  }

  return {
    /** @returns {Promise<void>} */
    startAnew() {
      starting = starting.then(stop).then(launch);
      return starting;
    },
    stop,
    isUp: () => up,
  };
}
