import { type ReadCashList, readCashList } from '../../device/ledger/cash-list.ts';
import { formatAmount } from '../../drivers/money.ts';
import { type LedgerOptions, withLedger } from '../books/ledger-file.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done } from '../command/outcome.ts';
import { printJson, table } from '../command/output.ts';
import { heldText } from './words.ts';

/** What the cassette must hold, what is owed for it, and what must be counted. Personal data are not in a ledger. */
export function ledgerCash(options: LedgerOptions, io: Io): Promise<CliOutcome> {
  return withLedger(options, (file) => {
    const list = readCashList(file);
    if (options.json) printJson(io, list);
    else io.out(describe(list));
    return done;
  });
}

/** Who pays it out. A code that the office knows may be spent at any kiosk, so only the office pays it out. */
const AT_OFFICE: { readonly [S in ReadCashList['credits'][number]['atOffice']]: string } = {
  known: 'the office pays it out',
  'not-yet': 'the office pays it out and is told of it soon',
  refused: 'the office refused it: compare code and sum',
  'not-offered': 'the office takes no credits: paid out by this list, if the office does not know the code',
  'left-to-staff':
    'a record of its application is damaged: paid out by this list, if the office does not know the code',
  'by-list': 'paid out by this list',
};

function describe({ stacked, credits, held, doubts, unreadable }: ReadCashList): string {
  const words = (each: ReadCashList['credits'][number]) =>
    [formatAmount(each.amount), each.printed ? 'printed' : 'not printed', AT_OFFICE[each.atOffice], each.at].join(', ');
  return [
    unreadable === 0
      ? ''
      : `${unreadable} records about cash can not be read, and what follows knows nothing of them: see asan-kiosk explain LDG-103\n`,
    `stacked since the ledger begins: ${formatAmount(stacked)}\n`,
    credits.length === 0 ? 'no credits\n' : 'credits:\n',
    table(credits.map((each) => [each.code, words(each)])),
    heldText(held),
    doubts.length === 0 ? 'no notes in doubt\n' : 'notes in doubt, to be counted:\n',
    table(
      doubts.map(({ value, why, at, applicationId }) => [
        value === null ? 'unknown' : formatAmount(value),
        `${why}, ${at}, application ${applicationId}`,
      ]),
    ),
  ].join('');
}
