import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { FileOwner } from '../../../device/files/durable-file.ts';
import { makeFolder } from '../../../device/files/make-folder.ts';
import { ok } from '../../../drivers/result.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import { resolveInImage, withFolderInImage } from './below-root.ts';

/** `code`: null if the program is missing or was killed. */
export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
}

export type RunProgram = (program: string, args: readonly string[]) => Promise<CommandResult>;

/** This machine, or an image's folder in which nothing runs. */
export interface ProvisionTarget {
  /** Empty: this machine. */
  readonly root: string;
  /** A link at the end is not followed. */
  readonly at: (path: string) => string;
  /** In an image, links lead below its root. */
  readonly file: (path: string) => string;
  /** Creates a missing folder. Throws the system's error. */
  readonly inFolder: <T>(folder: string, mode: number, use: (at: string) => T) => T;
  readonly run: RunProgram | null;
}

export function createProvisionTarget(root = ''): ProvisionTarget {
  if (root === '')
    return {
      root,
      at: (path) => path,
      file: (path) => path,
      run: runProgram,
      inFolder(folder, mode, use) {
        makeFolder(folder, mode);
        return use(folder);
      },
    };
  return {
    root,
    run: null,
    at: (path) => resolveInImage(root, path, 'itself'),
    file: (path) => resolveInImage(root, path, 'followed'),
    inFolder: (folder, mode, use) => withFolderInImage(root, folder, mode, use),
  };
}

/** Whether a path exists, as far as this user can see. */
export function isThere({ file }: Pick<ProvisionTarget, 'file'>, path: string): boolean {
  try {
    return existsSync(file(path));
  } catch {
    return false;
  }
}

/** ms for the slowest program: `systemctl restart` of a kiosk that ends its visit first. */
const LONGEST_MS = 15 * 60_000;

export const runProgram: RunProgram = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: LONGEST_MS, maxBuffer: 1024 * 1024 }, (error, stdout, stderr) => {
      const out = `${stdout}${stderr}`.trim();
      if (!error) return resolve({ code: 0, out });
      resolve({ code: typeof error.code === 'number' ? error.code : null, out: out === '' ? error.message : out });
    });
  });

/**
 * Owner for a file, by the target's own `/etc/passwd` and `/etc/group`. `null`: this process is not root and cannot change owners, as when
 * an ordinary user builds an image.
 */
export function ownerIn(target: ProvisionTarget, owner: string, group: string): ProvisionResult<FileOwner | null> {
  if (process.getuid?.() !== 0) return ok(null);
  const uid = idOf(target, '/etc/passwd', owner);
  const gid = idOf(target, '/etc/group', group);
  if (uid !== null && gid !== null) return ok({ uid, gid });
  const missing = uid === null ? `user ${owner}` : `group ${group}`;
  return provisionTrouble(
    'PRV-133',
    `there is no ${missing} here`,
    'install the package asan-kiosk first, or run: sudo systemd-sysusers',
  );
}

/** Third field in passwd(5) and group(5). */
function idOf(target: ProvisionTarget, file: string, name: string): number | null {
  if (name === 'root') return 0;
  let lines: readonly string[];
  try {
    lines = readFileSync(target.file(file), 'utf8').split('\n');
  } catch {
    return null;
  }
  const found = lines.map((line) => line.split(':')).find(([its]) => its === name)?.[2];
  return found === undefined ? null : Number(found);
}
