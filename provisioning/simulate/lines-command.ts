import type { Command } from 'commander';
import { addCommand, type CommandContext, examples, notes } from '../command/command-tree.ts';
import { parseSeed } from '../command/options.ts';
import type { SimulateLinesOptions } from './lines.ts';

/** GPIO lines have neither a pty nor a port: other programs reach them through tools in a folder. */
export function addLinesCommand(simulate: Command, { io, report }: CommandContext): void {
  const command = addCommand(simulate, 'lines', 'The GPIO lines of a cabinet, behind the tools of libgpiod 2')
    .requiredOption(
      '--tools <folder>',
      'where gpiodetect, gpioget, gpiomon and gpioset are made; it is removed at the end',
    )
    .option('--profile <file>', 'the cabinet whose lines they are (YAML)')
    .option('--seed <number>', 'the seed of what chance decides (1 unless told)', parseSeed)
    .option('--script <file>', 'what goes wrong and when (YAML, see simulators/README.md)')
    .option('--record <trace>', 'record every edge and every light into this file')
    .option('--json', 'print every event as one JSON value a line')
    .action(async (options: SimulateLinesOptions) => {
      const { simulateLines } = await import('./lines.ts');
      report(await simulateLines(options, io));
    });
  notes(
    command,
    'A program finds the lines when the folder stands first in its PATH. Takes commands on standard input, one a line;' +
      '\n`help` lists them. Ends with Ctrl-C, `quit` or the end of input.',
  );
  examples(command, [
    'asan-kiosk simulate lines --tools /tmp/lines',
    "printf 'wait 1\\ndoor open\\nwait 1\\n' | asan-kiosk simulate lines --tools /tmp/lines --json",
    'asan-kiosk simulate lines --tools /tmp/lines --script bad-day.yaml --record lines.trace',
  ]);
}
