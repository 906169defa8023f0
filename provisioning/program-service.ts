import { parseClosureReason, parseReturnTime } from './closure/closure-options.ts';
import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';

export const SERVICE_COMMAND: CommandSpec = {
  name: 'service',
  does: 'Take the kiosk out of service, and put it back',
  notes:
    'A running visit is not interrupted. The page then says why, since when, until when, and the `elsewhere` of the profile.' +
    '\nThe kiosk stays out of service across restarts. Run these commands as the user of the kiosk or as root.',
  examples: ['asan-kiosk service out --reason paper --until 14:30', 'asan-kiosk service back'],
  below: [
    {
      name: 'out',
      does: 'Begin no more visits',
      options: [
        PROFILE_OPTION,
        [
          '--reason <reason>',
          'what citizens read: maintenance (default), repair, paper, cleaning or network',
          parseClosureReason,
        ],
        ['--until <time>', 'when you expect the kiosk back: 14:30, or 2026-12-04T09:00', parseReturnTime],
        JSON_OPTION,
      ],
      run: async () => (await import('./closure/closure.ts')).takeKioskOutOfService,
      notes:
        'The kiosk does not open by itself at that time: the page then only hides the time. To change the time, run the command again with --until: the reason stays.',
      examples: ['asan-kiosk service out', 'asan-kiosk service out --reason repair --until 2026-12-04T09:00'],
    },
    {
      name: 'back',
      does: 'Begin visits again',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./closure/closure.ts')).putKioskIntoService,
      examples: ['asan-kiosk service back', 'sudo -u asan-kiosk asan-kiosk service back'],
    },
    {
      name: 'status',
      does: 'Print whether staff took the kiosk out of service',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./closure/closure.ts')).printClosureStatus,
      examples: ['asan-kiosk service status', 'asan-kiosk service status --json'],
    },
  ],
};
