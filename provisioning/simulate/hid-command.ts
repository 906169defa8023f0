import type { Command } from 'commander';
import { addCommand, type CommandContext, examples, notes } from '../command/command-tree.ts';
import { parseSeed } from '../command/options.ts';
import type { SimulateHidOptions } from './virtual-hid.ts';

/** HID devices, which are on no pty and no port: a program sees them that is started with what `ready` prints. */
export function addVirtualHid(simulate: Command, { io, report }: CommandContext): void {
  const add = (kind: 'scanner' | 'keypad', summary: string, model: string) => {
    const command = addCommand(simulate, kind, summary)
      .option('--model <name>', `the model (${model} unless told)`)
      .option('--seed <number>', 'the seed of what chance decides (1 unless told)', parseSeed)
      .option('--script <file>', 'what goes wrong and when (YAML, see simulators/README.md)')
      .option('--record <trace>', 'record the reports into this file')
      .option('--json', 'print every event as one JSON value a line')
      .action(async (options: SimulateHidOptions) => {
        if (kind === 'scanner') report(await (await import('./scanner.ts')).simulateScanner(options, io));
        else report(await (await import('./keypad.ts')).simulateKeypad(options, io));
      });
    notes(
      command,
      'Needs umockdev, no root and no kernel module: the device is there for programs that are started with the environment' +
        '\nwhich is printed. Takes commands on standard input, one a line; `help` lists them.',
    );
    return command;
  };
  examples(add('scanner', 'A bar code scanner (HID POS) that programs see as plugged in', 'access-is'), [
    'asan-kiosk simulate scanner',
    'asan-kiosk simulate scanner --model honeywell-voyager-1400g --json',
    'asan-kiosk simulate scanner --script bad-day.yaml --record scanner.trace',
  ]);
  examples(add('keypad', 'An accessible keypad (HID) with a headphone jack, seen as plugged in', 'storm-audio-nav'), [
    'asan-kiosk simulate keypad',
    'asan-kiosk simulate keypad --model arrows --json',
  ]);
}
