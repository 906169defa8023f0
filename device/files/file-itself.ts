import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** Opens a file or a folder for reading. A link in its place throws ELOOP, and a named pipe does not block. */
export function withNoFollowHandle<T>(path: string, use: (handle: number) => T): T {
  const handle = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    return use(handle);
  } finally {
    closeSync(handle);
  }
}

/** Whether only this user may write a file or a folder. */
export const isWritableByUserAlone = ({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean =>
  uid === process.getuid?.() && (mode & 0o022) === 0;

/** Content of a file that only this user may write; otherwise `null`. Checks the open file: the name may lead elsewhere by now. */
export const readOwnFile = (path: string): Buffer | null =>
  withNoFollowHandle(path, (handle) => {
    const its = fstatSync(handle);
    return its.isFile() && isWritableByUserAlone(its) ? readFileSync(handle) : null;
  });
