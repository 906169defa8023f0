import { type CommandSpec, JSON_OPTION } from './command/command-tree.ts';

export const FIND: CommandSpec = {
  name: 'find',
  does: 'Find the devices of the cabinet and say which is which',
  options: [
    [
      '--profile <file>',
      'the profile of the kiosk of this machine, whose ports are left alone while it runs (the installed one unless told)',
    ],
    ['--no-probe', 'say nothing to any device: names and descriptions alone'],
    ['--network', 'look for printers of whole sheets on the network too (avahi-utils)'],
    ['--watch', 'go on, and say what is plugged in and pulled out until Ctrl-C; with --json one event a line'],
    JSON_OPTION,
  ],
  run: async () => (await import('./find/find.ts')).find,
  notes:
    'Each serial port is listened to for a few seconds, then asked what does no harm to any device. Nothing is printed, no' +
    '\nmoney moves, and while a sale is in doubt no port is touched. Exit code 1 when a port could not be looked at.',
  examples: ['asan-kiosk find', 'asan-kiosk find --no-probe --json', 'asan-kiosk find --watch'],
};
