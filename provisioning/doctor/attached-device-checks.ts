import { UNITS } from '../machine/installed.ts';
import { bad, type CheckSpec, type Finding, good, installedCheck, listShort, skipped } from './check.ts';
import { isInputDriver, isSerialDriver } from './driver-checks.ts';
import { linesOf, type Machine, type MachineContext, namesIn, textOf } from './machine-port.ts';
import { describeProcess, isOfUnit, openFiles, processIds } from './processes.ts';

const USB = '/sys/bus/usb/devices';

interface DriverlessInterface {
  readonly name: string;
  readonly driver: string;
}

/** Interfaces without a driver, although the kernel has one. */
async function driverlessInterfaces(machine: Machine): Promise<readonly DriverlessInterface[]> {
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
async function usbDriversFinding({ machine }: MachineContext): Promise<Finding> {
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

/** logind reads the power button, seatd opens input devices for the browser. */
const MAY_READ = [UNITS.kiosk, UNITS.glass, 'systemd-logind.service', 'seatd.service'];
const INPUT_FILE = /^\/dev\/(?:input\/event\d+|hidraw\d+)$/;

function inputReadersFinding({ machine }: MachineContext): Finding {
  if (machine.uid !== 0) return skipped('only root may see the files of other programs: run this with sudo');
  const readers = processIds(machine)
    .filter((pid) => pid !== String(process.pid) && !MAY_READ.some((unit) => isOfUnit(machine, pid, unit)))
    .flatMap((pid) => {
      const files = openFiles(machine, pid).filter(({ path }) => INPUT_FILE.test(path));
      return files.length === 0 ? [] : [{ pid, path: files[0]?.path }];
    });
  if (readers.length === 0) return good('kiosk and browser alone');
  return bad(
    listShort(
      readers.map(({ pid, path }) => `${describeProcess(machine, pid)} reads ${path}: it learns what citizens type`),
    ),
    `unless you test a keypad yourself: ${readers
      .map(({ pid }) => `sudo ls -l /proc/${pid}/exe && sudo kill ${pid}`)
      .join(' && ')}`,
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
  installedCheck('closed')({
    id: 'input-readers',
    title: 'Programs that read keys and touches',
    expected: 'kiosk and browser alone',
    look: inputReadersFinding,
  }),
];
