import { type Command, Option } from 'commander';
import type { SettledAs } from '../device/ledger/entries.ts';
import type { LedgerOptions } from './books/ledger-file.ts';
import {
  addCommand,
  addGroup,
  type CommandContext,
  examples,
  JSON_OPTION,
  notes,
  PROFILE_OPTION,
} from './command/command-tree.ts';
import { parseDay, parseLinkAddress, parseMoment, parseStaff } from './command/options.ts';
import type { AdoptOptions } from './ledger/adopt.ts';
import type { ReconcileOptions } from './ledger/reconcile.ts';
import type { SettleOptions } from './ledger/settle.ts';

const BESIDE = 'Reads beside a kiosk that runs. Without --profile the ledger of `run --simulate` is read.';

/** What staff read in the book of a kiosk, which may run meanwhile, and the two things that they write there, for which it may not. */
export function addLedgerCommands(root: Command, context: CommandContext): void {
  const ledger = addGroup(root, 'ledger', 'Read what the kiosk owes, and settle by hand what it never can');
  examples(ledger, ['asan-kiosk ledger open', 'asan-kiosk ledger cash --profile /etc/asan-kiosk/profile.yaml']);
  addOpen(ledger, context);
  addShow(ledger, context);
  addReconcile(ledger, context);
  addCash(ledger, context);
  addSettle(ledger, context);
  addAdopt(ledger, context);
}

function addOpen(ledger: Command, { io, report }: CommandContext): void {
  const open = addCommand(ledger, 'open', 'List what is still open: how old it is, and what the kiosk does next')
    .option(...PROFILE_OPTION)
    .option(...JSON_OPTION)
    .action(async (options: LedgerOptions) => {
      const { ledgerOpen } = await import('./ledger/open.ts');
      report(await ledgerOpen(options, io));
    });
  notes(open, `Also notes held or in doubt and credits that are on no paper. ${BESIDE}\nExit code 0 whatever is open.`);
  examples(open, ['asan-kiosk ledger open', 'asan-kiosk ledger open --profile /etc/asan-kiosk/profile.yaml --json']);
}

function addShow(ledger: Command, { io, report }: CommandContext): void {
  const show = addCommand(
    ledger,
    'show <name>',
    'Print the whole history of one application, with what each entry means',
  )
    .option(...PROFILE_OPTION)
    .option(...JSON_OPTION)
    .action(async (name: string, options: LedgerOptions) => {
      const { ledgerShow } = await import('./ledger/show.ts');
      report(await ledgerShow(name, options, io));
    });
  notes(show, `The name is an application's id, its reference as printed, or the code of a credit. ${BESIDE}`);
  examples(show, [
    'asan-kiosk ledger show K5-7QF2-62',
    'asan-kiosk ledger show K5-7QF2-9XKD-62 --profile /etc/asan-kiosk/profile.yaml --json',
  ]);
}

function addReconcile(ledger: Command, { io, report }: CommandContext): void {
  const reconcile = addCommand(ledger, 'reconcile', 'Compare ledger, terminal and back office, and name what differs')
    .option(...PROFILE_OPTION)
    .option('--totals <file>', 'what `terminal end-of-day --json` printed')
    .option('--end-of-day', 'close the day of the terminal now and compare what it says; the kiosk must not run')
    .option('--link <address>', 'where the terminal is, instead of in the profile', parseLinkAddress)
    .option('--yes', 'do not ask whether closing the day is meant')
    .option('--back-office <url>', 'the back office, instead of the one in the profile')
    .option('--day <date>', 'YYYY-MM-DD at the centre; unless told that of the totals, or today', parseDay)
    .option('--since <moment>', 'when the terminal day began, YYYY-MM-DDTHH:MM at the centre', parseMoment)
    .option(...JSON_OPTION)
    .action(async (options: ReconcileOptions) => {
      const { ledgerReconcile } = await import('./ledger/reconcile.ts');
      report(await ledgerReconcile(options, io));
    });
  notes(
    reconcile,
    'Names the transaction that differs. A terminal says sums only: where several transactions would explain them, all are listed.' +
      '\nA terminal whose day began before midnight needs no --since; one that is closed several times a day does.' +
      `\n${BESIDE} Exit code 1 when something differs.`,
  );
  examples(reconcile, [
    'asan-kiosk ledger reconcile --profile /etc/asan-kiosk/profile.yaml --totals day.json',
    'asan-kiosk ledger reconcile --profile /etc/asan-kiosk/profile.yaml --end-of-day --yes --json',
    'asan-kiosk ledger reconcile --profile /etc/asan-kiosk/profile.yaml --day 2026-11-24',
  ]);
}

function addCash(ledger: Command, { io, report }: CommandContext): void {
  const cash = addCommand(ledger, 'cash', 'List credits and the notes that only a count of the cassette can find')
    .option(...PROFILE_OPTION)
    .option(...JSON_OPTION)
    .action(async (options: LedgerOptions) => {
      const { ledgerCash } = await import('./ledger/cash.ts');
      report(await ledgerCash(options, io));
    });
  notes(cash, `Also notes that are held, of which the validator has told nothing yet. ${BESIDE}`);
  examples(cash, ['asan-kiosk ledger cash', 'asan-kiosk ledger cash --profile /etc/asan-kiosk/profile.yaml --json']);
}

const ANSWERS: readonly SettledAs[] = ['returned', 'paid', 'not-paid'];

function addSettle(ledger: Command, { io, report }: CommandContext): void {
  const settle = addCommand(ledger, 'settle <name>', 'End by hand what the kiosk can never end by itself')
    .addOption(new Option('--as <what>', 'what staff found or did').choices(ANSWERS).makeOptionMandatory())
    .requiredOption('--by <who>', 'initials or badge number of a member of staff', parseStaff)
    .option('--yes', 'do not ask whether it is meant')
    .option(...PROFILE_OPTION)
    .option(...JSON_OPTION)
    .action(async (name: string, options: SettleOptions) => {
      const { ledgerSettle } = await import('./ledger/settle.ts');
      report(await ledgerSettle(name, options, io));
    });
  notes(
    settle,
    "The name is an application's id or its reference. The kiosk must not run. Look into the journal of the terminal first." +
      '\nA sale in doubt: not-paid where there was none; returned after the money was given back by hand. A reversal that can' +
      '\nnever succeed: returned. A note that is held while its validator never comes back: not-paid; it is listed to be counted, and' +
      '\nthe kiosk makes a credit of the others at its next start. What is left to staff because a record is damaged or missing (LDG-103): any, as staff found it.' +
      '\nNothing is deleted. Without --profile the ledger of `run --simulate` is written.',
  );
  examples(settle, [
    'asan-kiosk ledger settle K5-7QF2-62 --as returned --by A.M. --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk ledger settle K5-7QF2-62 --as not-paid --by 4711 --yes --json',
  ]);
}

function addAdopt(ledger: Command, { io, report }: CommandContext): void {
  const adopt = addCommand(ledger, 'adopt', 'Go on with a ledger that is not the newest one of its kiosk (LDG-102)')
    .requiredOption('--by <who>', 'initials or badge number of a member of staff', parseStaff)
    .option('--yes', 'do not ask whether it is meant')
    .option(...PROFILE_OPTION)
    .option(...JSON_OPTION)
    .action(async (options: AdoptOptions) => {
      const { ledgerAdopt } = await import('./ledger/adopt.ts');
      report(await ledgerAdopt(options, io));
    });
  notes(
    adopt,
    'For a ledger that was put back from a copy, or a new one in the place of one that nothing can be recovered of. The kiosk' +
      '\nmust not run. Look first for a newer ledger.db with its ledger.db-wal. What is open is listed and left to staff: what is' +
      '\nmissing may have ended it. Who decided is kept in the ledger; nothing is deleted.',
  );
  examples(adopt, [
    'asan-kiosk ledger adopt --by A.M. --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk ledger adopt --by 4711 --yes --json',
  ]);
}
