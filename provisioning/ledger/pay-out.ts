import { createCreditsDesk, type PayoutRefusal } from '../../device/maintenance/money/credits.ts';
import { formatAmount } from '../../drivers/money.ts';
import { findLedger, type LedgerOptions } from '../books/ledger-file.ts';
import { withLedgerToWrite } from '../books/writable-ledger.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { confirmByPerson } from '../devices/terminal.ts';

export interface PayOutOptions extends LedgerOptions {
  readonly by: string;
  readonly yes?: true;
}

/** Marks a credit as paid out by hand, by the rules of the maintenance screen. The kiosk must be stopped. */
export async function ledgerPayOut(code: string, options: PayOutOptions, io: Io): Promise<CliOutcome> {
  const found = findLedger(options);
  if (!found.ok) return found;
  const { file } = found.value;
  return withLedgerToWrite(file, 'mark the payout', io, async ({ ledger, now, timestamp }) => {
    const desk = createCreditsDesk({ file, ledger, now, timestamp });
    const credit = desk.open().find((each) => each.code === code);
    if (credit?.payer === 'list') {
      const sure = await confirmByPerson(`Mark ${code} (${formatAmount(credit.amount)}) as paid out?`, options, io);
      if (!sure.ok) return sure;
    }
    const paid = desk.payOut(code, { badge: options.by, by: 'badge' });
    if (!paid.ok) return failed(refusalText(code, paid.error));
    const { amount } = paid.value;
    if (options.json) printJson(io, { code, amount, by: options.by });
    else io.out(`${code} is paid out: ${formatAmount(amount)}, marked by ${options.by}\n`);
    return done;
  });
}

function refusalText(code: string, refusal: PayoutRefusal): string {
  switch (refusal.kind) {
    case 'unknown-code':
      return `the ledger has no credit ${code}: \`asan-kiosk ledger cash\` lists all`;
    case 'paid-before':
      return `${code} was paid out before, marked by ${refusal.by} at ${refusal.at}: give no money`;
    case 'office-pays':
      return `the office pays ${code} out, because any kiosk may spend it: give no money`;
    default:
      return refusal satisfies never;
  }
}
