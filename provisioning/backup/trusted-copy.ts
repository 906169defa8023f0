import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { trustedFile } from '../../device/files/real-file.ts';

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** Copies a small file. It does not follow a link that another user makes during the copy, and a named pipe does not block it. */
export function copyTrusted(from: string, to: string): void {
  const handle = openSync(trustedFile(from), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    writeFileSync(to, readFileSync(handle), { mode: 0o600 });
  } finally {
    closeSync(handle);
  }
}
