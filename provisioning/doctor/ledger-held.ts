import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { UNITS } from '../machine/installed.ts';
import { describeProcess, type OpenFile, openFilesOfOthers, readOrEmpty } from '../machine/processes.ts';
import { bad, type CheckFinding, good, listShort, skipped, warning } from './check.ts';
import { deletedLedgerFiles, ledgerFilesOfKiosk, lostLogKeyAdvice, rescueCommand } from './ledger-rescue.ts';
import type { MachineAccess } from './machine-port.ts';

/** `writes`: the program holds a lock, so the kiosk can record nothing. */
interface Holder {
  readonly words: string;
  readonly pid: string;
  readonly writes: boolean;
}

const partsOf = (file: string): readonly string[] => [file, `${file}-wal`, `${file}-shm`];

/** `fdinfo` shows a file's locks [proc_pid_fdinfo(5)]. */
function holdersOf(machine: MachineAccess, file: string): readonly Holder[] {
  const open = openFilesOfOthers(machine, UNITS.kiosk).filter(
    ({ path, isDeleted }) => !isDeleted && partsOf(file).includes(path),
  );
  const isLocked = ({ pid, fd }: OpenFile) =>
    /^lock:.*\bWRITE\b/m.test(readOrEmpty(machine, `/proc/${pid}/fdinfo/${fd}`));
  return [...new Set(open.map(({ pid }) => pid))].map((pid) => ({
    pid,
    writes: open.some((its) => its.pid === pid && isLocked(its)),
    words: describeProcess(machine, pid),
  }));
}

function deletedFinding(machine: MachineAccess, file: string, deleted: readonly OpenFile[]): CheckFinding {
  return bad(
    `${listShort(deleted.map(({ path }) => path))} was deleted: only the running kiosk still has it`,
    `${lostLogKeyAdvice(machine, file)}Do not stop or restart the kiosk or the machine in another way than this: ${rescueCommand(ledgerFilesOfKiosk(machine, file), file)} && ${RESTART_KIOSK_COMMAND}`,
  );
}

/** SQLite has one writer. If another program does not end its transaction, the watchdog ends the kiosk again and again. */
export function ledgerHeldFinding(machine: MachineAccess, file: string): CheckFinding {
  if (machine.uid !== 0) return skipped('only root may see the files of other programs: run this with sudo');
  const deleted = deletedLedgerFiles(machine, file);
  if (deleted.length > 0) return deletedFinding(machine, file, deleted);
  const holders = holdersOf(machine, file);
  if (holders.length === 0) return good('none');
  const writers = holders.filter(({ writes }) => writes);
  if (writers.length === 0)
    return warning(
      `${listShort(holders.map(({ words }) => words))} has the ledger open`,
      `if it is not an asan-kiosk command of yours: sudo kill ${holders.map(({ pid }) => pid).join(' ')}`,
    );
  return bad(
    `${listShort(writers.map(({ words }) => words))} holds the ledger locked: the kiosk can record nothing`,
    `sudo kill ${writers.map(({ pid }) => pid).join(' ')} (kill -9 if it stays); then: ${RESTART_KIOSK_COMMAND}`,
  );
}
