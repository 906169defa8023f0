import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../drivers/result.ts';

/** What a command said; `late`: it did not end within its bound, ms. */
export type Ran =
  | { readonly is: 'done'; readonly exit: number; readonly out: string; readonly err: string }
  | { readonly is: 'absent' }
  | { readonly is: 'late'; readonly afterMs: number };

export interface FileLook {
  readonly uid: number;
  readonly gid: number;
  /** The permission bits with those above them, as `stat -c %a` prints them. */
  readonly mode: number;
  readonly is: 'file' | 'folder' | 'other';
  readonly bytes: number;
  /** When its content was last written, ms since the epoch. */
  readonly modifiedMs: number;
}

/**
 * Everything that the machine says: files below a root folder, and commands with a time limit. Errors are the system's own codes, such as
 * `ENOENT`.
 */
export interface Machine {
  /** Who looks. */
  readonly uid: number;
  readonly now: () => Date;
  /** Where a path of the machine is for this process. */
  place(path: string): string;
  read(path: string): Result<string, string>;
  list(path: string): Result<readonly string[], string>;
  stat(path: string): Result<FileLook, string>;
  /** Where a symbolic link leads, as it is written. */
  link(path: string): Result<string, string>;
  /** Asked once for the same words; without a shell, in English. */
  run(program: string, ...args: readonly string[]): Promise<Ran>;
  /** Commands that were late, and files that the disk did not give, until now. */
  unanswered(): readonly string[];
}

/** In ms. Longer than D-Bus takes to start what answers, and within the bound of a check. */
const COMMAND_MS = 10_000;
/** Bytes; the database of udev has some hundred thousand. */
const LONGEST_OUTPUT = 8 * 2 ** 20;
/** The programs of Debian, before those of anybody else: root runs them. Most users have not all of these folders in their PATH. */
const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

/** What most checks need of their context. */
export interface MachineContext {
  readonly machine: Machine;
}

export interface MachineOptions {
  /** Another folder in the place of `/`, and folders of commands in the place of the PATH. */
  readonly root?: string;
  readonly path?: string;
  readonly uid?: number;
  readonly now?: () => Date;
  /** How long a command may take. */
  readonly commandMs?: number;
}

export function machineAt({
  root = '/',
  path = `${SYSTEM_PATH}:${process.env['PATH'] ?? ''}`,
  uid = process.getuid?.() ?? -1,
  now = () => new Date(),
  commandMs = COMMAND_MS,
}: MachineOptions = {}): Machine {
  const asked = new Map<string, Promise<Ran>>();
  const silent = new Set<string>();
  const place = (its: string) => join(root, its);
  function looked<T>(its: string, look: (at: string) => T): Result<T, string> {
    const result = systemResult(() => look(place(its)));
    if (!result.ok && result.error === 'EIO' && !isOfKernel(its)) silent.add(`${its} (EIO)`);
    return result;
  }
  async function ask(program: string, args: readonly string[]): Promise<Ran> {
    const ran = await runCommand(program, args, { path, commandMs });
    if (ran.is === 'late') silent.add(`${commandWords(program, args)} (nothing within ${commandMs / 1_000} s)`);
    return ran;
  }
  return {
    uid,
    now,
    place,
    unanswered: () => [...silent],
    read: (its) => looked(its, (at) => readFileSync(at, 'utf8')),
    list: (its) => looked(its, (at) => readdirSync(at).sort()),
    stat: (its) => looked(its, (at) => lookOf(statSync(at))),
    link: (its) => systemResult(() => readlinkSync(place(its))),
    run(program, ...args) {
      const key = JSON.stringify([program, ...args]);
      const known = asked.get(key) ?? ask(program, args);
      asked.set(key, known);
      return known;
    },
  };
}

/** Characters of a command that a line names; the rest of its arguments is left out. */
const LONGEST_COMMAND = 70;

/** A command as a technician types it, cut at a word. */
export function commandWords(program: string, args: readonly string[]): string {
  const words = [program, ...args].join(' ');
  if (words.length <= LONGEST_COMMAND) return words;
  return `${words.slice(0, words.lastIndexOf(' ', LONGEST_COMMAND))} …`;
}

const lookOf = (its: Stats): FileLook => ({
  uid: its.uid,
  gid: its.gid,
  mode: its.mode & 0o7777,
  bytes: its.size,
  modifiedMs: its.mtimeMs,
  is: its.isDirectory() ? 'folder' : its.isFile() ? 'file' : 'other',
});

function runCommand(
  program: string,
  args: readonly string[],
  { path, commandMs }: { readonly path: string; readonly commandMs: number },
): Promise<Ran> {
  const options = { maxBuffer: LONGEST_OUTPUT, encoding: 'utf8' } as const;
  return new Promise((settle) => {
    const its = execFile(
      program,
      args,
      { ...options, env: { PATH: path, LC_ALL: 'C', TZ: 'UTC' } },
      (error, out, said) => {
        clearTimeout(limit);
        if (!error) settle({ is: 'done', exit: 0, out, err: said });
        else if (typeof error.code === 'number') settle({ is: 'done', exit: error.code, out, err: said });
        // Not there, or nobody may run it here.
        else settle({ is: 'absent' });
      },
    );
    // A command that waits for a dead disk does not end when it is killed: neither the answer nor this process waits for it.
    const limit = setTimeout(() => {
      its.kill('SIGKILL');
      its.stdout?.destroy();
      its.stderr?.destroy();
      its.unref();
      settle({ is: 'late', afterMs: commandMs });
    }, commandMs);
  });
}

function systemResult<T>(look: () => T): Result<T, string> {
  try {
    return ok(look());
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return err(error.code);
    throw error;
  }
}

/** A check cannot look at something; it becomes `skip` with these words. */
export class CannotLook extends Error {}

/** The text of a file; `null` where there is none. What only root may read is left out. */
export function textOf(machine: Machine, path: string): string | null {
  return shownValue(machine.read(path), path);
}

/** The same of what lies in a folder; none where there is no folder. */
export const namesIn = (machine: Machine, path: string): readonly string[] =>
  shownValue(machine.list(path), path) ?? [];

/** Where a link leads; `null`: it is none, or not there. */
export function leadsTo(machine: Machine, path: string): string | null {
  const read = machine.link(path);
  // Of what is no link: EINVAL [readlink(2)].
  return !read.ok && read.error === 'EINVAL' ? null : shownValue(read, path);
}

/** The same of what a file is. */
export const lookAt = (machine: Machine, path: string): FileLook | null => shownValue(machine.stat(path), path);

function shownValue<T>(read: Result<T, string>, path: string): T | null {
  if (read.ok) return read.value;
  if (ABSENT.includes(read.error) || (isOfKernel(path) && NO_VALUE.includes(read.error))) return null;
  if (DENIED.includes(read.error)) throw new CannotLook(`only root may look at ${path}: run this with sudo`);
  throw new CannotLook(
    `could not look: ${path} can not be read (${read.error}); by hand: ls -l ${path}; sudo dmesg | tail`,
  );
}

const ABSENT = ['ENOENT', 'ENOTDIR'];
/** What a driver of the kernel answers for a value that this device does not have. Of a file on a disk, EIO is the disk. */
const NO_VALUE = ['ENODEV', 'EINVAL', 'EIO', 'ENXIO', 'EOPNOTSUPP', 'ENODATA'];
const isOfKernel = (path: string): boolean => /^\/(sys|proc)\//.test(path);
/** What the system answers to a user who has no permission. */
export const DENIED: readonly string[] = ['EACCES', 'EPERM'];

/** What a command printed. One that is not there, or does not answer, cannot be asked. */
export async function outputOf(machine: Machine, program: string, ...args: readonly string[]): Promise<string> {
  const ran = await machine.run(program, ...args);
  if (ran.is === 'absent') throw new CannotLook(`not measured: there is no ${program} here`);
  if (ran.is === 'late') throw lateLook(program, ran.afterMs, commandWords(program, args));
  if (ran.exit !== 0) {
    const [why = ''] = ran.err.trim().split('\n');
    const may = machine.uid === 0 ? '' : '; try it with sudo';
    throw new CannotLook(`not measured: ${program} says ${JSON.stringify(why)} (exit ${ran.exit})${may}`);
  }
  return ran.out;
}

/** The same words for each check that waited for this program: the report has them once. */
export const lateLook = (program: string, afterMs: number, byHand: string): CannotLook =>
  new CannotLook(`could not look: ${program} did not answer within ${afterMs / 1_000} s; by hand: ${byHand}`);

/** Lines with something in them. */
export const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Start time of the machine, in ms since the epoch [proc_stat(5), btime]; `null` if the kernel does not show it. */
export function startedMs(machine: Machine): number | null {
  const stat = machine.read('/proc/stat');
  const started = stat.ok ? /^btime (\d+)$/m.exec(stat.value)?.[1] : undefined;
  return started === undefined ? null : Number(started) * 1_000;
}
