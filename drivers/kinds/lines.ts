import type { Clock } from '../clock.ts';
import { createLibgpiodPort } from '../lines/libgpiod/port.ts';
import type { LinePort } from '../lines/port.ts';
import { createSysfsPort } from '../lines/sysfs/port.ts';

/** `sysfs` through onoff, `libgpiod` through command-line tools of libgpiod 2. */
export type LineAdapter = 'sysfs' | 'libgpiod';

export const createLinePort = (adapter: LineAdapter, clock: Clock): LinePort =>
  adapter === 'sysfs' ? createSysfsPort({ clock }) : createLibgpiodPort({ clock });
