import { InvalidArgumentError } from 'commander';
import { type CommandSpec, EVENTS_OPTION, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';
import { parseLinkAddress } from './command/options.ts';

const NUMBER = [['<number>', 'the number printed on the badge']] as const;

export const BADGE_COMMAND: CommandSpec = {
  name: 'badge',
  does: 'Choose which staff badges open maintenance at the screen',
  notes: 'Each kiosk has its own list. A badge counts only with its PIN. Run these commands as root.',
  examples: ['sudo asan-kiosk badge add T-017', 'sudo asan-kiosk badge list --json'],
  below: [
    {
      name: 'add',
      does: 'Register a badge and its PIN, or replace its PIN',
      takes: NUMBER,
      options: [
        PROFILE_OPTION,
        ['--uid <hex>', 'UID of a badge without a key, if the profile has uidBadges', parseUid],
        JSON_OPTION,
      ],
      run: async () => (await import('./badge/badges.ts')).addBadge,
      notes:
        'Asks for six digits, which are not shown, and refuses PINs that are easy to guess. If standard input is not a terminal, it takes one line with the PIN.' +
        '\nA badge by UID can be copied: prefer badges with a key. `asan-kiosk badge watch` shows the UID.',
      examples: ['sudo asan-kiosk badge add T-017', 'sudo asan-kiosk badge add U-042 --uid a3c4d501'],
    },
    {
      name: 'list',
      does: 'Print the registered badges and their locks',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./badge/badges.ts')).listBadges,
      examples: ['sudo asan-kiosk badge list', 'sudo asan-kiosk badge list --json'],
    },
    {
      name: 'remove',
      does: 'Remove a badge from the list',
      takes: NUMBER,
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./badge/badges.ts')).removeBadge,
      notes: 'The removal counts from the next PIN on. Open maintenance is not closed.',
      examples: ['sudo asan-kiosk badge remove T-017', 'sudo asan-kiosk badge remove T-017 --json'],
    },
    {
      name: 'unlock',
      does: 'End the lock after wrong PINs',
      takes: NUMBER,
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./badge/badges.ts')).unlockBadge,
      notes:
        'It also ends the lock of the reader. Before that, look in the log, which has each wrong PIN with its badge and time.',
      examples: ['sudo asan-kiosk badge unlock T-017', 'sudo asan-kiosk badge unlock T-017 --json'],
    },
    {
      name: 'key',
      does: 'Store the master key of the badges as a credential of this machine',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./badge/key.ts')).storeBadgeKey,
      notes:
        'Asks for the key of the issuer, which is not shown. It also makes the key of the PINs if this machine has none, and then names the registered badges: each needs a new PIN.',
      examples: ['sudo asan-kiosk badge key', 'sudo asan-kiosk badge key --json < key.txt'],
    },
    {
      name: 'watch',
      does: 'Print every badge that is laid on the reader',
      options: [
        PROFILE_OPTION,
        ['--link <address>', 'serial:/dev/…@115200 or tcp:HOST:PORT (default: from the profile)', parseLinkAddress],
        EVENTS_OPTION,
      ],
      run: async () => (await import('./badge/watch.ts')).badgeWatch,
      notes: 'Ends with Ctrl-C. Stop the kiosk first. It checks the key of each badge, so run it as root.',
      examples: ['sudo asan-kiosk badge watch', 'asan-kiosk badge watch --link tcp:127.0.0.1:4005 --json'],
    },
  ],
};

function parseUid(text: string): string {
  const uid = text.replaceAll(/[:\s-]/g, '').toLowerCase();
  if (!/^(?:[0-9a-f]{8}|[0-9a-f]{14}|[0-9a-f]{20})$/.test(uid))
    throw new InvalidArgumentError('Write 8, 14 or 20 hex digits.');
  return uid;
}
