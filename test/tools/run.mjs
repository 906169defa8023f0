// @ts-check
import { spawn } from 'node:child_process';
import { fromRoot, root } from './root.mjs';

/**
 * @typedef {object} Ran
 * @property {number} code exit code; 1 if a signal ended it
 * @property {string} output both streams in order
 * @property {boolean} inTime
 */

/**
 * Runs a program at the root of the project to its end. At the time limit its whole process group ends.
 *
 * @param {readonly string[]} command program and arguments
 * @param {{ show?: boolean, limitMs?: number, env?: Record<string, string>, cwd?: string }} [options] `show`: also prints the output at
 * once
 * @returns {Promise<Ran>}
 */
export function run([program = '', ...args], { show = false, limitMs = 10 * 60_000, env = {}, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, detached: true, env: { ...process.env, NO_COLOR: '1', ...env } });
    let output = '';
    let inTime = true;
    const limit = setTimeout(() => {
      inTime = false;
      end('SIGKILL');
    }, limitMs);
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
    };
    const interrupted = () => {
      end('SIGTERM');
      setImmediate(() => process.exit(130));
    };
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (/** @type {Buffer} */ chunk) => {
        output += chunk;
        if (show) process.stdout.write(chunk);
      });
    }
    const done = (/** @type {number} */ code) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      resolve({ code, output, inTime });
    };
    child.on('error', (error) => {
      output += error.message;
      done(1);
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

/** @param {string} name of a program of a development dependency */
export const bin = (name) => fromRoot(`node_modules/.bin/${name}`);
