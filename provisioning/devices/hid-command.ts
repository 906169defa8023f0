import { type Command, InvalidArgumentError } from 'commander';
import { addCommand, addGroup, type CommandContext, examples, notes } from '../command/command-tree.ts';
import type { Io } from '../command/io.ts';
import type { CliOutcome } from '../command/outcome.ts';
import type { HidAddress, WatchOptions } from './hid-device.ts';

interface HidTool {
  readonly name: string;
  readonly about: string;
  readonly prints: string;
  readonly note: string;
  readonly groupExamples: readonly string[];
  readonly examples: readonly string[];
  watch(options: WatchOptions, io: Io): Promise<CliOutcome>;
}

const SCANNER: HidTool = {
  name: 'scanner',
  about: 'Try the bar code scanner by hand',
  prints: 'Print every code that is scanned',
  note: 'Ends with Ctrl-C. A scanner that types like a keyboard is named as such, and not used.',
  groupExamples: ['asan-kiosk scanner watch', 'asan-kiosk scanner watch --hid 05e0:1300 --json'],
  examples: ['asan-kiosk scanner watch', 'asan-kiosk scanner watch --model honeywell-voyager-1400g --json'],
  watch: async (options, io) => (await import('./scanner.ts')).scannerWatch(options, io),
};

const KEYPAD: HidTool = {
  name: 'keypad',
  about: 'Try the accessible keypad by hand',
  prints: 'Print every key and the headphone jack',
  note: 'Ends with Ctrl-C. A key that is in no table is printed by its usage, which is what a new table is made of.',
  groupExamples: ['asan-kiosk keypad watch --hid 1209:0001', 'asan-kiosk keypad watch --hid 1209:0001 --json'],
  examples: [
    'asan-kiosk keypad watch --hid 1209:0001',
    'asan-kiosk keypad watch --hid 1209:0001 --model arrows --json',
  ],
  watch: async (options, io) => (await import('./keypad.ts')).keypadWatch(options, io),
};

/** The hand tools of the devices that are found by their USB ids, not by a path. */
export function addHidTools(root: Command, { io, report }: CommandContext): void {
  for (const tool of [SCANNER, KEYPAD]) {
    const group = addGroup(root, tool.name, tool.about);
    examples(group, tool.groupExamples);
    const watch = addCommand(group, 'watch', tool.prints)
      .option('--hid <ids>', 'VID:PID as lsusb writes it, or VID:PID:SERIAL', parseHidAddress)
      .option('--model <name>', 'the model, instead of the one that is plugged in')
      .option('--json', 'print every event as one JSON value a line')
      .action(async (options: WatchOptions) => report(await tool.watch(options, io)));
    notes(watch, tool.note);
    examples(watch, tool.examples);
  }
}

export function parseHidAddress(text: string): HidAddress {
  const parts = /^([0-9a-f]{4}):([0-9a-f]{4})(?::(\S+))?$/i.exec(text);
  if (!parts) throw new InvalidArgumentError('Write VID:PID as lsusb does, such as 05e0:1300, or VID:PID:SERIAL.');
  const [, vendor = '', product = '', serialNumber] = parts;
  const ids = { vendorId: Number.parseInt(vendor, 16), productId: Number.parseInt(product, 16) };
  return serialNumber === undefined ? ids : { ...ids, serialNumber };
}
