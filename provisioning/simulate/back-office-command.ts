import type { Command } from 'commander';
import { addCommand, type CommandContext, examples, notes } from '../command/command-tree.ts';
import { parsePort, parseSeed } from '../command/options.ts';
import type { SimulateBackOfficeOptions } from './back-office.ts';

/** The other end of no wire, but of every kiosk of a centre: several are pointed at one. */
export function addBackOfficeCommand(simulate: Command, { io, report }: CommandContext): void {
  const command = addCommand(simulate, 'back-office', 'The reference back office, for any number of kiosks')
    .requiredOption('--port <port>', 'on a TCP port of this machine; 0 takes a free one', parsePort)
    .option('--state <file>', 'keep its register in this file (in memory unless told)')
    .option('--seed <number>', 'the seed of what chance decides (1 unless told)', parseSeed)
    .option('--json', 'print every event as one JSON value a line')
    .action(async (options: SimulateBackOfficeOptions) => {
      const { simulateBackOffice } = await import('./back-office.ts');
      report(await simulateBackOffice(options, io));
    });
  notes(
    command,
    'It obeys device/back-office/openapi.yaml in both directions. Takes commands on standard input, one a line; `help` lists' +
      '\nthem. Ends with Ctrl-C, `quit` or the end of input; with /dev/null as input it runs until it is stopped.',
  );
  examples(command, [
    'asan-kiosk simulate back-office --port 8090 --state var/back-office.json',
    "printf 'trouble swapped\\nwait 60\\nheal\\n' | asan-kiosk simulate back-office --port 8090 --json",
  ]);
}
