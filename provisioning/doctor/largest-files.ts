import { INSTALLED, USERS } from '../machine/installed.ts';
import { accountOf } from './accounts.ts';
import { listShort } from './check.ts';
import { linesOf, lookAt, type Machine, namesIn, textOf } from './machine-port.ts';
import { runIdle } from './own-files-checks.ts';

const MOST = 5;
/** Folders of packages and the kiosk: nothing may be deleted there. */
const LEFT_OUT = ['/usr', '/boot', INSTALLED.state].flatMap((path) => ['-path', path, '-o']).slice(0, -1);

/**
 * The largest files of one disk, as the end of a finding [find(1), -xdev]; empty: none above 10 MiB. What the search finds in its time
 * counts.
 */
export async function largestFiles(machine: Machine, mountedAt: string): Promise<string> {
  const what = ['(', ...LEFT_OUT, ')', '-prune', '-o', '-type', 'f', '-size', '+10M', '-printf', '%s %p\\n'];
  const ran = await runIdle(machine, 'find', mountedAt, '-xdev', ...what);
  if (ran.is !== 'done') return deletedFiles(machine);
  const files = linesOf(ran.out)
    .map((line) => ({ bytes: Number.parseInt(line, 10), path: line.slice(line.indexOf(' ') + 1) }))
    .sort((one, other) => other.bytes - one.bytes)
    .slice(0, MOST)
    .map(({ bytes, path }) => `${path} (${Math.floor(bytes / 2 ** 20)} MiB)`);
  const largest = files.length === 0 ? '' : `; the largest files are ${listShort(files, MOST)}`;
  return `${largest}${deletedFiles(machine)}`;
}

const LARGE_BYTES = 10 * 2 ** 20;

/** Large deleted files that a process has open [proc_pid_fd(5)]. The kiosk may hold the only copy of a ledger, so it is left out. */
function deletedFiles(machine: Machine): string {
  const kiosk = accountOf(machine, USERS.kiosk)?.uid;
  const held = namesIn(machine, '/proc')
    .filter((pid) => /^\d+$/.test(pid) && lookAt(machine, `/proc/${pid}`)?.uid !== kiosk)
    .flatMap((pid) => deletedOf(machine, pid));
  return held.length === 0 ? '' : `; ${listShort(held, MOST)}`;
}

function deletedOf(machine: Machine, pid: string): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  const names = machine.list(folder);
  return (names.ok ? names.value : []).flatMap((name) => {
    const link = machine.link(`${folder}/${name}`);
    const [, path] =
      /^(\/(?!memfd:|SYSV|dmabuf:|dev\/(?:zero|shm\/\.)).*) \(deleted\)$/.exec(link.ok ? link.value : '') ?? [];
    const look = path === undefined ? null : machine.stat(`${folder}/${name}`);
    if (!look?.ok || look.value.bytes < LARGE_BYTES || path?.includes(INSTALLED.state)) return [];
    const program = textOf(machine, `/proc/${pid}/comm`)?.trim() ?? 'unknown';
    return [
      `process ${pid} (${program}) holds the deleted ${path} (${Math.floor(look.value.bytes / 2 ** 20)} MiB): sudo kill ${pid} frees it`,
    ];
  });
}
