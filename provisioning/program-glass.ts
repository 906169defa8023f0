import type { CommandSpec } from './command/command-tree.ts';
import { INSTALLED } from './machine/installed.ts';

export const GLASS: CommandSpec = {
  name: 'glass',
  does: "Show the kiosk's page on the screen of this machine and keep it there",
  options: [['--start-page <file>', `the start page that the kiosk writes (${INSTALLED.startPage} unless told)`]],
  run: async () => (await import('./glass/glass.ts')).glass,
  notes:
    'Starts the browser in a compositor of its own (cage), on a terminal that nobody else has: asan-glass.service runs it. A browser' +
    '\nthat ends, or whose page answers no heartbeat for ten seconds while the kiosk lives, is started anew; after five in a row it' +
    '\nfails, and the service manager starts all of it anew. While there is no start page, a page says that the kiosk is out of service.',
  examples: ['asan-kiosk glass', 'asan-kiosk glass --start-page var/glass/start.html'],
};
