import { readFileSync, writeFileSync } from 'node:fs';
import { withFileItself } from '../../device/files/file-itself.ts';
import { trustedFile } from '../../device/files/real-file.ts';

/** The content of a small file. It does not follow a link that another user makes meanwhile, and a named pipe does not block it. */
export const readTrusted = (path: string): Buffer =>
  withFileItself(trustedFile(path), (handle) => readFileSync(handle));

/** Copies a small file as `readTrusted` reads it. */
export const copyTrusted = (from: string, to: string): void => writeFileSync(to, readTrusted(from), { mode: 0o600 });
