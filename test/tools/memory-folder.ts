import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../provisioning/backup/in-the-plain.ts';

const SHARED_MEMORY = '/dev/shm';
const NAME = /^asan-kiosk-tests-(\d+)$/;
const ROOM_BYTES = 2 ** 30;

/**
 * Folder in memory for the temporary files of a run, which ends with the process. A ledger writes each entry to the disk, and on a disk
 * this took a fifteenth of the processor time of the unit tests.
 *
 * @returns `null` if the machine has no such memory, too little of it, or runs no programs from it
 */
export function memoryFolder(): string | null {
  if (!hasRoom() || !mayRunPrograms()) return null;
  const folder = join(SHARED_MEMORY, `asan-kiosk-tests-${process.pid}`);
  for (const left of readdirSync(SHARED_MEMORY).filter(isLeftBehind)) remove(join(SHARED_MEMORY, left));
  mkdirSync(folder, { recursive: true });
  // Same mode as /tmp.
  chmodSync(folder, 0o1777);
  process.once('exit', () => remove(folder));
  return folder;
}

const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}

function mayRunPrograms(): boolean {
  const mount = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .findLast(([, where]) => where === SHARED_MEMORY);
  return mount?.[2] === 'tmpfs' && !(mount[3] ?? '').split(',').includes('noexec');
}

function isLeftBehind(name: string): boolean {
  const [, pid] = NAME.exec(name) ?? [];
  const owner = lstatSync(join(SHARED_MEMORY, name), { throwIfNoEntry: false })?.uid;
  return pid !== undefined && owner === process.getuid?.() && !isAlive(Number(pid));
}
