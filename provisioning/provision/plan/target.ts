import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Owner } from '../../../device/files/durable-file.ts';
import { ok } from '../../../drivers/result.ts';
import { type Provisioned, trouble } from '../trouble.ts';

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
  /** Where a path of the installed kiosk is. */
  readonly at: (path: string) => string;
  /** Programs that change what runs; `null` in an image. */
  readonly run: Run | null;
}

export function createTarget(root = ''): Target {
  return { root, at: (path) => (root === '' ? path : join(root, path)), run: root === '' ? runProgram : null };
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
 * Whose a file is to be, by the names in the target's own `/etc/passwd` and `/etc/group`. `null` where this process is not root and can
 * give nothing to anybody, as whoever builds an image may be.
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
    lines = readFileSync(target.at(file), 'utf8').split('\n');
  } catch {
    return null;
  }
  const found = lines.map((line) => line.split(':')).find(([its]) => its === name)?.[2];
  return found === undefined ? null : Number(found);
}
