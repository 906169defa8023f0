import { type Command, InvalidArgumentError } from 'commander';
import { addCommand, type CommandContext, examples, notes } from '../command/command-tree.ts';
import { parseLinkAddress, parseSeed } from '../command/options.ts';
import type { SimulateChipOptions } from './chip.ts';

/** The chip goes into a virtual reader that waits for it, so it has neither a pty nor a port of its own. */
export function addChipCommand(simulate: Command, { io, report }: CommandContext): void {
  const command = addCommand(simulate, 'chip', 'The chip of a document in a virtual PC/SC reader (vsmartcard)')
    .requiredOption('--vpcd <host:port>', 'where the virtual reader waits for its card', parseVpcd)
    .option('--document <id>', 'whose chip (aze-card-woman unless told)')
    .option('--seed <number>', 'the seed of what chance decides (1 unless told)', parseSeed)
    .option('--script <file>', 'what goes wrong and when (YAML, see simulators/README.md)')
    .option('--record <trace>', 'record the APDUs into this file')
    .option('--json', 'print every event as one JSON value a line')
    .action(async (options: SimulateChipOptions) => {
      const { simulateChip } = await import('./chip.ts');
      report(await simulateChip(options, io));
    });
  notes(
    command,
    'Takes commands on standard input, one a line; `help` lists them. Ends with Ctrl-C, `quit` or the end of input.' +
      "\nThe reader is Debian's vsmartcard-vpcd with pcscd running; it waits on port 35963.",
  );
  examples(command, [
    'asan-kiosk simulate chip --vpcd 127.0.0.1:35963',
    'asan-kiosk simulate chip --vpcd 127.0.0.1:35963 --document aze-passport --json',
    'asan-kiosk simulate chip --vpcd 127.0.0.1:35963 --script bad-day.yaml --record chip.trace',
  ]);
}

function parseVpcd(text: string): SimulateChipOptions['vpcd'] {
  try {
    const address = parseLinkAddress(`tcp:${text}`);
    if ('tcp' in address) return address.tcp;
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
  }
  throw new InvalidArgumentError('Write HOST:PORT, such as 127.0.0.1:35963.');
}
