import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../drivers/result.ts';

export type ProgramResult =
  | { readonly is: 'done'; readonly exit: number; readonly out: string; readonly err: string }
  | { readonly is: 'absent' }
  | { readonly is: 'late'; readonly afterMs: number };

export interface FileStatus {
  readonly uid: number;
  readonly gid: number;
  /** Permission bits and setuid, setgid and sticky bit, as in `stat -c %a`. */
  readonly mode: number;
  readonly is: 'file' | 'folder' | 'other';
  readonly bytes: number;
  /** ms since the epoch. */
  readonly modifiedMs: number;
  readonly device: number;
}

export interface MachineAccess {
  readonly uid: number;
  /** 1 on a usual board, more on a slow machine. Answers of devices keep their limits. */
  readonly timeFactor: number;
  readonly now: () => Date;
  /** Maps a path of the machine to a path for this process. */
  place(path: string): string;
  read(path: string): Result<string, string>;
  list(path: string): Result<readonly string[], string>;
  stat(path: string): Result<FileStatus, string>;
  link(path: string): Result<string, string>;
  /** Runs a command without a shell, in English; cached for the same arguments. */
  run(program: string, ...args: readonly string[]): Promise<ProgramResult>;
  unanswered(): readonly string[];
}

/** ms; D-Bus needs less to start a service. */
const COMMAND_MS = 10_000;
/** Bytes; udev's database has some 100 000. */
const LONGEST_OUTPUT = 8 * 2 ** 20;
/** Debian's folders first, because root runs these programs. */
const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

export interface MachineContext {
  readonly machine: MachineAccess;
}

export interface MachineAccessOptions {
  readonly root?: string;
  readonly path?: string;
  readonly uid?: number;
  readonly now?: () => Date;
  readonly timeFactor?: number;
  readonly commandMs?: number;
}

export function openMachineAccess({
  root = '/',
  path = `${SYSTEM_PATH}:${process.env['PATH'] ?? ''}`,
  uid = process.getuid?.() ?? -1,
  now = () => new Date(),
  timeFactor = 1,
  commandMs = COMMAND_MS * timeFactor,
}: MachineAccessOptions = {}): MachineAccess {
  const asked = new Map<string, Promise<ProgramResult>>();
  const silent = new Set<string>();
  const place = (its: string) => join(root, its);
  function looked<T>(its: string, look: (at: string) => T): Result<T, string> {
    const result = systemResult(() => look(place(its)));
    if (!result.ok && result.error === 'EIO' && !isOfKernel(its)) silent.add(`${its} (EIO)`);
    return result;
  }
  async function ask(program: string, args: readonly string[]): Promise<ProgramResult> {
    const ran = await runCommand(program, args, { path, commandMs });
    if (ran.is === 'late') silent.add(`${commandWords(program, args)} (nothing within ${commandMs / 1_000} s)`);
    return ran;
  }
  return {
    uid,
    timeFactor,
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

/** Exit code of timeout(1) at the limit. */
export const TIMEOUT_EXIT_CODE = 124;

/** ms of a small command on an idle board. */
const USUAL_MS = 30;
const MOST_TIME_FACTOR = 6;
const TRIES = 3;

/** Factor of all limits of time, from the duration of a small command: the fastest of three. */
export async function measureTimeFactor(now: () => number, path = SYSTEM_PATH): Promise<number> {
  const took: number[] = [];
  for (let nth = 0; nth < TRIES; nth += 1) {
    const began = now();
    await runCommand('true', [], { path, commandMs: COMMAND_MS });
    took.push(now() - began);
  }
  return timeFactorFor(Math.min(...took));
}

export const timeFactorFor = (tookMs: number): number => Math.min(MOST_TIME_FACTOR, Math.max(1, tookMs / USUAL_MS));

const LONGEST_COMMAND = 70;

export function commandWords(program: string, args: readonly string[]): string {
  const words = [program, ...args].join(' ');
  if (words.length <= LONGEST_COMMAND) return words;
  return `${words.slice(0, words.lastIndexOf(' ', LONGEST_COMMAND))} …`;
}

const lookOf = (its: Stats): FileStatus => ({
  uid: its.uid,
  gid: its.gid,
  mode: its.mode & 0o7777,
  bytes: its.size,
  modifiedMs: its.mtimeMs,
  device: its.dev,
  is: its.isDirectory() ? 'folder' : its.isFile() ? 'file' : 'other',
});

function runCommand(
  program: string,
  args: readonly string[],
  { path, commandMs }: { readonly path: string; readonly commandMs: number },
): Promise<ProgramResult> {
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
        else settle({ is: 'absent' });
      },
    );
    // A command on a dead disk survives SIGKILL, so its end is not awaited.
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

export class CheckSkippedError extends Error {}

/** `null`: no such file, or a kernel file without a value. Throws `CheckSkippedError` if the file cannot be read. */
export function textOf(machine: MachineAccess, path: string): string | null {
  return shownValue(machine.read(path), path);
}

export const namesIn = (machine: MachineAccess, path: string): readonly string[] =>
  shownValue(machine.list(path), path) ?? [];

/** `null`: the path is no link, or does not exist. Throws `CheckSkippedError` if the path cannot be read. */
export function linkTarget(machine: MachineAccess, path: string): string | null {
  const read = machine.link(path);
  // EINVAL: not a link [readlink(2)].
  return !read.ok && read.error === 'EINVAL' ? null : shownValue(read, path);
}

export const readFileStatus = (machine: MachineAccess, path: string): FileStatus | null =>
  shownValue(machine.stat(path), path);

function shownValue<T>(read: Result<T, string>, path: string): T | null {
  if (read.ok) return read.value;
  if (ABSENT.includes(read.error) || (isOfKernel(path) && NO_VALUE.includes(read.error))) return null;
  if (DENIED_ERRNOS.includes(read.error)) throw new CheckSkippedError(`only root may read ${path}: run this with sudo`);
  throw new CheckSkippedError(
    `could not look: ${path} can not be read (${read.error}); by hand: ls -l ${path}; sudo dmesg | tail`,
  );
}

const ABSENT = ['ENOENT', 'ENOTDIR'];
/** A driver's errors for a missing value. On a disk, EIO is a disk error. */
const NO_VALUE = ['ENODEV', 'EINVAL', 'EIO', 'ENXIO', 'EOPNOTSUPP', 'ENODATA'];
const isOfKernel = (path: string): boolean => /^\/(sys|proc)\//.test(path);
export const DENIED_ERRNOS: readonly string[] = ['EACCES', 'EPERM'];

/** Throws `CheckSkippedError` if the command is missing, late, or ends with another exit code than 0. */
export async function outputOf(machine: MachineAccess, program: string, ...args: readonly string[]): Promise<string> {
  const ran = await machine.run(program, ...args);
  if (ran.is === 'absent') throw new CheckSkippedError(`not measured: there is no ${program} here`);
  if (ran.is === 'late') throw lateCommandError(program, ran.afterMs, commandWords(program, args));
  if (ran.exit !== 0) {
    const [why = ''] = ran.err.trim().split('\n');
    const may = machine.uid === 0 ? '' : '; try it with sudo';
    throw new CheckSkippedError(`not measured: ${program} says ${JSON.stringify(why)} (exit ${ran.exit})${may}`);
  }
  return ran.out;
}

/** Error of a command that was late. All checks that waited for this command have the same text, so the report shows it once. */
export const lateCommandError = (program: string, afterMs: number, byHand: string): CheckSkippedError =>
  new CheckSkippedError(`could not look: ${program} did not answer within ${afterMs / 1_000} s; by hand: ${byHand}`);

export const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Start of the machine, ms since the epoch [proc_stat(5), btime]; `null` if the kernel does not show it. */
export function readMachineStartMs(machine: MachineAccess): number | null {
  const stat = machine.read('/proc/stat');
  const started = stat.ok ? /^btime (\d+)$/m.exec(stat.value)?.[1] : undefined;
  return started === undefined ? null : Number(started) * 1_000;
}
