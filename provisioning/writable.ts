import { accessSync, constants, existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { systemWords } from './bytes/input.ts';

/** A folder that the kiosk writes into, as it is now. */
export interface FolderLook {
  /** The folder itself, or the nearest one above it that is there. */
  readonly there: string;
  readonly writable: boolean;
}

export function lookAtFolder(folder: string): FolderLook {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
    return { there, writable: true };
  } catch {
    // `access` refuses for many reasons, and each is the same to whoever would write.
    return { there, writable: false };
  }
}

/** What to do about a folder that this user cannot write, for doctor and for a start that failed. */
export const folderFix = (folder: string): string =>
  `sudo install -d -o ${userName()} ${folder}, or another ledger.file in the profile`;

/** One line for a kiosk that could not start because of its folder. */
export function folderTrouble(folder: string, error: unknown): string {
  const { there, writable } = lookAtFolder(folder);
  if (writable) return `the folder ${folder} takes no file: ${systemWords(error)}; ${folderFix(folder)}`;
  return `the ledger folder ${folder} can not be ${there === folder ? 'written' : 'made'} by ${userName()}: ${folderFix(folder)}`;
}

/** Who runs this; a number where the system has no name for it. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // libuv throws where the user is in no passwd, as in some containers.
    return String(process.getuid?.() ?? 'kiosk');
  }
}
