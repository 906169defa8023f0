import { Option } from 'commander';
import { SETTLE_REASONS, type StaffSettledOutcome } from '../device/ledger/entries.ts';
import { BANKNOTE_FATES } from '../device/maintenance/money/notes.ts';
import { type CommandSpec, JSON_OPTION, PROFILE_OPTION, requiredOption } from './command/command-tree.ts';
import { parseBadge, parseDay, parseLinkAddress, parseMoment, parseStaff } from './command/options.ts';

const BESIDE = 'Works beside a running kiosk. Without a profile, it reads the ledger of `run --simulate`.';
const ANSWERS: readonly StaffSettledOutcome[] = ['returned', 'paid', 'not-paid'];
const BY = requiredOption('--by <who>', 'initials or badge number of a member of staff', parseStaff);

const RECONCILE: CommandSpec = {
  name: 'reconcile',
  does: 'Compare ledger, terminal and back office, and list differences',
  options: [
    PROFILE_OPTION,
    ['--totals <file>', 'the output of `terminal end-of-day --json`'],
    ['--end-of-day', 'close the day of the terminal now and compare its totals; the kiosk must not run'],
    ['--link <address>', 'address of the terminal (default: from the profile)', parseLinkAddress],
    ['--yes', 'do not ask for a confirmation'],
    ['--back-office <url>', 'the back office (default: from the profile)'],
    ['--day <date>', 'YYYY-MM-DD at the centre (default: the day of the totals, or today)', parseDay],
    ['--since <moment>', 'when the terminal day began, YYYY-MM-DDTHH:MM at the centre', parseMoment],
    JSON_OPTION,
  ],
  run: async () => (await import('./ledger/reconcile.ts')).ledgerReconcile,
  notes:
    'Lists each different transaction. A terminal reports only sums: if several transactions would explain a difference, all are listed.' +
    '\nGive --since if the terminal is closed several times a day; not if its day only began before midnight.' +
    `\n${BESIDE} Exit code 1 if there is a difference.`,
  examples: [
    'asan-kiosk ledger reconcile --profile /etc/asan-kiosk/profile.yaml --totals day.json',
    'asan-kiosk ledger reconcile --profile /etc/asan-kiosk/profile.yaml --end-of-day --yes --json',
    'asan-kiosk ledger reconcile --profile /etc/asan-kiosk/profile.yaml --day 2026-11-24',
  ],
};

const SETTLE: CommandSpec = {
  name: 'settle <name>',
  does: 'Settle by hand what the kiosk cannot settle',
  options: [
    new Option('--as <what>', 'the result that staff found or did').choices(ANSWERS).makeOptionMandatory(),
    BY,
    ['--second <badge>', 'badge of a second person; needed if the profile has cash.settleBadges: 2', parseBadge],
    new Option('--reason <reason>', 'source of the result; needed with two badges').choices(SETTLE_REASONS),
    ['--yes', 'do not ask for a confirmation'],
    PROFILE_OPTION,
    JSON_OPTION,
  ],
  run: async () => (await import('./ledger/settle.ts')).ledgerSettle,
  notes:
    "The name is an application's id or its reference. The kiosk must not run. Look into the journal of the terminal first." +
    '\nA sale in doubt: not-paid if there was no sale; returned after the money was given back by hand. A reversal that can' +
    '\nnever succeed: returned. A held note in a validator that never comes back: not-paid. The note is listed for a count, and' +
    '\nthe kiosk makes a credit of the other notes at its next start. An application with a damaged or missing record (LDG-103): any, as staff found it.' +
    '\nIf the cabinet has a badge reader, the person of --second types the PIN of the badge. A pipe gives the PIN as one line.' +
    '\nNothing is deleted. Without a profile, it writes the ledger of `run --simulate`.',
  examples: [
    'asan-kiosk ledger settle K5-7QF2-62 --as returned --by A.M. --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk ledger settle K5-7QF2-62 --as not-paid --by 4711 --yes --json',
    'asan-kiosk ledger settle K5-7QF2-62 --as not-paid --by 4711 --second C-204 --reason terminal-journal',
  ],
};

const BY_BADGE = requiredOption('--by <badge>', 'badge of the member of staff', parseBadge);

const PAY_OUT: CommandSpec = {
  name: 'pay-out <code>',
  does: 'Mark a credit as paid out by hand',
  options: [BY_BADGE, ['--yes', 'do not ask for a confirmation'], PROFILE_OPTION, JSON_OPTION],
  run: async () => (await import('./ledger/pay-out.ts')).ledgerPayOut,
  notes:
    'The kiosk must not run. `asan-kiosk ledger cash` lists all credits. If the office may know the code, only the office pays it out.',
  examples: [
    'asan-kiosk ledger pay-out K5-7QF2-9XKD-62 --by C-204',
    'asan-kiosk ledger pay-out K5-7QF2-9XKD-62 --by C-204 --yes --json',
  ],
};

const NOTE: CommandSpec = {
  name: 'note <id>',
  does: 'Record where a held or doubtful note was found',
  options: [
    new Option('--found <place>', 'place of the note').choices(BANKNOTE_FATES).makeOptionMandatory(),
    BY_BADGE,
    ['--yes', 'do not ask for a confirmation'],
    PROFILE_OPTION,
    JSON_OPTION,
  ],
  run: async () => (await import('./ledger/note.ts')).settleDoubtfulNote,
  notes:
    'The kiosk must not run. The id is in `asan-kiosk ledger cash --json`: the note, or the application of a stray note. A note in the' +
    '\ncassette, or at the count, becomes a credit for its citizen at the next start.',
  examples: [
    'asan-kiosk ledger note 5f1c2a0e --found in-cassette --by T-017',
    'asan-kiosk ledger note 5f1c2a0e --found given-back --by T-017 --yes --json',
  ],
};

export const LEDGER_COMMAND: CommandSpec = {
  name: 'ledger',
  does: 'Read the open applications of the kiosk, and settle by hand what it cannot',
  examples: ['asan-kiosk ledger open', 'asan-kiosk ledger cash --profile /etc/asan-kiosk/profile.yaml'],
  below: [
    {
      name: 'open',
      does: 'List open applications: their age, and the next step of the kiosk',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./ledger/open.ts')).listOpenApplications,
      notes: `Also lists held notes, notes in doubt and unprinted credits. ${BESIDE}\nExit code 0, also with open applications.`,
      examples: ['asan-kiosk ledger open', 'asan-kiosk ledger open --profile /etc/asan-kiosk/profile.yaml --json'],
    },
    {
      name: 'show <name>',
      does: 'Print the history of one application, with the meaning of each entry',
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
      does: 'List credits, and notes that only a count of the cassette can find',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./ledger/cash.ts')).ledgerCash,
      notes: `Also lists held notes that the validator has not reported yet. ${BESIDE}`,
      examples: ['asan-kiosk ledger cash', 'asan-kiosk ledger cash --profile /etc/asan-kiosk/profile.yaml --json'],
    },
    SETTLE,
    PAY_OUT,
    NOTE,
    {
      name: 'adopt',
      does: 'Continue with a ledger that is not the newest of its kiosk (LDG-102)',
      options: [BY, ['--yes', 'do not ask for a confirmation'], PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./ledger/adopt.ts')).ledgerAdopt,
      notes:
        'For a ledger that was restored from a copy, or a new one after a total loss. The kiosk' +
        '\nmust not run. First search for a newer ledger.db with its ledger.db-wal. Open applications are listed and left to staff:' +
        '\nmissing records may have closed them. The ledger keeps the initials or badge number of --by; nothing is deleted.',
      examples: [
        'asan-kiosk ledger adopt --by A.M. --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk ledger adopt --by 4711 --yes --json',
      ],
    },
  ],
};
