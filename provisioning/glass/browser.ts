import { type ChildProcess, spawn } from 'node:child_process';

export interface Browser {
  /** `null` once it has ended; then why in words. */
  readonly ended: Promise<string>;
  /** Ends it with everything it started, also what stands still. Resolves when its first process is gone. */
  end(): Promise<void>;
}

/** Starts a browser as a process group of its own, so that all of it can be ended at once. Its messages go where ours go. */
export function startBrowser([command = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Browser {
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'], env });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : signal));
  });
  return {
    ended,
    async end() {
      killGroup(child);
      await ended;
    },
  };
}

/** The browser is killed at once and not asked to end: its profile is thrown away. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it is gone already.
  }
}
