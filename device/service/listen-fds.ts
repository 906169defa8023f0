import { readFileSync, readlinkSync } from 'node:fs';

type Environment = Record<string, string | undefined>;

/** First inherited descriptor [sd_listen_fds(3), SD_LISTEN_FDS_START]. */
const FIRST_FD = 3;
/** No unit has more: a larger number is not trusted. */
const MOST_FDS = 16;

/**
 * Listening sockets that the service manager opened, as file descriptors by TCP port. A socket unit holds a port even while the kiosk is
 * down. The variables that name the sockets are removed from `env`, because programs that this process starts do not get the sockets.
 */
export function inheritedListeners(
  env: Environment,
  pid = process.pid,
  readPorts = listeningPorts,
): ReadonlyMap<number, number> {
  const count = env['LISTEN_PID'] === String(pid) ? Number(env['LISTEN_FDS']) : 0;
  for (const name of ['LISTEN_PID', 'LISTEN_FDS', 'LISTEN_FDNAMES']) delete env[name];
  if (!Number.isInteger(count) || count <= 0 || count > MOST_FDS) return new Map();
  const portOf = readPorts();
  const found = Array.from({ length: count }, (_, nth) => FIRST_FD + nth).flatMap((fd): [number, number][] => {
    const port = portOf(fd);
    return port === undefined ? [] : [[port, fd]];
  });
  return new Map(found);
}

/** Inode in the name `socket:[INODE]` of /proc [proc_pid_fd(5)]. */
function inodeOf(fd: number): string {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? '';
  } catch {
    return '';
  }
}

/** Socket state LISTEN [linux, include/net/tcp_states.h]. Columns: number, local address, peer, state, …; the inode is the tenth. */
const LISTEN = '0A';
const INODE_COLUMN = 9;

/** Ports of listening sockets [proc_pid_net(5)]. */
function listeningPorts(): (fd: number) => number | undefined {
  const lines = ['tcp', 'tcp6'].flatMap((name) => {
    try {
      return readFileSync(`/proc/self/net/${name}`, 'utf8').split('\n');
    } catch {
      return [];
    }
  });
  const ports = new Map(
    lines.flatMap((line): [string, number][] => {
      const columns = line.trim().split(/\s+/);
      const [, local = '', , state] = columns;
      const port = Number.parseInt(local.split(':')[1] ?? '', 16);
      return state === LISTEN && columns[INODE_COLUMN] ? [[columns[INODE_COLUMN], port]] : [];
    }),
  );
  return (fd) => ports.get(inodeOf(fd));
}
