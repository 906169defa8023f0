import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';

export const MAINTENANCE_COMMAND: CommandSpec = {
  name: 'maintenance',
  does: 'See what staff see at the screen of the kiosk',
  examples: ['asan-kiosk maintenance today', 'asan-kiosk maintenance today --json'],
  below: [
    {
      name: 'today',
      does: 'Print visits, money and troubles since the last maintenance at the screen',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./maintenance/today.ts')).maintenanceToday,
      notes: 'Reads the ledger only: it works beside a running kiosk, and if the kiosk does not start.',
      examples: ['asan-kiosk maintenance today', 'asan-kiosk maintenance today --json'],
    },
  ],
};
