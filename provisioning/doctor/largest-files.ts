import { INSTALLED, UNITS } from '../machine/installed.ts';
import { describeProcess, openFilesOfOthers } from '../machine/processes.ts';
import { listShort } from './check.ts';
import { linesOf, type MachineAccess } from './machine-port.ts';
import { runIdle } from './own-files-checks.ts';

const MOST = 5;
/** Folders of packages and the kiosk: nothing may be deleted there. */
const LEFT_OUT = ['/usr', '/boot', INSTALLED.state].flatMap((path) => ['-path', path, '-o']).slice(0, -1);

/**
 * The largest files of one disk, as the end of a finding [find(1), -xdev]; empty: none above 10 MiB, or no search. What the search finds in
 * its time counts.
 */
export async function describeLargestFiles(machine: MachineAccess, mountedAt: string): Promise<string> {
  const what = ['(', ...LEFT_OUT, ')', '-prune', '-o', '-type', 'f', '-size', '+10M', '-printf', '%s %p\\n'];
  const ran = await runIdle(machine, 'find', mountedAt, '-xdev', ...what);
  if (ran.is !== 'done') return '';
  const files = linesOf(ran.out)
    .map((line) => ({ bytes: Number.parseInt(line, 10), path: line.slice(line.indexOf(' ') + 1) }))
    .sort((one, other) => other.bytes - one.bytes)
    .slice(0, MOST)
    .map(({ bytes, path }) => `${path} (${Math.floor(bytes / 2 ** 20)} MiB)`);
  return files.length === 0 ? '' : `; the largest files are ${listShort(files, MOST)}`;
}

const LARGE_BYTES = 10 * 2 ** 20;
/** Large deleted files of one disk that keep their room while a process has them open, as the end of a finding; empty: none. */
export function describeOpenDeletedFiles(machine: MachineAccess, mountedAt: string): string {
  const disk = machine.stat(mountedAt);
  if (!disk.ok) return '';
  const held = openFilesOfOthers(machine, UNITS.kiosk)
    .filter(({ isDeleted }) => isDeleted)
    .flatMap(({ pid, fd, path }) => {
      const look = machine.stat(`/proc/${pid}/fd/${fd}`);
      if (!look.ok || look.value.device !== disk.value.device || look.value.bytes < LARGE_BYTES) return [];
      return `${describeProcess(machine, pid)} keeps the deleted ${path} (${Math.floor(look.value.bytes / 2 ** 20)} MiB) until it ends`;
    });
  return held.length === 0 ? '' : `; ${listShort([...new Set(held)], MOST)}`;
}
