import { type ApplicationInLedger, readLedgerQueries } from '../../device/ledger/book.ts';
import { type OwedItem, owedItem } from '../../device/ledger/owed.ts';
import { type LedgerOptions, withLedger } from '../books/ledger-file.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { shortPath } from '../command/places.ts';
import { describeNextAction, entryWords } from './words.ts';

export function ledgerShow(name: string, options: LedgerOptions, io: Io, now = new Date()): Promise<CliOutcome> {
  return withLedger(options, (file) => {
    const shown = readLedgerQueries(file, (book) => {
      const booked = book.find(name);
      return booked && { booked, item: owedItem(booked, book.attempts, now) };
    });
    if (!shown) {
      return failed(
        `the ledger ${shortPath(file)} has no ${name}: give an application's id, its reference as printed, or the code of a credit`,
      );
    }
    const { booked, item } = shown;
    if (options.json) printJson(io, asJson(booked, item));
    else io.out(asText(booked, item));
    return done;
  });
}

const asJson = ({ history }: ApplicationInLedger, item: OwedItem) => ({
  ...item,
  entries: history.map(({ seq, at, clock, entry }) => ({ seq, at, clock, means: entryWords(entry), entry })),
});

function asText({ history }: ApplicationInLedger, item: OwedItem): string {
  return [
    formatTable([
      ['application', item.applicationId],
      ['reference', item.reference ?? 'none'],
      ['next', describeNextAction(item.next)],
      ...(item.attempt
        ? [['failed attempts', `${item.attempt.times}, the last at ${item.attempt.at} (${item.attempt.code})`] as const]
        : []),
    ]),
    '\n',
    ...history.map(
      ({ seq, at, clock, entry }) =>
        `${String(seq).padStart(6)}  ${at}${clock === 'unsynchronised' ? ' (clock not set)' : ''}  ${entryWords(entry)}\n`,
    ),
  ].join('');
}
