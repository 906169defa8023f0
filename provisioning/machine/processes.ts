import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { err, ok, type Result } from '../../drivers/result.ts';

/* A process may end meanwhile: a missing file is no error. */

export interface ProcessFiles {
  read(path: string): Result<string, string>;
  list(path: string): Result<readonly string[], string>;
  link(path: string): Result<string, string>;
}

export function processFilesAt(proc: string): ProcessFiles {
  const tried = <T>(path: string, look: (at: string) => T): Result<T, string> => {
    try {
      return ok(look(join(proc, relative('/proc', path))));
    } catch (error) {
      return err(String(error));
    }
  };
  return {
    read: (path) => tried(path, (at) => readFileSync(at, 'utf8')),
    list: (path) => tried(path, (at) => readdirSync(at)),
    link: (path) => tried(path, (at) => readlinkSync(at)),
  };
}

export const readOrEmpty = (files: ProcessFiles, path: string): string => {
  const read = files.read(path);
  return read.ok ? read.value : '';
};

const listOrEmpty = (files: ProcessFiles, path: string): readonly string[] => {
  const list = files.list(path);
  return list.ok ? list.value : [];
};

/** Ids of all processes, the lowest first. */
export const processIds = (files: ProcessFiles): readonly string[] =>
  listOrEmpty(files, '/proc')
    .filter((name) => /^\d+$/.test(name))
    .sort((one, other) => Number(one) - Number(other));

/**
 * Whether a process belongs to this unit of the system, by its control group [proc_pid_cgroup(5)]. A user's own unit of the same name does
 * not count.
 */
export function isOfUnit(files: ProcessFiles, pid: string, unit: string): boolean {
  const [, path = ''] = /^0::(.*)$/m.exec(readOrEmpty(files, `/proc/${pid}/cgroup`)) ?? [];
  return path.split('/').includes(unit) && !path.startsWith('/user.slice/');
}

export const describeProcess = (files: ProcessFiles, pid: string): string =>
  `${readOrEmpty(files, `/proc/${pid}/comm`).trim() || 'a program'} (process ${pid})`;

export interface OpenFile {
  readonly pid: string;
  /** Its name below `/proc/PID/fd`. */
  readonly fd: string;
  readonly path: string;
  readonly isDeleted: boolean;
}

const DELETED = / \(deleted\)$/;

/** Open files of a process [proc_pid_fd(5)]. Sockets and pipes have a target without a slash. */
export const openFiles = (files: ProcessFiles, pid: string): readonly OpenFile[] =>
  listOrEmpty(files, `/proc/${pid}/fd`).flatMap((fd) => {
    const link = files.link(`/proc/${pid}/fd/${fd}`);
    if (!link.ok || !link.value.startsWith('/')) return [];
    return [{ pid, fd, path: link.value.replace(DELETED, ''), isDeleted: DELETED.test(link.value) }];
  });

/** Open files of all processes, without this program and these units. */
export const openFilesOfOthers = (files: ProcessFiles, ...units: readonly string[]): readonly OpenFile[] =>
  processIds(files)
    .filter((pid) => pid !== String(process.pid) && !units.some((unit) => isOfUnit(files, pid, unit)))
    .flatMap((pid) => openFiles(files, pid));
