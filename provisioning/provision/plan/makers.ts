import { readFileSync } from 'node:fs';
import { packageFile } from '../../../device/files/package-root.ts';
import { bootFiles, wifiBlockFiles } from '../../lockdown/boot.ts';
import { makeKnownDevicesFiles } from '../../lockdown/known-devices-file.ts';
import { lockdownFiles } from '../../lockdown/lockdown.ts';
import { rootDiskBus } from '../../lockdown/root-disk.ts';
import { INSTALLED } from '../../machine/installed.ts';
import type { FileMaker, InstalledLink } from './desired.ts';
import type { FileReload } from './effects.ts';
import type { ProvisionTarget } from './target.ts';

/** Makers of files from a profile. An image has no USB devices: USB rules would fit the building machine and block the kiosk's devices. */
export const fileMakers = ({ root, at }: ProvisionTarget): readonly FileMaker[] => [
  (profile) => lockdownFiles(profile).filter(({ path }) => root === '' || path !== INSTALLED.usbRules),
  // A record of the building machine's sockets would fit no kiosk.
  (profile) => (root === '' ? makeKnownDevicesFiles(profile) : []),
  closedConsoles,
  () => bootFiles(at, root !== '' || rootDiskBus(readFileSync('/proc/self/mountinfo', 'utf8')) !== 'fixed'),
  // No Wi-Fi rule for an image: the building machine has other network cards.
  () => (root === '' ? wifiBlockFiles() : []),
];

/** Units of consoles, and of keys that restart the machine. */
export const maskedUnits = (): readonly string[] =>
  readFileSync(packageFile('provisioning/units/masked-units'), 'utf8')
    .split('\n')
    .filter((unit) => unit !== '' && !unit.startsWith('#'));

/** From the next start on [systemctl(1), mask]; the package's removal deletes them. */
const closedConsoles = (): readonly InstalledLink[] =>
  maskedUnits().map((unit) => ({ path: `/etc/systemd/system/${unit}`, to: '/dev/null' }));

export const FILE_RELOADS: readonly FileReload[] = [
  { path: INSTALLED.firewall, enable: 'asan-firewall.service', start: 'asan-firewall.service' },
  { path: INSTALLED.allowedNames, enable: 'asan-hosts.timer', start: 'asan-hosts.service' },
  {
    path: INSTALLED.usbRules,
    enable: 'usbguard.service',
    start: 'usbguard.service',
    fromNextStart: true,
    needs: { program: '/usr/sbin/usbguard-daemon', package: 'usbguard' },
  },
];
