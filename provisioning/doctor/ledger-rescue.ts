import { basename, dirname } from 'node:path';
import { PORT_UNITS, UNITS, USERS } from '../machine/installed.ts';
import { isOfUnit, type OpenFile, openFiles, processIds } from '../machine/processes.ts';
import { type MachineAccess, readFileStatus } from './machine-port.ts';

const PARTS = ['', '-wal', '.mark', '.outbox', '.outbox-wal'];
const RESCUED = '/root/ledger.rescued';
const ASIDE = '/root/ledger.aside';
const FIRST_FD = 10;

/** Ledger, outbox and mark that the running kiosk has open, each path once, a deleted file first. */
export function ledgerFilesOfKiosk(machine: MachineAccess, file: string): readonly OpenFile[] {
  const open = processIds(machine)
    .filter((pid) => isOfUnit(machine, pid, UNITS.kiosk))
    .flatMap((pid) => openFiles(machine, pid));
  return PARTS.flatMap((part) => {
    const its = open.filter(({ path }) => path === `${file}${part}`);
    return its.find(({ isDeleted }) => isDeleted) ?? its[0] ?? [];
  });
}

export const deletedLedgerFiles = (machine: MachineAccess, file: string): readonly OpenFile[] =>
  machine.uid === 0 ? ledgerFilesOfKiosk(machine, file).filter(({ isDeleted }) => isDeleted) : [];

/**
 * Command that keeps the files open, stops the kiosk, which writes until its end, and then puts copies in their place. SQLite would replay a
 * log that is beside another database, so all files come from one moment [SQLite, How To Corrupt, 1.4].
 */
export function rescueCommand(files: readonly OpenFile[], file: string): string {
  const opened = files.map(({ pid, fd }, nth) => `${FIRST_FD + nth}</proc/${pid}/fd/${fd}`);
  const copied = files.map(({ path }, nth) => `cat <&${FIRST_FD + nth} >${RESCUED}/${basename(path)}`);
  const beside = [...files.map(({ path }) => path), `${file}-wal`, `${file}-shm`, `${file}.outbox-shm`];
  return `sudo bash -c '${[
    `mkdir -m 700 ${RESCUED} ${ASIDE}`,
    `exec ${opened.join(' ')}`,
    `systemctl stop ${UNITS.kiosk} ${PORT_UNITS.socket}`,
    ...copied,
    `{ mv -t ${ASIDE} ${[...new Set(beside)].join(' ')} 2>/dev/null; install -o ${USERS.kiosk} -g ${USERS.kiosk} -m 600 -t ${dirname(file)} ${RESCUED}/*; }`,
  ].join(' && ')}'`;
}

export const lostLogKeyAdvice = (machine: MachineAccess, file: string): string =>
  readFileStatus(machine, `${file}.log-key`) === null
    ? `${basename(file)}.log-key is gone too: put it back from the newest backup. `
    : '';
