import type { CommandSpec } from './command/command-tree.ts';
import { INSTALLED } from './machine/installed.ts';

export const GLASS_COMMAND: CommandSpec = {
  name: 'glass',
  does: "Show the kiosk's page on the screen of this machine and keep it there",
  options: [['--start-page <file>', `the start page that the kiosk writes (default ${INSTALLED.startPage})`]],
  run: async () => (await import('./glass/glass.ts')).glass,
  notes:
    'Starts the browser in its own compositor (cage), on its own terminal: asan-glass.service runs it. A browser' +
    '\nis restarted when it ends, or when its page answers no heartbeat for ten seconds while the kiosk lives. After five in a row this' +
    '\ncommand fails, and the service manager restarts it. Without a start page, a page says that the kiosk is out of service.',
  examples: ['asan-kiosk glass', 'asan-kiosk glass --start-page var/glass/start.html'],
};
