import { INSTALLED } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped, warning } from './check.ts';
import { CREDENTIAL_FOLDERS } from './credential-checks.ts';
import { skipIfDpkgDamaged } from './dpkg-status.ts';
import {
  lateCommandError,
  linesOf,
  type MachineAccess,
  type MachineContext,
  namesIn,
  outputOf,
  readFileStatus,
} from './machine-port.ts';

const WRITTEN = [INSTALLED.config, ...CREDENTIAL_FOLDERS, INSTALLED.state, '/etc/systemd/system', '/boot/grub'];

const OWN_FILES: readonly string[] = Object.values(INSTALLED).filter((path) => path.startsWith('/etc/'));
/** If dpkg cannot replace one, it stops in the middle of a package. */
const UPDATED = [
  ...['/usr/lib/chromium/chromium', '/usr/bin/chromium', '/usr/bin/cage', '/usr/sbin/nft', '/usr/sbin/usbguard-daemon'],
  ...['/usr/lib/systemd/systemd', '/usr/bin/sudo', INSTALLED.command, INSTALLED.node, INSTALLED.root],
];

/** Enough for reports and records of many years. */
const MOST_ENTRIES = 500;

function entriesOf(machine: MachineAccess, folder: string): readonly string[] {
  const its = namesIn(machine, folder).map((name) => `${folder}/${name}`);
  const below = its.flatMap((path) => (machine.stat(path).ok ? namesBelow(machine, path) : []));
  return [...its, ...below].slice(0, MOST_ENTRIES);
}

function namesBelow(machine: MachineAccess, path: string): readonly string[] {
  const its = machine.stat(path);
  return its.ok && its.value.is === 'folder' ? namesIn(machine, path).map((name) => `${path}/${name}`) : [];
}

/** Flags count for root too: `i` forbids every change, `a` allows only appending [chattr(1), lsattr(1)]. */
async function flagFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const folders = WRITTEN.filter((folder) => readFileStatus(machine, folder) !== null);
  const files = [
    ...[INSTALLED.config, ...CREDENTIAL_FOLDERS, INSTALLED.state, '/boot/grub'].flatMap((folder) =>
      entriesOf(machine, folder),
    ),
    ...[...OWN_FILES, ...UPDATED].filter((path) => readFileStatus(machine, path) !== null),
  ];
  const ran = await machine.run('lsattr', '-d', ...folders, ...files);
  if (ran.is === 'absent') return skipped('not measured: there is no lsattr here');
  if (ran.is === 'late') throw lateCommandError('lsattr', ran.afterMs, `lsattr -d ${INSTALLED.config}`);
  const fixed = linesOf(ran.out).flatMap((line) => /^[a-zA-Z-]*[ia][a-zA-Z-]* (\/.*)$/.exec(line)?.[1] ?? []);
  if (fixed.length === 0) return good('none that refuses root');
  return bad(
    `${listShort(fixed)}: not even root can change it, so provision, the renewal of the certificate or the next start of the kiosk fails`,
    `sudo chattr -i -a ${fixed.join(' ')}`,
  );
}

/** A held package gets no security update [apt-mark(8)]. */
async function holdFinding({ machine }: MachineContext): Promise<CheckFinding> {
  skipIfDpkgDamaged(machine);
  const held = linesOf(await outputOf(machine, 'apt-mark', 'showhold'));
  if (held.length === 0) return good('none');
  return warning(
    `${listShort(held, 8)}: apt installs no update, because the package is held`,
    `sudo apt-mark unhold ${held.join(' ')}`,
  );
}

const ofFiles = installedCheck('files');

export const IMMUTABLE_FILE_AND_HELD_PACKAGE_CHECKS: readonly CheckSpec[] = [
  ofFiles({
    id: 'immutable-files',
    title: 'Files and folders that not even root may change (chattr)',
    expected: 'none that provision, the renewal or the kiosk writes',
    look: flagFinding,
  }),
  ofFiles({
    id: 'held-packages',
    title: 'Packages that get no update',
    expected: 'none',
    look: holdFinding,
  }),
];
