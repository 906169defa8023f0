import { Option } from 'commander';
import type { SettledAs } from '../device/ledger/entries.ts';
import { type CommandSpec, JSON_OPTION, PROFILE_OPTION, required } from './command/command-tree.ts';
import { parseDay, parseLinkAddress, parseMoment, parseStaff } from './command/options.ts';

const BESIDE = 'Reads beside a kiosk that runs. Without a profile the ledger of `run --simulate` is read.';
const ANSWERS: readonly SettledAs[] = ['returned', 'paid', 'not-paid'];
const BY = required('--by <who>', 'initials or badge number of a member of staff', parseStaff);

const RECONCILE: CommandSpec = {
  name: 'reconcile',
  does: 'Compare ledger, terminal and back office, and name what differs',
  options: [
    PROFILE_OPTION,
    ['--totals <file>', 'what `terminal end-of-day --json` printed'],
    ['--end-of-day', 'close the day of the terminal now and compare what it says; the kiosk must not run'],
    ['--link <address>', 'where the terminal is, instead of in the profile', parseLinkAddress],
    ['--yes', 'do not ask whether closing the day is meant'],
    ['--back-office <url>', 'the back office, instead of the one in the profile'],
    ['--day <date>', 'YYYY-MM-DD at the centre; unless told that of the totals, or today', parseDay],
    ['--since <moment>', 'when the terminal day began, YYYY-MM-DDTHH:MM at the centre', parseMoment],
    JSON_OPTION,
  ],
  run: async () => (await import('./ledger/reconcile.ts')).ledgerReconcile,
  notes:
    'Names the transaction that differs. A terminal says sums only: where several transactions would explain them, all are listed.' +
    '\nA terminal whose day began before midnight needs no --since; one that is closed several times a day does.' +
    `\n${BESIDE} Exit code 1 when something differs.`,
  examples: [
    'asan-kiosk ledger reconcile --profile /etc/asan-kiosk/profile.yaml --totals day.json',
    'asan-kiosk ledger reconcile --profile /etc/asan-kiosk/profile.yaml --end-of-day --yes --json',
    'asan-kiosk ledger reconcile --profile /etc/asan-kiosk/profile.yaml --day 2026-11-24',
  ],
};

const SETTLE: CommandSpec = {
  name: 'settle <name>',
  does: 'End by hand what the kiosk can never end by itself',
  options: [
    new Option('--as <what>', 'what staff found or did').choices(ANSWERS).makeOptionMandatory(),
    BY,
    ['--yes', 'do not ask whether it is meant'],
    PROFILE_OPTION,
    JSON_OPTION,
  ],
  run: async () => (await import('./ledger/settle.ts')).ledgerSettle,
  notes:
    "The name is an application's id or its reference. The kiosk must not run. Look into the journal of the terminal first." +
    '\nA sale in doubt: not-paid where there was none; returned after the money was given back by hand. A reversal that can' +
    '\nnever succeed: returned. A note that is held while its validator never comes back: not-paid; it is listed to be counted, and' +
    '\nthe kiosk makes a credit of the others at its next start. What is left to staff because a record is damaged or missing (LDG-103): any, as staff found it.' +
    '\nNothing is deleted. Without a profile the ledger of `run --simulate` is written.',
  examples: [
    'asan-kiosk ledger settle K5-7QF2-62 --as returned --by A.M. --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk ledger settle K5-7QF2-62 --as not-paid --by 4711 --yes --json',
  ],
};

/** What staff read in the book of a kiosk, which may run meanwhile, and the two things that they write there, for which it may not. */
export const LEDGER: CommandSpec = {
  name: 'ledger',
  does: 'Read what the kiosk owes, and settle by hand what it never can',
  examples: ['asan-kiosk ledger open', 'asan-kiosk ledger cash --profile /etc/asan-kiosk/profile.yaml'],
  below: [
    {
      name: 'open',
      does: 'List what is still open: how old it is, and what the kiosk does next',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./ledger/open.ts')).ledgerOpen,
      notes: `Also notes held or in doubt and credits that are on no paper. ${BESIDE}\nExit code 0 whatever is open.`,
      examples: ['asan-kiosk ledger open', 'asan-kiosk ledger open --profile /etc/asan-kiosk/profile.yaml --json'],
    },
    {
      name: 'show <name>',
      does: 'Print the whole history of one application, with what each entry means',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./ledger/show.ts')).ledgerShow,
      notes: `The name is an application's id, its reference as printed, or the code of a credit. ${BESIDE}`,
      examples: [
        'asan-kiosk ledger show K5-7QF2-62',
        'asan-kiosk ledger show K5-7QF2-9XKD-62 --profile /etc/asan-kiosk/profile.yaml --json',
      ],
    },
    RECONCILE,
    {
      name: 'cash',
      does: 'List credits and the notes that only a count of the cassette can find',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./ledger/cash.ts')).ledgerCash,
      notes: `Also notes that are held, of which the validator has told nothing yet. ${BESIDE}`,
      examples: ['asan-kiosk ledger cash', 'asan-kiosk ledger cash --profile /etc/asan-kiosk/profile.yaml --json'],
    },
    SETTLE,
    {
      name: 'adopt',
      does: 'Go on with a ledger that is not the newest one of its kiosk (LDG-102)',
      options: [BY, ['--yes', 'do not ask whether it is meant'], PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./ledger/adopt.ts')).ledgerAdopt,
      notes:
        'For a ledger that was put back from a copy, or a new one in the place of one that nothing can be recovered of. The kiosk' +
        '\nmust not run. Look first for a newer ledger.db with its ledger.db-wal. What is open is listed and left to staff: what is' +
        '\nmissing may have ended it. Who decided is kept in the ledger; nothing is deleted.',
      examples: [
        'asan-kiosk ledger adopt --by A.M. --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk ledger adopt --by 4711 --yes --json',
      ],
    },
  ],
};
