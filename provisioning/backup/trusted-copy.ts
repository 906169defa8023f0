import { readFileSync, writeFileSync } from 'node:fs';
import { withFileItself } from '../../device/files/file-itself.ts';
import { trustedFile } from '../../device/files/real-file.ts';

/** Content of a small file. Does not follow a link that another user makes meanwhile, and does not wait for a named pipe. */
export const readTrusted = (path: string): Buffer =>
  withFileItself(trustedFile(path), (handle) => readFileSync(handle));

export const copyTrusted = (from: string, to: string): void => writeFileSync(to, readTrusted(from), { mode: 0o600 });
