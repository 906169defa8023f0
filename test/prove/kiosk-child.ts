import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { packageFile } from '../../device/files/package-root.ts';
import type { KioskOrder, KioskProcessReport, VisitOrder } from './protocol.ts';

/** `silent`: nothing for `LIMIT_MS`, although it had a core. */
export type ChildOutcome =
  | KioskProcessReport
  | { readonly is: 'ended'; readonly signal: string | null }
  | { readonly is: 'silent' };

export interface KioskChild {
  order(order: KioskOrder): Promise<ChildOutcome>;
  visit(visit: VisitOrder): Promise<ChildOutcome>;
  kill(): Promise<void>;
}

/** Milliseconds of silence, far more than a recovery takes. Time without a core does not count. */
const LIMIT_MS = 20_000;
/** Longest silence in milliseconds, even without a core: such a busy machine cannot run the proof. */
const LONGEST_MS = 10 * LIMIT_MS;

/** Starts a child while the process before works, because the start takes most of the time. */
export function startKioskChild(): KioskChild {
  const child = spawn(process.execPath, [packageFile('dist/prove/launch.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ASAN_KIOSK_WRITE_CODE_CACHE: '1' },
  });
  const heard: ChildOutcome[] = [];
  let listener: ((what: ChildOutcome) => void) | undefined;
  const tell = (what: ChildOutcome) => {
    const waiting = listener;
    listener = undefined;
    if (waiting) waiting(what);
    else heard.push(what);
  };
  createInterface({ input: child.stdout }).on('line', (line) => tell(JSON.parse(line) as KioskProcessReport));
  child.stdin.on('error', () => undefined);
  child.once('exit', (_, signal) => tell({ is: 'ended', signal }));

  function next(): Promise<ChildOutcome> {
    const first = heard.shift();
    if (first) return Promise.resolve(first);
    return new Promise((resolve) => {
      const forget = afterSilence(child.pid, () => tell({ is: 'silent' }));
      listener = (what) => {
        forget();
        resolve(what);
      };
    });
  }

  const write = (line: string) => void child.stdin.write(`${line}\n`);
  return {
    order(order) {
      write(JSON.stringify(order));
      return next();
    },
    visit(visit) {
      write(JSON.stringify(visit));
      return next();
    },
    kill: () => ended(child),
  };
}

/**
 * Calls `end` after the limit. Time without a core extends the limit.
 *
 * @returns ends the watch
 */
function afterSilence(pid: number | undefined, end: () => void): () => void {
  const began = performance.now();
  const waitedBefore = waitedForCore(pid);
  const look = () => {
    const silent = performance.now() - began;
    const rest = LIMIT_MS + waitedForCore(pid) - waitedBefore - silent;
    if (rest <= 0 || silent >= LONGEST_MS) end();
    else limit = setTimeout(look, rest);
  };
  let limit = setTimeout(look, LIMIT_MS);
  return () => clearTimeout(limit);
}

const waitedForCore = (pid: number | undefined): number => coreDelay(`${pid}`) + coreDelay('self');

/** Milliseconds that a process waited for a core, from nanoseconds (Linux, `sched-stats.rst`); 0 if it has ended. */
function coreDelay(process: string): number {
  try {
    return Number(readFileSync(`/proc/${process}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
