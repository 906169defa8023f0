import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';
import { parseCentre, parseDay } from './command/options.ts';

const PROFILE = [PROFILE_OPTION[0], 'the profile whose catalogue is meant (catalogue.dir)'] as const;
const DIR = ['--dir <folder>', 'the folder of a catalogue, instead of a profile'] as const;
const ON = [
  '--on <date>',
  'the day that is asked about, as 2026-11-24; today at the centre unless told',
  parseDay,
] as const;

/** What the centre offers, as its files say it. */
export const CATALOGUE: CommandSpec = {
  name: 'catalogue',
  does: 'Check, read and extend what the centre offers',
  notes: 'Without a profile and a folder the catalogue of `run --simulate` is meant. Days are those of the centre.',
  examples: ['asan-kiosk catalogue check', 'asan-kiosk catalogue price passport --on 2026-11-24'],
  below: [
    {
      name: 'check',
      does: 'Name every fault of a catalogue, and what wants looking at',
      takes: [['[dir]', 'the folder of a catalogue, instead of a profile']],
      options: [PROFILE, ON, JSON_OPTION],
      insteadOfProfile: ['dir'],
      run: async () => (await import('./catalogue/check.ts')).catalogueCheck,
      notes:
        'A fault is a line with file, line, path, what is expected, what was found and its code: the kiosk does not start' +
        '\nwith it, and the exit code is 1. Warnings are of prices that end without another, of tiers without a price on' +
        '\nthe day, of what is not verified, and of groups without a service; they leave the exit code at 0.',
      examples: [
        'asan-kiosk catalogue check',
        'asan-kiosk catalogue check /srv/catalogue --json',
        'asan-kiosk catalogue check --profile /etc/asan-kiosk/profile.yaml --on 2027-01-01',
      ],
    },
    {
      name: 'list',
      does: 'List the services with what they cost on a day',
      options: [
        ['--centre <number>', 'say of each whether this centre offers it; that of --profile unless told', parseCentre],
        ON,
        PROFILE,
        DIR,
        JSON_OPTION,
      ],
      insteadOfProfile: ['dir'],
      run: async () => (await import('./catalogue/list.ts')).catalogueList,
      notes: 'A price that is not verified is said as about; one that nobody knows for the day as unknown.',
      examples: ['asan-kiosk catalogue list', 'asan-kiosk catalogue list --centre 5 --on 2022-01-01 --json'],
    },
    {
      name: 'price <service>',
      does: 'Say how the price of a service is made on a day, and where it was read',
      options: [['--tier <id>', 'this tier alone'], ON, PROFILE, DIR, JSON_OPTION],
      insteadOfProfile: ['dir'],
      run: async () => (await import('./catalogue/price.ts')).cataloguePrice,
      notes:
        'A day for which no source names a price is unknown: it is not guessed, and the days that are known are named.',
      examples: [
        'asan-kiosk catalogue price identity-card-replacement',
        'asan-kiosk catalogue price passport --tier 1-working-day --on 2021-12-31 --json',
      ],
    },
    {
      name: 'new <id>',
      does: 'Write the file of a new service, to be filled in',
      options: [PROFILE, DIR],
      insteadOfProfile: ['dir'],
      run: async () => (await import('./catalogue/new.ts')).catalogueNew,
      notes:
        'Never over a file that is there. What is written is whole but for its texts, which are empty: `catalogue check`' +
        '\nnames each line, and the kiosk does not start until they are written.',
      examples: [
        'asan-kiosk catalogue new lost-passport',
        'asan-kiosk catalogue new lost-passport --dir /srv/catalogue',
      ],
    },
  ],
};
