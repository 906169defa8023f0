import { toCentreLocalTime } from '../../device/clock/centre-time.ts';
import { RESTART_KIOSK_COMMAND, restartCommand } from '../../device/troubles/start-anew.ts';
import { INSTALLED, UNITS, USERS } from '../machine/installed.ts';
import { isOfUnit, type OpenFile, processIds, readOrEmpty } from '../machine/processes.ts';
import { accountOf } from './accounts.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped, warning } from './check.ts';
import { ledgerFilesOfKiosk, rescueCommand } from './ledger-rescue.ts';
import { type MachineAccess, type MachineContext, namesIn, readFileStatus, textOf } from './machine-port.ts';
import { type MountedFolder, mountedFolderAt, mountsNow, mountsOfFstab, parseMountInfo } from './mounts.ts';
import { searchAtIdlePriority } from './own-files-checks.ts';

/** The file of shutdown(8) with `USEC=` and `MODE=` [systemd 257, src/login/logind-dbus.c]. */
const SCHEDULED = '/run/systemd/shutdown/scheduled';

function plannedEndFinding({ machine }: MachineContext): CheckFinding {
  const text = textOf(machine, SCHEDULED);
  if (text === null) return good('none');
  const [, usec = '0'] = /^USEC=(\d+)$/m.exec(text) ?? [];
  const [, mode = 'shutdown'] = /^MODE=(\S+)$/m.exec(text) ?? [];
  const at = toCentreLocalTime(new Date(Number(usec) / 1_000).toISOString()).replace('T', ' ');
  return warning(
    `${mode} at ${at} (time of the centre): it can end a visit`,
    'unless your staff planned it: sudo shutdown -c',
  );
}

/** `1`: the kernel gives a new device its driver [sysfs-bus-usb; Linux, drivers/base/bus.c]. */
const BUSES = ['usb', 'usb-serial', 'hid'].map((bus) => `/sys/bus/${bus}/drivers_autoprobe`);

function autoprobeFinding({ machine }: MachineContext): CheckFinding {
  const states = BUSES.flatMap((path) => {
    const state = textOf(machine, path)?.trim();
    return state === undefined ? [] : [{ path, state }];
  });
  if (states.length === 0) return skipped('not measured: the kernel has no drivers_autoprobe');
  const off = states.filter(({ state }) => state !== '1').map(({ path }) => path);
  if (off.length === 0) return good('each new device gets its driver');
  return bad(
    `${listShort(off.map((path) => `${path} is off`))}: a device that is plugged in again gets no driver`,
    `${off.map((path) => `echo 1 | sudo tee ${path}`).join(' && ')}; then unplug each device that does not work, and plug it in again`,
  );
}

const MOUNT_POINTS = /^\/(?:$|(?:proc|sys|dev|run|media|mnt|snap)(?:\/|$)|tmp$|boot(?:\/efi|\/firmware)?$)/;

const describeShown = ({ folder, where }: MountedFolder): string =>
  `${where} shows ${folder === '/' ? 'another disk' : folder}`;

function coveringFinding({ machine }: MachineContext): CheckFinding {
  const text = textOf(machine, '/proc/self/mountinfo');
  if (text === null) return skipped('not measured: there is no /proc/self/mountinfo');
  const planned = new Set(mountsOfFstab(machine).map(({ where }) => where));
  const covering = parseMountInfo(text).filter(({ where }) => !MOUNT_POINTS.test(where) && !planned.has(where));
  if (covering.length === 0) return coveredForOne(machine, parseMountInfo(text));
  return bad(
    listShort(covering.map(describeShown)),
    `${covering
      .toReversed()
      .map(({ where }) => `sudo umount ${where}`)
      .join(' && ')}; then run doctor again: it looks at the files that were hidden`,
  );
}

/** systemd shows a service the folders of the machine, an empty folder, or a private one [systemd.exec(5), sandboxing]. */
function isOfSystemd(its: MountedFolder, machines: readonly MountedFolder[]): boolean {
  const there = mountedFolderAt(machines, its.where);
  return (
    (its.device === there?.device && its.folder === there.folder) ||
    its.folder.startsWith('/systemd/inaccessible/') ||
    /\/systemd-private-[^/]+\/tmp$/.test(its.folder)
  );
}

/** [proc_pid_fdinfo(5), mnt_id] */
const mountOf = (machine: MachineAccess, { pid, fd }: OpenFile): string | undefined =>
  /^mnt_id:\s*(\d+)/m.exec(readOrEmpty(machine, `/proc/${pid}/fdinfo/${fd}`))?.[1];

function coveredForOne(machine: MachineAccess, machines: readonly MountedFolder[]): CheckFinding {
  const seen = [UNITS.kiosk, UNITS.glass].flatMap((unit) => {
    const pid = processIds(machine).find((one) => isOfUnit(machine, one, unit));
    const mounts = pid === undefined ? [] : parseMountInfo(readOrEmpty(machine, `/proc/${pid}/mountinfo`));
    return mounts
      .filter((its) => !MOUNT_POINTS.test(its.where) && !isOfSystemd(its, machines))
      .map((its) => ({ ...its, unit, pid }));
  });
  if (seen.length === 0) return good('none');
  const found = listShort(seen.map((its) => `${describeShown(its)} to ${its.unit} alone`));
  const open = ledgerFilesOfKiosk(machine, INSTALLED.ledger);
  if (open.some((its) => seen.some(({ id }) => id === mountOf(machine, its))))
    return bad(
      found,
      `the kiosk writes its ledger there. Do not stop or restart the kiosk or the machine in another way than this: ${rescueCommand(open, INSTALLED.ledger)}. Then remove the cause (unit-drop-ins names a setting) and start the kiosk: ${RESTART_KIOSK_COMMAND}`,
    );
  return bad(
    found,
    `${restartCommand(...new Set(seen.map(({ unit }) => unit)))}; if it comes back, unit-drop-ins names the setting`,
  );
}

/** Seconds; a small board builds these files in less than a minute. */
const APART_S = 600;
const TIMES = ['/var/lib/dpkg/status', '/etc/asan-kiosk/machine'];
const HARDWARE = '/usr/lib/udev/hwdb.bin';
/** [deb-triggers(5)] */
const REBUILD = [
  { of: /^\/boot\/initrd/, trigger: '--by-package=initramfs-tools update-initramfs' },
  { of: /^\/usr\/lib\/udev\/hwdb\.bin$/, trigger: '--by-package=udev /usr/lib/udev/hwdb.d' },
] as const;

/** dpkg builds the initrd and the database of udev: they belong to no package. A forged date shows too, by the kernel's ctime. */
async function builtFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const paths = ['/boot', HARDWARE, ...TIMES];
  const its = await searchAtIdlePriority(
    machine,
    'find',
    ...paths,
    '-maxdepth',
    '1',
    '-type',
    'f',
    '-printf',
    '%C@ %T@ %p\\n',
  );
  const files = its.lines.flatMap((line) => {
    const [, changed, written, path = ''] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    return changed === undefined ? [] : [{ changedS: Number(changed), writtenS: Number(written), path }];
  });
  const built = files.filter(({ path }) => REBUILD.some(({ of }) => of.test(path)));
  if (built.length === 0) return skipped('not measured: there is no initrd in /boot');
  const lastS = Math.max(...files.filter(({ path }) => TIMES.includes(path)).map(({ changedS }) => changedS));
  const provisionedS = files.find(({ path }) => path === TIMES[1])?.changedS ?? 0;
  const wrong = built.flatMap(({ changedS, writtenS, path }) => {
    if (changedS - writtenS > APART_S && changedS - provisionedS > APART_S)
      return [{ path, found: `${path} has a forged date` }];
    return writtenS - lastS > APART_S ? [{ path, found: `${path} is newer than the last work of dpkg` }] : [];
  });
  if (wrong.length === 0) return good(`${built.length}, as old as the work of dpkg`);
  const triggers = REBUILD.filter(({ of }) => wrong.some(({ path }) => of.test(path))).map(
    ({ trigger }) => `sudo dpkg-trigger ${trigger}`,
  );
  return warning(
    listShort(wrong.map(({ found }) => found)),
    `unless your staff built it: ${[...triggers, 'sudo dpkg --triggers-only --pending'].join(' && ')}`,
  );
}

/** Debian 13's values [Linux, admin-guide/sysctl/kernel]. The check `kernel-settings` has the program for crashes. */
const HELPERS: readonly (readonly [path: string, usual: RegExp, value: string])[] = [
  ['/proc/sys/kernel/modprobe', /^(\/usr)?\/sbin\/modprobe$/, '/sbin/modprobe'],
  ['/proc/sys/kernel/poweroff_cmd', /^\/sbin\/poweroff$/, '/sbin/poweroff'],
  ['/sys/kernel/uevent_helper', /^$/, ''],
];

function helpersFinding({ machine }: MachineContext): CheckFinding {
  const wrong = HELPERS.flatMap(([path, usual, value]) => {
    const now = textOf(machine, path)?.trim();
    return now === undefined || usual.test(now) ? [] : [{ path, now, value }];
  });
  if (wrong.length === 0) return good('those of Debian');
  return bad(
    listShort(wrong.map(({ path, now }) => `${path} is ${now}: the kernel runs it as root`)),
    wrong.map(({ path, value }) => `echo '${value}' | sudo tee ${path}`).join(' && '),
  );
}

/** [Linux, admin-guide/devices: tty1 to tty63] */
const CONSOLE_MAJOR = 4;

/** `PID (name) … tty_nr` [proc_pid_stat(5): the seventh field has major and minor number]. */
function consoleOf(stat: string): { readonly name: string; readonly console: number } | null {
  const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(stat) ?? [];
  const number = Number(rest.split(' ')[4]);
  const minor = number & 0xff;
  return number >> 8 === CONSOLE_MAJOR && minor >= 1 && minor <= 63 ? { name, console: minor } : null;
}

/** A program that holds a console is a way in for anyone with a keyboard. */
function consoleProgramsFinding({ machine }: MachineContext): CheckFinding {
  const glass = accountOf(machine, USERS.glass)?.uid;
  const programs = processIds(machine).flatMap((pid) => {
    const its = consoleOf(textOf(machine, `/proc/${pid}/stat`) ?? '');
    const isOfGlass =
      isOfUnit(machine, pid, UNITS.glass) ||
      (glass !== undefined && readFileStatus(machine, `/proc/${pid}`)?.uid === glass);
    return its === null || isOfGlass ? [] : [{ ...its, pid }];
  });
  if (programs.length === 0) return good('the screen alone');
  return bad(
    listShort(programs.map(({ name, console, pid }) => `${name} (process ${pid}) on tty${console}`)),
    `unless you work there yourself: sudo kill ${programs.map(({ pid }) => pid).join(' ')}`,
  );
}

/** [Linux, Documentation/ABI/testing/sysfs-tty] */
const SHOWN = '/sys/class/tty/tty0/active';
/** `TTYPath=` of asan-glass.service. */
const OF_GLASS = 'tty1';

function shownConsoleFinding({ machine }: MachineContext): CheckFinding {
  const now = textOf(machine, SHOWN)?.trim();
  if (now === undefined) return skipped('not measured: this kernel has no consoles');
  if (now === OF_GLASS) return good(now);
  return bad(
    `the screen shows ${now}, and the page is on ${OF_GLASS}: citizens see no page`,
    'unless you work there yourself: sudo chvt 1',
  );
}

/** [Linux, trace/kprobetrace] */
const PROBES = ['kprobe_events', 'uprobe_events'].map((name) => `/sys/kernel/tracing/${name}`);

/** [Linux, admin-guide/binfmt-misc] */
const FORMATS = '/proc/sys/fs/binfmt_misc';
const CONTROLS = ['register', 'status'];

/** [Linux, Documentation/usb/usbmon] */
const USB_MONITOR = {
  found: 'usbmon is loaded: a program can record the bytes of card reader and payment terminal',
  // Only root can list the folder.
  fix: "sudo sh -c 'fuser -vk /dev/usbmon* /sys/kernel/debug/usb/usbmon/*; rmmod usbmon'",
};

/** A look into an unmounted automount may wait. */
const formatNames = (machine: MachineAccess): readonly string[] =>
  mountsNow(machine).findLast(({ where }) => where === FORMATS)?.kind === 'autofs'
    ? []
    : namesIn(machine, FORMATS).filter((name) => !CONTROLS.includes(name));

/** With the flag C a handler's program runs with the rights of a setuid file. */
function tapsFinding({ machine }: MachineContext): CheckFinding {
  const monitor = readFileStatus(machine, '/sys/module/usbmon') === null ? [] : [USB_MONITOR];
  const handlers = formatNames(machine).flatMap((name) => {
    const text = textOf(machine, `${FORMATS}/${name}`) ?? '';
    if (text.startsWith('disabled')) return [];
    const [, program = ''] = /^interpreter (.*)$/m.exec(text) ?? [];
    if (/^\/usr\/(?!local\/)/.test(program) && !/^flags: .*C/m.test(text)) return [];
    return [{ found: `${FORMATS}/${name} starts ${program}`, fix: `echo -1 | sudo tee ${FORMATS}/${name}` }];
  });
  const probes = PROBES.filter((path) => (textOf(machine, path)?.trim() ?? '') !== '').map((path) => ({
    found: `${path} records what programs and drivers do`,
    fix: `sudo sh -c 'echo 0 > /sys/kernel/tracing/events/enable; : > ${path}'`,
  }));
  const wrong = [...monitor, ...probes, ...handlers];
  if (wrong.length === 0) return good('none');
  return bad(listShort(wrong.map(({ found }) => found)), wrong.map(({ fix }) => fix).join('; '));
}

const ofFiles = installedCheck('files');
const ofMachine = installedCheck('machine');

export const RUNTIME_CHECKS: readonly CheckSpec[] = [
  ofMachine({
    id: 'planned-end',
    title: 'A planned end or restart of the machine',
    expected: 'none',
    look: plannedEndFinding,
  }),
  ofMachine({
    id: 'drivers-autoprobe',
    title: 'Whether the kernel gives new devices their driver',
    expected: 'yes, for USB, serial adapters and HID',
    look: autoprobeFinding,
  }),
  ofMachine({
    id: 'kernel-helpers',
    title: 'Programs that the kernel runs',
    expected: 'those of Debian',
    look: helpersFinding,
  }),
  installedCheck('closed')({
    id: 'console-programs',
    title: 'Programs on the consoles',
    expected: 'the screen alone',
    look: consoleProgramsFinding,
  }),
  installedCheck('glass')({
    id: 'shown-console',
    title: 'The console that the screen shows',
    expected: 'tty1, with the page',
    look: shownConsoleFinding,
  }),
  installedCheck('closed')({
    id: 'kernel-taps',
    title: 'Recorders and handlers in the kernel',
    expected: 'none',
    look: tapsFinding,
  }),
  ofFiles({
    id: 'covered-folders',
    title: 'Folders that a mount hides',
    expected: 'only mounts of fstab',
    look: coveringFinding,
  }),
  ofFiles({
    id: 'built-files',
    title: 'When initrd and hardware database were built',
    expected: 'not later than the last work of dpkg',
    look: builtFinding,
  }),
];
