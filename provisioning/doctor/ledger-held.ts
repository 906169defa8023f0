import { RESTART_KIOSK } from '../../device/troubles/start-anew.ts';
import { UNITS } from '../machine/installed.ts';
import { bad, type Finding, good, listShort, skipped, warning } from './check.ts';
import type { Machine } from './machine-port.ts';

/** `writes`: the program holds a lock, so the kiosk can record nothing. */
interface Holder {
  readonly words: string;
  readonly pid: string;
  readonly writes: boolean;
}

const readOr = (machine: Machine, path: string): string => {
  const read = machine.read(path);
  return read.ok ? read.value : '';
};

const listOr = (machine: Machine, path: string): readonly string[] => {
  const list = machine.list(path);
  return list.ok ? list.value : [];
};

/** `fdinfo` shows a file's locks [proc_pid_fdinfo(5)]. A process may end meanwhile. */
function holderIn(machine: Machine, pid: string, file: string): readonly Holder[] {
  const of = `/proc/${pid}`;
  const open = listOr(machine, `${of}/fd`).filter((fd) => {
    const to = machine.link(`${of}/fd/${fd}`);
    return to.ok && [file, `${file}-wal`, `${file}-shm`].includes(to.value);
  });
  if (open.length === 0 || readOr(machine, `${of}/cgroup`).includes(`/${UNITS.kiosk}`)) return [];
  const writes = open.some((fd) => /^lock:.*\bWRITE\b/m.test(readOr(machine, `${of}/fdinfo/${fd}`)));
  return [{ pid, writes, words: `${readOr(machine, `${of}/comm`).trim() || 'a program'} (process ${pid})` }];
}

/** SQLite has one writer. If another program does not end its transaction, the watchdog ends the kiosk again and again. */
export function ledgerHeldFinding(machine: Machine, file: string): Finding {
  if (machine.uid !== 0) return skipped('only root may see the files of other programs: run this with sudo');
  const holders = listOr(machine, '/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .flatMap((pid) => holderIn(machine, pid, file));
  if (holders.length === 0) return good('none');
  const writers = holders.filter(({ writes }) => writes);
  if (writers.length === 0)
    return warning(
      `${listShort(holders.map(({ words }) => words))} has it open`,
      `if it is not an asan-kiosk command of yours: sudo kill ${holders.map(({ pid }) => pid).join(' ')}`,
    );
  return bad(
    `${listShort(writers.map(({ words }) => words))} holds it locked: the kiosk can record nothing`,
    `sudo kill ${writers.map(({ pid }) => pid).join(' ')} (kill -9 if it stays); then: ${RESTART_KIOSK}`,
  );
}
