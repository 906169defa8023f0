import { type OwedAmounts, type OwedItem, readOwed } from '../../device/ledger/owed.ts';
import { formatAmount } from '../../drivers/money.ts';
import { type LedgerOptions, withLedger } from '../books/ledger-file.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { ageWords, describeNextAction, heldNotesText } from './words.ts';

/** Lists open applications. The exit code is 0: a working kiosk often has some. */
export function listOpenApplications(options: LedgerOptions, io: Io, now = new Date()): Promise<CliOutcome> {
  return withLedger(options, (file) => {
    const owed = readOwed(file, now);
    if (options.json) printJson(io, owed);
    else io.out(describeOwed(owed));
    return done;
  });
}

export function describeOwed({ open, notesHeld, notesInDoubt, creditsNotPrinted }: OwedAmounts): string {
  return [
    open.length === 0 ? 'nothing is open\n' : `open: ${open.length}\n`,
    ...open.map(itemText),
    heldNotesText(notesHeld),
    notesInDoubt.length === 0 ? '' : 'notes in doubt, to be counted:\n',
    formatTable(
      notesInDoubt.map(({ value, why, at, applicationId }) => [
        value === null ? 'unknown' : formatAmount(value),
        `${why}, ${at}, application ${applicationId}`,
      ]),
    ),
    creditsNotPrinted.length === 0 ? '' : 'credits that were not printed:\n',
    formatTable(creditsNotPrinted.map(({ code, amount, at }) => [code, `${formatAmount(amount)}, ${at}`])),
  ].join('');
}

function itemText(item: OwedItem): string {
  const isFree = item.amount + item.reserved === 0;
  const what = [
    item.service,
    isFree ? 'free' : formatAmount(item.amount),
    item.reserved > 0 ? `and ${formatAmount(item.reserved)} of a credit code` : '',
    item.phase ?? 'damaged',
  ];
  return [
    `${item.reference ?? item.applicationId}  ${ageWords(item.ageSeconds)}  ${what.filter((part) => part !== '').join(', ')}\n`,
    `    next: ${describeNextAction(item.next)}\n`,
    item.attempt
      ? `    failed attempts: ${item.attempt.times}, the last at ${item.attempt.at} (${item.attempt.code})\n`
      : '',
  ].join('');
}
