import type { Command } from 'commander';
import {
  addCommand,
  addGroup,
  type CommandContext,
  examples,
  JSON_OPTION,
  notes,
  PROFILE_OPTION,
} from './command-tree.ts';
import type { LedgerOptions } from './ledger/cash.ts';

/** What staff read in the book of a kiosk; it may run meanwhile. */
export function addLedgerCommands(root: Command, { io, report }: CommandContext): void {
  const ledger = addGroup(root, 'ledger', 'Read what the kiosk owes');
  examples(ledger, ['asan-kiosk ledger cash', 'asan-kiosk ledger cash --profile /etc/asan-kiosk/profile.yaml']);
  const cash = addCommand(ledger, 'cash', 'List credits and the notes that only a count of the cassette can find')
    .option(...PROFILE_OPTION)
    .option(...JSON_OPTION)
    .action(async (options: LedgerOptions) => {
      const { ledgerCash } = await import('./ledger/cash.ts');
      report(await ledgerCash(options, io));
    });
  notes(cash, 'Reads beside a kiosk that runs. Without --profile the ledger of `run --simulate` is read.');
  examples(cash, ['asan-kiosk ledger cash', 'asan-kiosk ledger cash --profile /etc/asan-kiosk/profile.yaml --json']);
}
