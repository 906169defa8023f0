import { UNITS } from '../machine/installed.ts';
import { describeProcess, isOfUnit, openFilesOfOthers } from '../machine/processes.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped } from './check.ts';
import { isInputDriver, isSerialDriver } from './driver-checks.ts';
import { unitOf } from './listener-checks.ts';
import { linesOf, type MachineAccess, type MachineContext, namesIn, textOf } from './machine-port.ts';
import { goodIfSearchedWhole, searchAtIdlePriority } from './own-files-checks.ts';
import { MOST_REMOVED_FILES, quotePath } from './take-away.ts';

const USB = '/sys/bus/usb/devices';

interface DriverlessInterface {
  readonly name: string;
  readonly driver: string;
}

async function driverlessInterfaces(machine: MachineAccess): Promise<readonly DriverlessInterface[]> {
  const found: DriverlessInterface[] = [];
  for (const name of namesIn(machine, USB).filter((each) => each.includes(':'))) {
    const modalias = textOf(machine, `${USB}/${name}/modalias`)?.trim();
    if (modalias === undefined || machine.link(`${USB}/${name}/driver`).ok) continue;
    const ran = await machine.run('modprobe', '--resolve-alias', modalias);
    const drivers = ran.is === 'done' ? linesOf(ran.out).map((line) => line.trim().replaceAll('-', '_')) : [];
    const driver = drivers.find((each) => isSerialDriver(each) || isInputDriver(each));
    if (driver !== undefined) found.push({ name, driver });
  }
  return found;
}

/** [Linux, Documentation/ABI/testing/sysfs-bus-usb: drivers_probe] */
async function usbDriversFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const without = await driverlessInterfaces(machine);
  if (without.length === 0) return good('each serial adapter and input device has its driver');
  const product = ({ name }: DriverlessInterface) =>
    textOf(machine, `${USB}/${name.replace(/:.*/, '')}/product`)?.trim() ?? 'a device';
  return bad(
    listShort(
      without.map(
        (its) => `${product(its)} is plugged in at ${its.name.replace(/:.*/, '')}, and ${its.driver} does not drive it`,
      ),
    ),
    `${without
      .map(({ name, driver }) => `sudo modprobe ${driver} && echo ${name} | sudo tee /sys/bus/usb/drivers_probe`)
      .join(' && ')}; if that does not help: unplug the device and plug it in again`,
  );
}

/** logind reads the power button; seatd opens input devices for the browser. */
const MAY_READ = [UNITS.kiosk, UNITS.glass, UNITS.recovery, 'systemd-logind.service', 'seatd.service'];
const INPUT_FILE = /^\/dev\/(?:input\/event\d+|hidraw\d+)$/;
const PORT_FILE = /^\/dev\/tty(?:USB|ACM)\d+$/;

const harmOfReader = (path: string): string =>
  INPUT_FILE.test(path) ? 'can read what citizens type' : 'can take answers of the device away from the kiosk';

/** systemd would start an ended service again. */
function endOf(machine: MachineAccess, pid: string): string {
  const unit = unitOf(machine, pid);
  return unit?.endsWith('.service') && isOfUnit(machine, pid, unit)
    ? `sudo systemctl disable --now ${unit}`
    : `sudo ls -l /proc/${pid}/exe && sudo kill ${pid}`;
}

function deviceReadersFinding({ machine }: MachineContext): CheckFinding {
  if (machine.uid !== 0) return skipped('only root may see the files of other programs: run this with sudo');
  const open = openFilesOfOthers(machine, ...MAY_READ).filter(
    ({ path }) => INPUT_FILE.test(path) || PORT_FILE.test(path),
  );
  const readers = open.filter(({ pid }, nth) => open.findIndex((its) => its.pid === pid) === nth);
  if (readers.length === 0) return good('only the kiosk, its screen and the services behind it');
  return bad(
    listShort(
      readers.map(({ pid, path }) => `${describeProcess(machine, pid)} has ${path} open: it ${harmOfReader(path)}`),
    ),
    `unless you test this device yourself: ${[...new Set(readers.map(({ pid }) => endOf(machine, pid)))].join(' && ')}`,
  );
}

const INPUTS = '/sys/class/input';

/** [Linux, Documentation/input/input-programming, inhibiting input devices] */
function inhibitedFinding({ machine }: MachineContext): CheckFinding {
  const off = namesIn(machine, INPUTS).filter(
    (name) => /^input\d+$/.test(name) && textOf(machine, `${INPUTS}/${name}/inhibited`)?.trim() === '1',
  );
  if (off.length === 0) return good('none');
  const named = (name: string) => textOf(machine, `${INPUTS}/${name}/name`)?.trim() ?? name;
  return bad(
    `${listShort(off.map(named))}: a program told the kernel to ignore this device, so its touches and keys do not arrive`,
    off.map((name) => `echo 0 | sudo tee ${INPUTS}/${name}/inhibited`).join(' && '),
  );
}

const DESKS = ['/tmp', '/var/tmp', '/home', '/root', '/srv', '/opt', '/mnt'];
export const FIND_PUBLIC_YAML_ARGS =
  '-xdev -maxdepth 4 ( -type d ! -perm -001 -prune ) -o ( -type f -name *.y*ml -size -64k -perm -004 -print )'.split(
    ' ',
  );
/** Secrets of an order [docs/installing.md]. */
const SECRETS = /^\s*(?:terminalPassword|code)\s*:/m;

const shredCommand = (files: readonly string[]): string =>
  `sudo shred -u ${files.slice(0, MOST_REMOVED_FILES).map(quotePath).join(' ')}`;

async function leftOrdersFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const its = await searchAtIdlePriority(machine, 'find', ...DESKS, ...FIND_PUBLIC_YAML_ARGS);
  const left = its.lines.filter((path) => {
    const text = textOf(machine, path) ?? '';
    return SECRETS.test(text) && /^kiosks\s*:/m.test(text);
  });
  if (left.length === 0) return goodIfSearchedWhole(its, 'none');
  return bad(
    `${listShort(left)}: every user may read the secrets in this file`,
    `if you need it elsewhere, copy it first. ${shredCommand(left)}. Then ask the office for a new code for each kiosk in it that is not enrolled yet. Ask the bank for a new password for each terminal in it`,
  );
}

const ofDevices = installedCheck('devices');

export const ATTACHED_DEVICE_CHECKS: readonly CheckSpec[] = [
  ofDevices({
    id: 'usb-drivers',
    title: 'Drivers of the devices that are plugged in',
    expected: 'each serial adapter and input device has one',
    look: usbDriversFinding,
  }),
  ofDevices({
    id: 'inhibited-inputs',
    title: 'Input devices that the kernel ignores',
    expected: 'none',
    look: inhibitedFinding,
  }),
  installedCheck('closed')({
    id: 'left-orders',
    title: 'Copies of an order that every user may read',
    expected: 'none',
    look: leftOrdersFinding,
  }),
  installedCheck('closed')({
    id: 'device-readers',
    title: 'Programs that have devices of the kiosk open',
    expected: 'only the kiosk, its screen, logind and seatd',
    look: deviceReadersFinding,
  }),
];
