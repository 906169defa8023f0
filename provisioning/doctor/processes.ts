import type { Machine } from './machine-port.ts';

/* Processes and their open files. A process may end meanwhile, so a missing file is no error. */

export const readOrEmpty = (machine: Machine, path: string): string => {
  const read = machine.read(path);
  return read.ok ? read.value : '';
};

const listOrEmpty = (machine: Machine, path: string): readonly string[] => {
  const list = machine.list(path);
  return list.ok ? list.value : [];
};

/** Ids of all processes, the lowest first. */
export const processIds = (machine: Machine): readonly string[] =>
  listOrEmpty(machine, '/proc')
    .filter((name) => /^\d+$/.test(name))
    .sort((one, other) => Number(one) - Number(other));

/** systemd gives each unit a control group [proc_pid_cgroup(5)]. A user may name a unit of their own the same. */
export function isOfUnit(machine: Machine, pid: string, unit: string): boolean {
  const [, path = ''] = /^0::(.*)$/m.exec(readOrEmpty(machine, `/proc/${pid}/cgroup`)) ?? [];
  return path.split('/').includes(unit) && !path.startsWith('/user.slice/');
}

export const describeProcess = (machine: Machine, pid: string): string =>
  `${readOrEmpty(machine, `/proc/${pid}/comm`).trim() || 'a program'} (process ${pid})`;

export interface OpenFile {
  readonly pid: string;
  /** Its name below `/proc/PID/fd`. */
  readonly fd: string;
  readonly path: string;
  readonly isDeleted: boolean;
}

const DELETED = / \(deleted\)$/;

/** Open files of a process [proc_pid_fd(5)]. Sockets and pipes have a target without a slash. */
export const openFiles = (machine: Machine, pid: string): readonly OpenFile[] =>
  listOrEmpty(machine, `/proc/${pid}/fd`).flatMap((fd) => {
    const link = machine.link(`/proc/${pid}/fd/${fd}`);
    if (!link.ok || !link.value.startsWith('/')) return [];
    return [{ pid, fd, path: link.value.replace(DELETED, ''), isDeleted: DELETED.test(link.value) }];
  });
