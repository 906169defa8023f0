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

function describe({ stacked, credits, held, doubts, unreadable }: ReadCashList): string {
  const printed = (yes: boolean) => (yes ? 'printed' : 'not printed');
  return [
    unreadable === 0
      ? ''
      : `${unreadable} records about cash can not be read, and what follows knows nothing of them: see LDG-103\n`,
    `stacked since the ledger begins: ${formatAmount(stacked)}\n`,
    credits.length === 0 ? 'no credits\n' : 'credits:\n',
    table(credits.map((each) => [each.code, `${formatAmount(each.amount)}, ${printed(each.printed)}, ${each.at}`])),
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
