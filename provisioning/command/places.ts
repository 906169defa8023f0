import { createServer } from 'node:net';
import { relative } from 'node:path';

/** What `run --simulate` starts; relative to package.json. */
export const SIMULATED_PROFILE = 'provisioning/profiles/simulated.yaml';

/** A path as short as it can be said from here; only a path below this folder gets shorter. */
export function nearName(path: string): string {
  // From the root every path is below: without its first slash nobody knows it again.
  if (process.cwd() === '/') return path;
  const near = relative(process.cwd(), path);
  return near.startsWith('..') || near === '' ? path : near;
}

/** The page is for this machine alone. */
export const LOOPBACK = '127.0.0.1';

/** The system's code for why nobody could listen there now, such as `EADDRINUSE`, or `null`. */
export function portRefusal(port: number): Promise<string | null> {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    probe.listen({ port, host: LOOPBACK }, () => probe.close(() => settle(null)));
  });
}
