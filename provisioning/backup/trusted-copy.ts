import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { trustedFile } from '../../device/files/real-file.ts';

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** Copies a small file. A link that another user lays meanwhile is not followed, and a named pipe does not block. */
export function copyTrusted(from: string, to: string): void {
  const handle = openSync(trustedFile(from), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    writeFileSync(to, readFileSync(handle), { mode: 0o600 });
  } finally {
    closeSync(handle);
  }
}
