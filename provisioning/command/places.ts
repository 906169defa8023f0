import { createServer } from 'node:net';
import { relative } from 'node:path';

/** Path relative to package.json. */
export const SIMULATED_PROFILE = 'provisioning/profiles/simulated.yaml';

/** Relative path if the file is below the current folder; otherwise the path as it is. */
export function shortPath(path: string): string {
  // In the root folder every path would lose its first slash.
  if (process.cwd() === '/') return path;
  const near = relative(process.cwd(), path);
  return near.startsWith('..') || near === '' ? path : near;
}

export const LOOPBACK = '127.0.0.1';

/** Error code if the port cannot be opened now, such as `EADDRINUSE`; otherwise `null`. */
export function portRefusal(port: number): Promise<string | null> {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    probe.listen({ port, host: LOOPBACK }, () => probe.close(() => settle(null)));
  });
}
