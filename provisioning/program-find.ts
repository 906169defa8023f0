import { type CommandSpec, JSON_OPTION } from './command/command-tree.ts';

export const FIND_COMMAND: CommandSpec = {
  name: 'find',
  does: 'Find the devices of the cabinet and identify them',
  options: [
    ['--profile <file>', 'the profile of this kiosk; while the kiosk runs, its ports are not used'],
    ['--no-probe', 'send no byte to any device: only names and descriptions'],
    ['--network', 'also search the network for document printers (avahi-utils)'],
    ['--watch', 'continue, and print plugged and pulled devices until Ctrl-C; with --json one event a line'],
    JSON_OPTION,
  ],
  run: async () => (await import('./find/find.ts')).find,
  notes:
    'Listens at each serial port for a few seconds, then sends questions that harm no device. No money moves. A silent printer' +
    '\nmay feed a line or two. While a sale is in doubt, no port is used. Exit code 1 if a port could not be checked.',
  examples: ['asan-kiosk find', 'asan-kiosk find --no-probe --json', 'asan-kiosk find --watch'],
};
