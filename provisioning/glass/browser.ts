import { type ChildProcess, spawn } from 'node:child_process';

export interface Browser {
  readonly ended: Promise<string>;
  /** Kills the browser with all its processes, even suspended ones. Resolves when the first, the compositor, has ended. */
  end(): Promise<void>;
}

/**
 * Starts a browser as its own process group, so that all its processes can be ended at once. The browser's output goes to the output of
 * this process.
 */
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

/** The browser's profile is thrown away, so no clean end is needed. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {}
}
