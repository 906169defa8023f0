import { serialLinks } from '../../device/config/device-links.ts';
import type { Profile } from '../../device/config/profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, withProfile } from './check.ts';
import { configText, effectiveConfigFiles } from './config-files.ts';
import { linesOf, type MachineAccess, type MachineContext, namesIn, readFileStatus, textOf } from './machine-port.ts';

/* [modprobe.d(5)] */

interface Kept {
  /** Name with `_`, as in the kernel. */
  readonly driver: string;
  readonly written: string;
  readonly path: string;
}

const NOTHING = /^(\/usr)?\/bin\/(false|true)\b|^:$|^(false|true)\b/;

function keptIn(line: string, path: string): readonly Kept[] {
  const [word, written = '', ...rest] = line.trim().split(/\s+/);
  const isKept =
    word === 'blacklist' ||
    (word === 'install' && NOTHING.test(rest.join(' '))) ||
    (word === 'alias' && rest[0] === 'off');
  return isKept ? [{ driver: written.replaceAll('-', '_'), written, path }] : [];
}

/** Leaves out the file with which `provision` blocks Wi-Fi. */
const isOfStaff = (path: string): boolean => !path.startsWith('/usr/lib/') && path !== INSTALLED.wifiRule;

const SERIAL = /^(usbserial|cdc_acm|ftdi_sio|ch341|cp210x|pl2303)$/;
const INPUT = /^(usbhid|hid|hid_generic|hid_multitouch|i2c_hid\w*|usbtouchscreen)$/;

export const isSerialDriver = (driver: string): boolean => SERIAL.test(driver);
export const isInputDriver = (driver: string): boolean => INPUT.test(driver);

const SCREEN = /^(drm|drm_kms_helper|i915|xe|amdgpu|radeon|nouveau|vc4|v3d|virtio_gpu|bochs|simpledrm|gma500_gfx)$/;
const USB = /^(usbcore|xhci_hcd|xhci_pci|ehci_hcd|ehci_pci|ohci_hcd|uhci_hcd|usb_common)$/;

const networkDrivers = (machine: MachineAccess): readonly string[] =>
  namesIn(machine, '/sys/class/net').flatMap((name) => {
    const to = machine.link(`/sys/class/net/${name}/device/driver/module`);
    return to.ok ? [to.value.replace(/^.*\//, '')] : [];
  });

function harmOf(driver: string, network: readonly string[]): string {
  if (isInputDriver(driver)) return 'no touch panel, keypad or scanner that needs it';
  if (isSerialDriver(driver)) return 'no device at a serial adapter that needs it';
  if (SCREEN.test(driver)) return 'a dark screen';
  if (USB.test(driver)) return 'no device at USB';
  return network.includes(driver) ? 'no network' : 'no device that needs it';
}

function driversFinding(profile: Profile, { machine }: MachineContext): CheckFinding {
  const files = effectiveConfigFiles(machine, 'modprobe.d').filter(
    ({ name, path }) => name.endsWith('.conf') && isOfStaff(path),
  );
  const kept = files.flatMap(({ path }) => linesOf(configText(machine, path)).flatMap((line) => keptIn(line, path)));
  const hasSerial = serialLinks(profile.devices).length > 0;
  const isUsed = ({ driver }: Kept) =>
    textOf(machine, `/sys/module/${driver}/initstate`) !== null ||
    readFileStatus(machine, `/sys/module/${driver}/holders`) !== null ||
    isInputDriver(driver) ||
    (hasSerial && isSerialDriver(driver));
  const wrong = kept.filter(isUsed);
  if (wrong.length === 0) return good('all drivers that this kiosk uses');
  const network = networkDrivers(machine);
  const takeOut = ({ written, path }: Kept) =>
    `sudo sed -i -E '/^[ \\t]*(blacklist|install|alias)[ \\t]+${written}([ \\t]|$)/d' ${path}`;
  return bad(
    listShort(
      wrong.map(
        ({ driver, path }) => `${path} blocks the driver ${driver}: after the next start ${harmOf(driver, network)}`,
      ),
    ),
    `${[...new Set(wrong.map(takeOut))].join(' && ')} && sudo update-initramfs -u && sudo reboot; if your staff wrote it to harden the machine, ask them to leave out this driver. USBGuard already decides about devices`,
  );
}

export const DRIVER_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'drivers-next-start',
    title: 'Drivers that this kiosk uses, at the next start',
    expected: 'no file of modprobe.d blocks one',
    look: withProfile(driversFinding),
  }),
];
