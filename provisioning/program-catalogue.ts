import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';
import { parseCentre, parseDay } from './command/options.ts';

const PROFILE = [PROFILE_OPTION[0], 'the profile that names the catalogue (catalogue.dir)'] as const;
const DIR = ['--dir <folder>', 'the folder of a catalogue, instead of a profile'] as const;
const ON = ['--on <date>', 'the day, such as 2026-11-24 (default: today at the centre)', parseDay] as const;

export const CATALOGUE_COMMAND: CommandSpec = {
  name: 'catalogue',
  does: 'Check, read and extend the services of the centre',
  notes: 'The default is the catalogue of `run --simulate`. Days are days at the centre.',
  examples: ['asan-kiosk catalogue check', 'asan-kiosk catalogue price passport --on 2026-11-24'],
  below: [
    {
      name: 'check',
      does: 'List every fault of a catalogue, and warnings',
      takes: [['[dir]', 'the folder of a catalogue, instead of a profile']],
      options: [PROFILE, ON, JSON_OPTION],
      insteadOfProfile: ['dir'],
      run: async () => (await import('./catalogue/check.ts')).catalogueCheck,
      notes:
        'A fault is printed with file, line, path, expected value, found value and code: the kiosk does not start' +
        '\nwith it, and the exit code is 1. Warnings are about prices that end without a successor, tiers without a price on' +
        '\nthe day, unverified values, and groups without a service; they do not change the exit code 0.',
      examples: [
        'asan-kiosk catalogue check',
        'asan-kiosk catalogue check /srv/catalogue --json',
        'asan-kiosk catalogue check --profile /etc/asan-kiosk/profile.yaml --on 2027-01-01',
      ],
    },
    {
      name: 'list',
      does: 'List the services with their prices on a day',
      options: [
        [
          '--centre <number>',
          'show whether this centre offers each service (default: the centre of --profile)',
          parseCentre,
        ],
        ON,
        PROFILE,
        DIR,
        JSON_OPTION,
      ],
      insteadOfProfile: ['dir'],
      run: async () => (await import('./catalogue/list.ts')).catalogueList,
      notes: 'An unverified price is printed with "about", a missing one as "unknown".',
      examples: ['asan-kiosk catalogue list', 'asan-kiosk catalogue list --centre 5 --on 2022-01-01 --json'],
    },
    {
      name: 'price <service>',
      does: 'Show how the price of a service is made on a day, with its source',
      options: [['--tier <id>', 'only this tier'], ON, PROFILE, DIR, JSON_OPTION],
      insteadOfProfile: ['dir'],
      run: async () => (await import('./catalogue/price.ts')).showCataloguePrice,
      notes: 'The price of a day without a source is unknown; the known days are listed.',
      examples: [
        'asan-kiosk catalogue price identity-card-replacement',
        'asan-kiosk catalogue price passport --tier 1-working-day --on 2021-12-31 --json',
      ],
    },
    {
      name: 'new <id>',
      does: 'Write the file of a new service, to fill in',
      options: [PROFILE, DIR],
      insteadOfProfile: ['dir'],
      run: async () => (await import('./catalogue/new.ts')).addCatalogueService,
      notes:
        'Never replaces a file. The new file is complete except for its texts, which are empty: `catalogue check`' +
        '\nlists each line, and the kiosk does not start without the texts.',
      examples: [
        'asan-kiosk catalogue new lost-passport',
        'asan-kiosk catalogue new lost-passport --dir /srv/catalogue',
      ],
    },
  ],
};
