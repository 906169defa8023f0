import { INSTALLED } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, type FoundTrouble, good, installedCheck, listShort } from './check.ts';
import { STOP_KIOSK } from './ledger-books.ts';
import { type MachineAccess, type MachineContext, readFileStatus } from './machine-port.ts';
import {
  commentOutFstabLine,
  coversFolder,
  coversLedger,
  FSTAB,
  MEMORY_FILE_SYSTEMS,
  type Mount,
  mountsOfFstab,
} from './mounts.ts';
import { resolvePathAndMount } from './resting-place.ts';

/** Folders with files for the next start; `journal-kept` covers the journal. */
const LASTING = [
  INSTALLED.state,
  INSTALLED.config,
  '/etc/systemd',
  '/etc/credstore',
  '/etc/credstore.encrypted',
  '/etc/ssh',
  '/etc/usbguard',
  '/var/lib/systemd',
  '/var/lib/dpkg',
  '/root',
];

const RESTORE =
  'sudo systemd-tmpfiles --create asan-kiosk.conf, then restore the newest backup: sudo asan-kiosk restore FILE';

const LOST: Readonly<Record<string, string>> = {
  [INSTALLED.state]: RESTORE,
  [INSTALLED.config]: RESTORE,
  '/etc/credstore': 'sudo install -d -m 700 /etc/credstore; then the line credentials says how to restore each secret',
};

function lastingFinding({ machine }: MachineContext): CheckFinding {
  const wrong = LASTING.flatMap((folder) => troubleOf(machine, folder) ?? []);
  if (wrong.length > 0)
    return bad(
      `${listShort(wrong.map(({ found }) => found))}: files there do not outlast a restart`,
      [...new Set(wrong.map(({ fix }) => fix))].join('; '),
    );
  return nextFinding(machine) ?? good(`${LASTING.length} folders are on a disk`);
}

function troubleOf(machine: MachineAccess, folder: string): FoundTrouble | null {
  const { link, real, memory } = resolvePathAndMount(machine, folder);
  const isLost = link !== null && readFileStatus(machine, real) === null;
  if (link && (isLost || memory))
    return {
      found: `${link.path} is a link to ${link.to}, which is ${memory ? 'in memory' : 'not there'}`,
      fix: isLost
        ? `sudo rm ${link.path} && ${LOST[folder] ?? `sudo install -d ${link.path}`}`
        : `${folder === INSTALLED.state ? `${STOP_KIOSK} && ` : ''}copy=$(readlink -f ${link.path}) && sudo rm ${link.path} && sudo cp -aT "$copy" ${link.path} && sudo reboot`,
    };
  if (!memory || coversLedger(memory)) return null;
  return { found: `${folder} is in memory (${memory.kind} at ${memory.where})`, fix: mountFix(machine, memory) };
}

function nextFinding(machine: MachineAccess): CheckFinding | null {
  const lines = mountsOfFstab(machine).filter(
    (its) =>
      MEMORY_FILE_SYSTEMS.includes(its.kind) &&
      !coversLedger(its) &&
      LASTING.some((folder) => coversFolder(its, folder)),
  );
  if (lines.length === 0) return null;
  return bad(
    `${FSTAB} puts ${listShort(lines.map(({ where }) => where))} into memory: its present files are lost at the next start`,
    lines.map(commentOutFstabLine).join(' && '),
  );
}

/** Command that stops this mount from the next start on. */
export function stopMountCommand(machine: MachineAccess, { where }: Mount): string {
  const line = mountsOfFstab(machine).find((its) => its.where === where);
  if (line) return commentOutFstabLine(line);
  return `find the unit that mounts it, and disable it: systemctl status "$(systemd-escape -p --suffix=mount ${where})"`;
}

function mountFix(machine: MachineAccess, memory: Mount): string {
  const { where } = memory;
  const kept = `/root/of-memory${where.replaceAll('/', '-')}`;
  return `sudo cp -aT ${where} ${kept} && sudo umount -l ${where} && sudo cp -aT ${kept} ${where}; ${stopMountCommand(machine, memory)}; then sudo reboot`;
}

export const LASTING_FOLDER_CHECKS: readonly CheckSpec[] = [
  installedCheck('machine')({
    id: 'lasting-folders',
    title: 'Folders for the next start: settings, secrets, ledger, packages',
    expected: 'each on a disk, also behind links',
    look: lastingFinding,
  }),
];
