import { readFileSync, writeFileSync } from 'node:fs';
import { withFileItself } from '../../device/files/file-itself.ts';
import { trustedFile } from '../../device/files/real-file.ts';

/** Copies a small file. It does not follow a link that another user makes during the copy, and a named pipe does not block it. */
export const copyTrusted = (from: string, to: string): void =>
  withFileItself(trustedFile(from), (handle) => writeFileSync(to, readFileSync(handle), { mode: 0o600 }));
