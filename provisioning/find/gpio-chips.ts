import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SystemPlaces } from '../../drivers/link/usb-serial.ts';
import { nullIfRejected } from '../../drivers/result.ts';
import type { FoundDevice } from './found.ts';
import { LINUX_PLACES } from './serial-ports.ts';

/**
 * Lists every GPIO chip by its label, from the kernel's folders for sysfs GPIO (`gpiochip512/label`). Without sysfs GPIO it finds none:
 * only libgpiod's tools know the labels.
 */
export async function gpioChips(places: SystemPlaces = LINUX_PLACES): Promise<readonly FoundDevice[]> {
  const folder = join(places.sys, 'class/gpio');
  const names = ((await nullIfRejected(readdir(folder))) ?? []).filter((name) => /^gpiochip\d+$/.test(name));
  const labels = await Promise.all(names.map((name) => nullIfRejected(readFile(join(folder, name, 'label'), 'utf8'))));
  const found = labels.flatMap((label) => (label === null ? [] : [label.trim()]));
  return [...new Set(found)].sort().map((chip) => ({
    at: { kind: 'gpio', chip },
    proposals: [
      {
        role: 'lines',
        // The technician finds the use of each line with `asan-kiosk lines`.
        settings: { adapter: 'libgpiod', map: {} },
        certainty: 'likely',
        evidence: `the kernel has a GPIO chip labelled ${chip}`,
      },
    ],
  }));
}
