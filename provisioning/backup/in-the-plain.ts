import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../command/io.ts';

/**
 * A folder of this user alone for what a backup has in the plain, keys and passwords among it. It is gone when the work is done, and where
 * somebody ends the process meanwhile: first the folder, then the process, as if nobody had listened.
 */
export async function inThePlain<T>(
  prefix: string,
  { onInterrupt }: Pick<Io, 'onInterrupt'>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), prefix));
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
