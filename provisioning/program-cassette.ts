import { type CommandSpec, JSON_OPTION, PROFILE_OPTION, requiredOption } from './command/command-tree.ts';
import { parseBadge, parseNotes } from './command/options.ts';

export const CASSETTE_COMMAND: CommandSpec = {
  name: 'cassette',
  does: 'Record an exchange of the cassette of notes',
  examples: [
    'asan-kiosk cassette exchange --by T-017 --notes 5=14 --notes 20=3 --bag AB123456',
    'asan-kiosk cassette exchange --by T-017 --none --bag AB123456',
  ],
  below: [
    {
      name: 'exchange',
      does: 'Record an exchanged cassette: its count, its bag, and a signed record',
      options: [
        requiredOption('--by <badge>', 'badge of the person who counted', parseBadge),
        ['--notes <manat=number>', 'counted notes of one value; once for each value', parseNotes],
        ['--none', 'the cassette had no notes'],
        ['--bag <number>', 'number of the sealed bag'],
        ['--second <badge>', 'badge of the second person, to confirm a difference', parseBadge],
        ['--yes', 'do not ask for a confirmation'],
        PROFILE_OPTION,
        JSON_OPTION,
      ],
      run: async () => (await import('./cassette/cassette.ts')).exchangeCassette,
      notes:
        'The kiosk must not run. At the glass, use *Exchange the cassette*, which also prints the slip. An exchange that was begun' +
        '\ngoes on at its step, so run the command again after an error. If the count differs from the ledger, exit code 1 names each' +
        '\ndifference: count again, or add --second. If the cabinet has a badge reader, the second person types the PIN of the badge.',
      examples: [
        'asan-kiosk cassette exchange --by T-017 --notes 5=14 --notes 20=3 --bag AB123456',
        'asan-kiosk cassette exchange --by T-017 --none --bag AB123456 --yes --json',
        'asan-kiosk cassette exchange --by T-017 --second C-204 --bag AB123456 --yes',
      ],
    },
  ],
};
