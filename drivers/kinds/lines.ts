import type { Clock } from '../clock.ts';
import { createLibgpiodPort } from '../lines/libgpiod/port.ts';
import type { LinePort } from '../lines/port.ts';
import { createSysfsPort } from '../lines/sysfs/port.ts';
import { err } from '../result.ts';

/** `sysfs` through onoff, `libgpiod` through libgpiod 2's command-line tools. `simulated`: only for the simulated kiosk. */
export type LineAdapter = 'sysfs' | 'libgpiod' | 'simulated';

export function createLinePort(adapter: LineAdapter, clock: Clock): LinePort {
  if (adapter === 'simulated') return { openInput: async () => SIMULATED, openOutput: async () => SIMULATED };
  return adapter === 'sysfs' ? createSysfsPort({ clock }) : createLibgpiodPort({ clock });
}

const SIMULATED = err({ code: 'LIN-104', kind: 'no-gpio', detail: 'the profile names a simulated cabinet' } as const);
