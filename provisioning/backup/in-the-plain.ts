import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../command/io.ts';

const PREFIX = 'asan-kiosk-plain-';

/**
 * A folder of this user alone for what a backup has in the plain, keys and passwords among it. It is gone when the work is done, and where
 * somebody ends the process meanwhile: first the folder, then the process, as if nobody had listened. The next run deletes what `kill -9` left.
 */
export async function inThePlain<T>(
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

/** Deletes folders of this user whose process has ended: a folder has the number of its process in its name. */
function removeStale(base: string): void {
  for (const name of readdirSync(base)) {
    const pid = name.startsWith(PREFIX) ? /^(\d+)-/.exec(name.slice(PREFIX.length))?.[1] : undefined;
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = lstatSync(join(base, name), { throwIfNoEntry: false });
    if (folder?.isDirectory() && folder.uid === process.getuid?.())
      rmSync(join(base, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
