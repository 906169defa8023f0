// @ts-check
/**
 * `npm run prove -- stalls [--seed N]` runs `npm test`. At random, for 150 to 400 ms, it stops one process that a test started, as a host
 * stops a core.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { root } from './root.mjs';

const EVERY_MS = 300;
const STILL_MS = { least: 150, most: 400 };
/** Stopping a process that runs tests would only slow everything down. */
const RUNS_TESTS = /vitest|npm|\bsh\b/;

let state = Number(process.env['STALLS_SEED'] ?? 1);
/** Lehmer's generator. */
const random = () => {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
};

/** State of a process that a test has stopped. That test resumes it. */
const STOPPED = 'T';

/** @returns {{ pid: number, parent: number, state: string, command: string }[]} */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, its = '', above] = /\) (\S) (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(name), parent: Number(above), state: its, command }];
      } catch {
        return [];
      }
    });
}

/** @param {number} pid */
function below(pid) {
  const all = processes();
  const found = new Set([pid]);
  for (const above of found) for (const one of all) if (one.parent === above) found.add(one.pid);
  // script(1) stops itself with its child; no shell resumes it, so both are left alone.
  const underScript = new Set(all.filter(({ command }) => command.startsWith('script ')).map((one) => one.pid));
  return all.filter(
    (one) =>
      one.pid !== pid &&
      found.has(one.pid) &&
      one.state !== STOPPED &&
      !underScript.has(one.parent) &&
      !RUNS_TESTS.test(one.command),
  );
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {}
}

let stalls = 0;
const command = spawn('npm', ['test', '--', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
const timer = setInterval(() => {
  const candidates = below(command.pid ?? 0);
  const chosen = candidates[Math.floor(random() * candidates.length)];
  if (!chosen) return;
  stalls += 1;
  send(chosen.pid, 'SIGSTOP');
  const still = STILL_MS.least + random() * (STILL_MS.most - STILL_MS.least);
  setTimeout(() => send(chosen.pid, 'SIGCONT'), still);
}, EVERY_MS);
command.on('close', (code) => {
  clearInterval(timer);
  console.error(`${stalls} times a process stood still`);
  process.exitCode = code ?? 1;
});
