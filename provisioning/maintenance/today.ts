import { byCount } from '../../device/maintenance/incidents.ts';
import { readTodayCounts, type TodayCounts } from '../../device/maintenance/today-file.ts';
import { type AnyTroubleCode, TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import { DEVICE_KINDS, type DeviceKind } from '../../drivers/device-kinds.ts';
import { formatAmount } from '../../drivers/money.ts';
import { type LedgerOptions, withLedger } from '../books/ledger-file.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';

/** Prints what *Today* of the maintenance shows, as far as the ledger has it. */
export function maintenanceToday(options: LedgerOptions, io: Io): Promise<CliOutcome> {
  return withLedger(options, (file) => {
    const today = readTodayCounts(file);
    if (options.json) printJson(io, today);
    else io.out(describeToday(today));
    return done;
  });
}

export function describeToday({ figures, incidents: { troubles, away } }: TodayCounts): string {
  const { since, lodged, completed, cash, card, open } = figures;
  return [
    `since ${since?.replace('T', ' ') ?? 'the start of the ledger'}\n`,
    formatTable([
      ['completed', `${completed} of ${lodged}`],
      ['cash', formatAmount(cash)],
      ['card', formatAmount(card)],
      ['open', String(open)],
    ]),
    ...byCount(away).map(([kind, count]) => `${count}x  the ${nameOf(kind)} stopped answering\n`),
    ...byCount(troubles).map(([code, count]) => `${count}x  ${code}: ${fixOf(code)}\n`),
  ].join('');
}

const nameOf = (kind: string): string => DEVICE_KINDS[kind as DeviceKind]?.name.en ?? kind;

const fixOf = (code: string): string => {
  const text = TECHNICIAN_TEXT[code as AnyTroubleCode];
  return text ? `${text.title}. ${text.todo[0] ?? ''}` : 'unknown code';
};
