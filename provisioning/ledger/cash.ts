import { type CashListFromFile, readCashList } from '../../device/ledger/cash-list.ts';
import { formatAmount } from '../../drivers/money.ts';
import { type LedgerOptions, withLedger } from '../books/ledger-file.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { heldNotesText } from './words.ts';

/** Shows the sum of notes since the ledger began, the credits and the notes to count. A ledger holds no personal data. */
export function ledgerCash(options: LedgerOptions, io: Io): Promise<CliOutcome> {
  return withLedger(options, (file) => {
    const list = readCashList(file);
    if (options.json) printJson(io, list);
    else io.out(describe(list));
    return done;
  });
}

/** If the office knows the code, any kiosk may spend the credit: only the office pays it out. */
const AT_OFFICE: { readonly [S in CashListFromFile['credits'][number]['atOffice']]: string } = {
  known: 'the office pays it out',
  'not-yet': 'the office pays it out; the kiosk reports it soon',
  refused: 'the office refused it: compare code and sum',
  'not-offered': 'the office does not take credits: pay it out by this list, if the office does not know the code',
  'left-to-staff':
    'a record of its application is damaged: pay it out by this list, if the office does not know the code',
  'by-list': 'pay it out by this list',
};

const payerText = ({ atOffice, paidOut }: CashListFromFile['credits'][number]): string =>
  paidOut ? `paid out, marked by ${paidOut.by} at ${paidOut.at}` : AT_OFFICE[atOffice];

function describe({ stacked, credits, held, doubts, unreadable }: CashListFromFile): string {
  const words = (each: CashListFromFile['credits'][number]) =>
    [formatAmount(each.amount), each.printed ? 'printed' : 'not printed', payerText(each), each.at].join(', ');
  return [
    unreadable === 0
      ? ''
      : `${unreadable} records about cash cannot be read, so the list below lacks them: see asan-kiosk explain LDG-103\n`,
    `stacked since the start of the ledger: ${formatAmount(stacked)}\n`,
    credits.length === 0 ? 'no credits\n' : 'credits:\n',
    formatTable(credits.map((each) => [each.code, words(each)])),
    heldNotesText(held),
    doubts.length === 0 ? 'no notes in doubt\n' : 'notes in doubt, to be counted:\n',
    formatTable(
      doubts.map(({ value, why, at, applicationId }) => [
        value === null ? 'unknown' : formatAmount(value),
        `${why}, ${at}, application ${applicationId}`,
      ]),
    ),
  ].join('');
}
