import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { UNNUMBERED_SALES_ADVICE } from './open-device.ts';
import {
  TERMINAL_ANSWER_MS,
  type TerminalOptions,
  terminalTroubleLine,
  type UnreachableTrouble,
  withTerminal,
} from './terminal.ts';

export function terminalStatus(options: TerminalOptions, io: Io): Promise<CliOutcome> {
  const away = ({ code }: UnreachableTrouble, where: string) => ({
    device: 'noDevice',
    link: where,
    lastTransaction: null,
    code,
  });
  return withTerminal(options, io, away, async (terminal, where) => {
    const last = await terminal.lastTransaction(AbortSignal.timeout(TERMINAL_ANSWER_MS));
    const { device, uncounted } = terminal.status();
    if (!last.ok) {
      if (options.json) printJson(io, { device, link: where, lastTransaction: null, code: last.error.code });
      return failed(terminalTroubleLine('the last transaction could not be read', last.error));
    }
    if (options.json)
      printJson(io, { device, link: where, lastTransaction: last.value.before, code: uncounted ? 'TRM-109' : null });
    else {
      const { terminalId, traceNumber, receiptNumber } = last.value.before ?? {};
      io.out(
        formatTable([
          ['link', where],
          ['device', device],
          [
            'last transaction',
            last.value.before ? `trace ${traceNumber}, receipt ${receiptNumber}, terminal ${terminalId}` : 'none',
          ],
          ...(uncounted
            ? ([['trouble', `its sales have no numbers (TRM-109): ${UNNUMBERED_SALES_ADVICE}`]] as const)
            : []),
        ]),
      );
    }
    return done;
  });
}
