import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../command/io.ts';

const PREFIX = 'asan-kiosk-plain-';

/**
 * Gives the work a folder that only this user can read, for unencrypted content such as keys and passwords, and deletes it afterwards. On a
 * signal, it deletes the folder and then ends the process by the signal. The next run deletes a folder that `kill -9` left.
 */
export async function withPlaintextFolder<T>(
  { onInterrupt }: Pick<Io, 'onInterrupt'>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  removeStale(tmpdir());
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const release = onInterrupt((by) => {
    remove();
    process.kill(process.pid, by);
  });
  try {
    return await work(folder);
  } finally {
    release();
    remove();
  }
}

/** Deletes folders that an ended process of this user left; the folder's name has the process id. */
function removeStale(base: string): void {
  for (const name of readdirSync(base)) {
    const pid = name.startsWith(PREFIX) ? /^(\d+)-/.exec(name.slice(PREFIX.length))?.[1] : undefined;
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = lstatSync(join(base, name), { throwIfNoEntry: false });
    if (folder?.isDirectory() && folder.uid === process.getuid?.())
      rmSync(join(base, name), { recursive: true, force: true });
  }
}

/** Whether the process runs, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
