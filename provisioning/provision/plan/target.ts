import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { Owner } from '../../../device/files/durable-file.ts';
import { makeFolder } from '../../../device/files/make-folder.ts';
import { ok } from '../../../drivers/result.ts';
import { type Provisioned, trouble } from '../trouble.ts';
import { inFolderBelow, placeBelow } from './below-root.ts';

/** How a program ended. `code` of null: it is not there, or it was ended. */
export interface Ran {
  readonly code: number | null;
  /** Both of its outputs. */
  readonly out: string;
}

export type Run = (program: string, args: readonly string[]) => Promise<Ran>;

/** What is provisioned: this machine, or the folder of an image in which nothing runs. */
export interface Target {
  /** Empty for this machine. */
  readonly root: string;
  /** Where a path of the installed kiosk is, as a place: a link in it is not followed. */
  readonly at: (path: string) => string;
  /** Where what is read under a path is: in an image each link leads below its root. */
  readonly file: (path: string) => string;
  /** Hands over a folder that is there, made if it was missing, for what is written into it. Throws the system's error. */
  readonly inFolder: <T>(folder: string, mode: number, use: (at: string) => T) => T;
  /** Programs that change what runs; `null` in an image. */
  readonly run: Run | null;
}

export function createTarget(root = ''): Target {
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
    at: (path) => placeBelow(root, path, 'itself'),
    file: (path) => placeBelow(root, path, 'followed'),
    inFolder: (folder, mode, use) => inFolderBelow(root, folder, mode, use),
  };
}

/** Whether something can be read under a path. */
export function isThere({ file }: Pick<Target, 'file'>, path: string): boolean {
  try {
    return existsSync(file(path));
  } catch {
    // Links in a circle lead nowhere.
    return false;
  }
}

/** The longest is `systemctl restart` of a kiosk that ends its visit first. */
const LONGEST_MS = 15 * 60_000;

export const runProgram: Run = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: LONGEST_MS, maxBuffer: 1024 * 1024 }, (error, stdout, stderr) => {
      const out = `${stdout}${stderr}`.trim();
      if (!error) return resolve({ code: 0, out });
      resolve({ code: typeof error.code === 'number' ? error.code : null, out: out === '' ? error.message : out });
    });
  });

/**
 * The owner that a file is to get, by the names in the target's own `/etc/passwd` and `/etc/group`. `null`: this process is not root and
 * can give nothing to anybody, as may be when somebody builds an image.
 */
export function ownerIn(target: Target, owner: string, group: string): Provisioned<Owner | null> {
  if (process.getuid?.() !== 0) return ok(null);
  const uid = idOf(target, '/etc/passwd', owner);
  const gid = idOf(target, '/etc/group', group);
  if (uid !== null && gid !== null) return ok({ uid, gid });
  const missing = uid === null ? `user ${owner}` : `group ${group}`;
  return trouble(
    'PRV-133',
    `there is no ${missing} here`,
    'install the package asan-kiosk first, or run: sudo systemd-sysusers',
  );
}

/** passwd(5) and group(5) both have the number third. */
function idOf(target: Target, file: string, name: string): number | null {
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
