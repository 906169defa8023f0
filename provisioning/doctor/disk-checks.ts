import { dirname } from 'node:path';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import { RESERVE_BYTES } from '../../device/storage/reserve-file.ts';
import { MIN_FREE_BYTES_FOR_VISIT } from '../../device/storage/storage.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { inspectFolderAccess } from '../command/writable.ts';
import { adviceOf } from '../devices/open-device.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  type FoundTrouble,
  good,
  skipped,
  warning,
  withProfile,
  worstOf,
} from './check.ts';
import { describeLargestFiles, describeOpenDeletedFiles } from './largest-files.ts';
import { linesOf, type MachineAccess, type MachineContext, namesIn, outputOf, textOf } from './machine-port.ts';
import { mountsNow, unescapeMountField } from './mounts.ts';
import { kioskFilesOfOtherOwners, ownersFix } from './permission-checks.ts';
import { diskWearFindings } from './smart.ts';

export interface FileSystemSpace {
  readonly freeBytes: number;
  /** 0: not counted, as in btrfs and vfat. */
  readonly inodes: number;
  readonly freeInodes: number;
  readonly mountedAt: string;
  readonly folder: string;
}

/** The disk of a folder, or of the nearest existing folder above [df(1), coreutils 9: `--output`]. */
export async function fileSystemSpaceOf(machine: MachineAccess, folder: string): Promise<FileSystemSpace> {
  const out = await outputOf(
    machine,
    'df',
    '--block-size=1',
    '--output=avail,itotal,iavail,target',
    inspectFolderAccess(folder).there,
  );
  const [, line = ''] = linesOf(out);
  const [free, inodes, freeInodes, ...target] = line.trim().split(/\s+/);
  const numbers = [free, inodes, freeInodes].map((word) => (word === '-' ? 0 : Number(word)));
  const [freeBytes = 0, all = 0, left = 0] = numbers;
  return { freeBytes, inodes: all, freeInodes: left, mountedAt: target.join(' '), folder };
}

async function roomFinding(
  { machine }: CheckContext,
  { freeBytes, folder, mountedAt }: FileSystemSpace,
): Promise<CheckFinding> {
  const mib = Math.floor(freeBytes / 2 ** 20);
  const needed = MIN_FREE_BYTES_FOR_VISIT / 2 ** 20;
  const found = `${mib} MiB free on the disk of ${folder}`;
  if (mib >= 10 * needed) return good(found);
  const { found: why, fix } = await whereRoomIs(machine, mountedAt);
  if (mib < needed) return bad(`${found}; no visit begins below ${needed} MiB (DSK-101)${why}`, fix);
  return warning(`${found}; the kiosk closes below ${needed} MiB${why}`, fix);
}

/** mke2fs(8) reserves 5 % for root. */
const MOST_RESERVED = 0.08;

/** [stat(1), -f: blocks, free blocks, blocks for other users than root, bytes of a block] */
async function reservedTrouble(machine: MachineAccess, mountedAt: string): Promise<FoundTrouble | null> {
  const ran = await machine.run('stat', '-f', '-c', '%b %f %a %S', mountedAt);
  if (ran.is !== 'done' || ran.exit !== 0) return null;
  const [all = 0, free = 0, available = 0, bytes = 0] = ran.out.trim().split(' ').map(Number);
  const mount = mountsNow(machine).findLast(({ where }) => where === mountedAt);
  if (!mount || !/^ext[234]$/.test(mount.kind) || (free - available) / all <= MOST_RESERVED) return null;
  return {
    found: `; ${Math.floor(((free - available) * bytes) / 2 ** 20)} MiB more are reserved for root`,
    fix: `sudo tune2fs -m 5 ${mount.what}`,
  };
}

async function whereRoomIs(machine: MachineAccess, mountedAt: string): Promise<FoundTrouble> {
  const reserved = await reservedTrouble(machine, mountedAt);
  if (reserved) return reserved;
  return {
    found: `${await describeLargestFiles(machine, mountedAt)}${describeOpenDeletedFiles(machine, mountedAt)}`,
    fix: adviceOf('DSK-101'),
  };
}

const CLOSED = 'the running kiosk is closed (DSK-101)';

async function closedFinding(context: CheckContext, system: FileSystemSpace): Promise<CheckFinding> {
  const { machine, program, installed } = context;
  const { freeBytes, folder } = system;
  if (freeBytes < MIN_FREE_BYTES_FOR_VISIT + RESERVE_BYTES) {
    const { found, fix } = await whereRoomIs(machine, system.mountedAt);
    return bad(`${CLOSED}${found}`, fix);
  }
  const { there, refusal } = program.folder(folder);
  if (refusal === 'EROFS')
    return bad(
      `${CLOSED}: the disk of ${there} is read-only`,
      `first the fix of disk-writable, then: ${RESTART_KIOSK_COMMAND}`,
    );
  const foreign = installed ? kioskFilesOfOtherOwners(machine) : [];
  const found = `${CLOSED}, and ${Math.floor(freeBytes / 2 ** 20)} MiB are free`;
  if (foreign.length > 0)
    return bad(
      `${found}: the kiosk has no rights to write its files, see state-folder`,
      ownersFix(foreign.map(({ path }) => path)),
    );
  return bad(
    `${found}: the system does not let the kiosk write a file, for example because the kiosk’s user got another user ID`,
    `${RESTART_KIOSK_COMMAND}; if it closes again: sudo journalctl -u asan-kiosk --grep storage.changed, and sudo dmesg | tail -50`,
  );
}

/** Files of one day. */
const FEW_INODES = 1_000;
const FEW_PER_CENT = 10;
const inodesFix = (mountedAt: string): string =>
  `delete what nothing needs in the folder with too many files: sudo du --inodes -xh --max-depth=3 ${mountedAt} | sort -h | tail names it`;

function inodesFinding({ inodes, freeInodes, mountedAt }: FileSystemSpace): CheckFinding {
  if (inodes === 0) return skipped('not measured: this file system does not count them');
  const found = `${freeInodes} of ${inodes} free`;
  if (freeInodes < FEW_INODES) return bad(found, inodesFix(mountedAt));
  return (freeInodes / inodes) * 100 < FEW_PER_CENT ? warning(found, inodesFix(mountedAt)) : good(found);
}

/** `errors=remount-ro` of ext4 makes a disk with an error read-only [proc_pid_mounts(5), ext4(5)]. */
function mountFinding({ machine, program }: CheckContext, { mountedAt, folder }: FileSystemSpace): CheckFinding {
  const { there, refusal } = program.folder(folder);
  const isRefused = refusal === 'EROFS';
  const its = mountsNow(machine).findLast(({ where }) => where === mountedAt);
  if (!its && isRefused) return bad(`the disk of ${there} is read-only`, `sudo mount -o remount,rw ${mountedAt}`);
  if (!its) return skipped(`not measured: ${mountedAt} is not among the mounts`);
  const { what: device, kind: type, options } = its;
  if (!options.includes('ro') && !isRefused) return good(`${device} (${type}) at ${mountedAt} is writable`);
  if (isDiskWritable(machine, mountedAt))
    return bad(
      `${mountedAt} is mounted read-only, although its disk ${device} (${type}) is writable`,
      `sudo mount -o remount,bind,rw ${mountedAt} && ${RESTART_KIOSK_COMMAND}; if it comes back: grep -n ${mountedAt} /etc/fstab; systemctl list-units --type=mount`,
    );
  return bad(
    `${device} (${type}) at ${mountedAt} is read-only`,
    `copy the ledger first, then read: sudo dmesg | grep -i ${type}. If it shows an error, repair the disk with fsck.mode=force on the kernel command line, or replace it. If it shows none, delete ro for ${mountedAt} in /etc/fstab, then: sudo mount -o remount,rw ${mountedAt}`,
  );
}

/** The disk's options follow the dash [proc_pid_mountinfo(5)]. */
function isDiskWritable(machine: MachineAccess, mountedAt: string): boolean {
  const lines = linesOf(textOf(machine, '/proc/self/mountinfo') ?? '');
  const its = lines.findLast((line) => unescapeMountField(line.split(' ')[4] ?? '') === mountedAt) ?? '';
  const [ofMount = '', ofDisk = ''] = its.split(' - ');
  const isReadOnly = (options = ''): boolean => options.split(',').includes('ro');
  return isReadOnly(ofMount.split(' ')[5]) && ofDisk !== '' && !isReadOnly(ofDisk.split(' ')[2]);
}

/** ext4 keeps the count of errors over restarts [Linux, Documentation/ABI/testing/sysfs-fs-ext4]. */
function errorsFinding({ machine }: MachineContext): CheckFinding {
  const systems = namesIn(machine, '/sys/fs/ext4').flatMap((name) => {
    const count = textOf(machine, `/sys/fs/ext4/${name}/errors_count`);
    return count === null ? [] : [{ name, count: Number(count) }];
  });
  if (systems.length === 0) return skipped('not measured: no ext4 is mounted');
  const wrong = systems.filter(({ count }) => count > 0);
  if (wrong.length === 0) return good(`none on ${systems.map(({ name }) => name).join(', ')}`);
  const [first] = wrong;
  return bad(
    wrong.map(({ name, count }) => `${count} on ${name}`).join('; '),
    `copy the ledger, then start with fsck.mode=force on the kernel command line; if errors come back, replace the disk of ${first?.name}`,
  );
}

export const checkOfLedgerDisk = (
  look: (context: CheckContext, system: FileSystemSpace) => CheckFinding | Promise<CheckFinding>,
): CheckSpec['look'] =>
  withProfile(async (profile, context: CheckContext) =>
    look(context, await fileSystemSpaceOf(context.machine, dirname(realLedgerPath(profile)))),
  );

export const DISK_CHECKS: readonly CheckSpec[] = [
  {
    id: 'disk-space',
    group: 'machine',
    title: 'Room on the disk of the ledger',
    expected: `at least ${(10 * MIN_FREE_BYTES_FOR_VISIT) / 2 ** 20} MiB`,
    async look(context) {
      const running = await context.kiosk();
      return checkOfLedgerDisk(running?.storage === 'DSK-101' ? closedFinding : roomFinding)(context);
    },
  },
  {
    id: 'disk-inodes',
    group: 'machine',
    title: 'Room for more files',
    expected: `at least ${FEW_PER_CENT} % of the inodes free, and not fewer than ${FEW_INODES}`,
    look: checkOfLedgerDisk((_, system) => inodesFinding(system)),
  },
  {
    id: 'disk-writable',
    group: 'machine',
    title: 'Whether the disk of the ledger is writable',
    expected: 'mounted for writing',
    look: checkOfLedgerDisk(mountFinding),
  },
  {
    id: 'disk-errors',
    group: 'machine',
    title: 'Errors that a file system has counted',
    expected: 'none',
    look: errorsFinding,
  },
  {
    id: 'disk-wear',
    group: 'machine',
    title: 'Wear of the disks',
    expected: 'less than 80 % of their life used, and no failure predicted',
    look: async ({ machine }) =>
      worstOf(await diskWearFindings(machine), 'not measured: no disk here reports its wear (SD cards never do)'),
  },
];
