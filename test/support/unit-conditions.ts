import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { packageFile } from '../../device/files/package-root.ts';

const UNITS = {
  'asan-console': 'asan-console.service',
  'asan-glass': 'asan-glass.service',
  'asan-recovery': 'asan-recovery.service',
  'asan-usb-open': 'asan-usb-open.service',
  usbguard: 'usbguard.service.d/asan-kiosk.conf',
} as const;

/** Units that systemd would start in the machine below `root`. Conditions about the kernel are ignored. */
export const startableUnits = (root: string): readonly string[] =>
  Object.entries(UNITS).flatMap(([name, file]) => {
    const text = readFileSync(packageFile(`provisioning/units/${file}`), 'utf8');
    const conditions = [...text.matchAll(/^Condition(?:Path|File)\w+=.*$/gm)].map(([line]) =>
      line.replace(/(=[|!]*)\//, `$1${root}/`),
    );
    const { status } = spawnSync('systemd-analyze', ['condition', ...conditions]);
    return status === 0 ? [name] : [];
  });

/** Units that give a technician a console and a keyboard after a power cut. */
export const TECHNICIAN_ACCESS_UNITS = ['asan-console', 'asan-usb-open'] as const;
