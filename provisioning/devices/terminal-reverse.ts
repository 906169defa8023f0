import { checkLedgerAllows, checkMayReverseSale } from '../books/terminal-books.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { findPaymentNote } from './payment-note.ts';
import {
  confirmByPerson,
  TERMINAL_ANSWER_MS,
  TERMINAL_TASK_MS,
  type TerminalPayOptions,
  terminalTroubleLine,
  type UnreachableTrouble,
  withTerminal,
} from './terminal.ts';

/**
 * Reverses a sale of the terminal's open day. The terminal reports a second reversal of the same sale as done, so this may be repeated
 * after a lost answer.
 */
export async function terminalReverse(receipt: string, options: TerminalPayOptions, io: Io): Promise<CliOutcome> {
  const noted = findPaymentNote(options, io);
  if (!noted.ok) return noted;
  if (noted.value.noted?.outcome === 'unknown') {
    return failed('a payment is not settled: first run `asan-kiosk terminal inquire` with the same terminal');
  }
  const settled = await checkLedgerAllows(checkMayReverseSale, options);
  if (!settled.ok) return settled;
  const sure = await confirmByPerson(`Really reverse the sale of receipt ${receipt}?`, options, io);
  if (!sure.ok) return sure;
  const notDone = ({ code, kind }: UnreachableTrouble) => ({ reversed: false, receipt, code, kind });
  return withTerminal(options, io, notDone, async (terminal) => {
    const last = await terminal.lastTransaction(AbortSignal.timeout(TERMINAL_ANSWER_MS));
    if (!last.ok) {
      if (options.json) printJson(io, notDone(last.error));
      return failed(terminalTroubleLine('the last transaction could not be read', last.error));
    }
    if (!last.value.before) {
      if (options.json) printJson(io, { reversed: false, receipt, code: null, kind: 'no-transaction' });
      return failed('not reversed: this terminal has no transaction');
    }
    const reversed = await terminal.reverseReceipt(receipt, AbortSignal.timeout(TERMINAL_TASK_MS));
    if (!reversed.ok) {
      if (options.json) printJson(io, notDone(reversed.error));
      const refused = reversed.error.kind === 'refused';
      return failed(
        terminalTroubleLine(
          refused ? 'not reversed' : 'it is not known whether the sale is reversed: run this command again',
          reversed.error,
        ),
      );
    }
    if (options.json) printJson(io, { reversed: true, receipt, code: null });
    else io.out(`receipt ${receipt} is reversed\n`);
    return done;
  });
}
