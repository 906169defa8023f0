import { readFileSync, writeFileSync } from 'node:fs';
import { withNoFollowHandle } from '../../device/files/file-itself.ts';
import { resolveTrustedLink } from '../../device/files/real-file.ts';

/** Content of a small file. Does not follow a link that another user makes meanwhile, and does not wait for a named pipe. */
export const readIfNoForeignLink = (path: string): Buffer =>
  withNoFollowHandle(resolveTrustedLink(path), (handle) => readFileSync(handle));

export const copyIfNoForeignLink = (from: string, to: string): void =>
  writeFileSync(to, readIfNoForeignLink(from), { mode: 0o600 });
