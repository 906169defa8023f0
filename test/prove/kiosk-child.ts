import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { packageFile } from '../../device/files/package-root.ts';
import type { KioskOrder, KioskWord, VisitOrder } from './protocol.ts';

/** How a process came to what it was told to do. `silent`: it neither said anything nor ended for `LIMIT_MS`. */
export type Heard = KioskWord | { readonly is: 'ended'; readonly signal: string | null } | { readonly is: 'silent' };

/** One process of the kiosk, started and waiting for its order. */
export interface KioskChild {
  order(order: KioskOrder): Promise<Heard>;
  /** Lets a citizen come. */
  visit(visit: VisitOrder): Promise<Heard>;
  /** SIGKILL from outside, if it is still there. */
  kill(): Promise<void>;
}

/** Far above what a recovery takes on a busy machine. */
const LIMIT_MS = 20_000;

/** Starting takes most of a point's time, so the next process is started while the one before is at work. */
export function startKioskChild(): KioskChild {
  const child = spawn(process.execPath, [packageFile('dist/prove/launch.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ASAN_KIOSK_WRITE_CODE_CACHE: '1' },
  });
  const heard: Heard[] = [];
  let listener: ((what: Heard) => void) | undefined;
  const tell = (what: Heard) => {
    const waiting = listener;
    listener = undefined;
    if (waiting) waiting(what);
    else heard.push(what);
  };
  createInterface({ input: child.stdout }).on('line', (line) => tell(JSON.parse(line) as KioskWord));
  // The order may come when it has ended already; `exit` says so.
  child.stdin.on('error', () => undefined);
  child.once('exit', (_, signal) => tell({ is: 'ended', signal }));

  function next(): Promise<Heard> {
    const first = heard.shift();
    if (first) return Promise.resolve(first);
    return new Promise((resolve) => {
      const limit = setTimeout(() => tell({ is: 'silent' }), LIMIT_MS);
      listener = (what) => {
        clearTimeout(limit);
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

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
