import type { CommandSpec } from './command/command-tree.ts';

export const STEWARD_COMMAND: CommandSpec = {
  name: 'steward',
  does: 'Carry out one request of the kiosk as root; asan-steward.socket starts it',
  run: async () => (await import('./steward/steward.ts')).steward,
  notes: [
    'Reads one line from standard input: restart, power-off, or try, keep or drop with a kind of device.',
    'Prints one JSON line. A device is let in only in the USB socket of the former device, with the same ids and interfaces.',
  ],
  examples: ['echo try printer | sudo asan-kiosk steward', 'echo restart | sudo asan-kiosk steward'],
};
