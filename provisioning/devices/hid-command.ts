import { type Command, InvalidArgumentError } from 'commander';
import { addCommand, addGroup, type CommandContext, examples, notes } from '../command/command-tree.ts';
import type { HidAddress, WatchOptions } from './hid-device.ts';

/** The hand tools of the devices that are found by their USB ids, not by a path. */
export function addHidTools(root: Command, context: CommandContext): void {
  addScanner(root, context);
  addKeypad(root, context);
  addBadgeReader(root, context);
}

const EVENTS_OPTION = ['--json', 'print every event as one JSON value a line'] as const;
const HID_OPTION = ['--hid <ids>', 'VID:PID as lsusb writes it, or VID:PID:SERIAL'] as const;

/** What the tools for HID devices take: which one is meant. */
function onHid(command: Command): Command {
  return command
    .option(...HID_OPTION, parseHidAddress)
    .option('--model <name>', 'the model, instead of the one that is plugged in')
    .option(...EVENTS_OPTION);
}

function addScanner(root: Command, { io, report }: CommandContext): void {
  const scanner = addGroup(root, 'scanner', 'Try the bar code scanner by hand');
  examples(scanner, ['asan-kiosk scanner watch', 'asan-kiosk scanner watch --hid 05e0:1300 --json']);
  const watch = onHid(addCommand(scanner, 'watch', 'Print every code that is scanned')).action(
    async (options: WatchOptions) => {
      const { scannerWatch } = await import('./scanner.ts');
      report(await scannerWatch(options, io));
    },
  );
  notes(watch, 'Ends with Ctrl-C. A scanner that types like a keyboard is named as such, and not used.');
  examples(watch, ['asan-kiosk scanner watch', 'asan-kiosk scanner watch --model honeywell-voyager-1400g --json']);
}

function addKeypad(root: Command, { io, report }: CommandContext): void {
  const keypad = addGroup(root, 'keypad', 'Try the accessible keypad by hand');
  examples(keypad, ['asan-kiosk keypad watch --hid 1209:0001', 'asan-kiosk keypad watch --hid 1209:0001 --json']);
  const watch = onHid(addCommand(keypad, 'watch', 'Print every key and the headphone jack')).action(
    async (options: WatchOptions) => {
      const { keypadWatch } = await import('./keypad.ts');
      report(await keypadWatch(options, io));
    },
  );
  notes(
    watch,
    'Ends with Ctrl-C. A key that is in no table is printed by its usage, which is what a new table is made of.',
  );
  examples(watch, [
    'asan-kiosk keypad watch --hid 1209:0001',
    'asan-kiosk keypad watch --hid 1209:0001 --model arrows --json',
  ]);
}

function addBadgeReader(root: Command, { io, report }: CommandContext): void {
  const badges = addGroup(root, 'badge-reader', 'Try the badge reader for staff by hand');
  examples(badges, ['asan-kiosk badge-reader watch', 'asan-kiosk badge-reader watch --json']);
  const watch = addCommand(badges, 'watch', 'Say when a badge is held to it, and never its number')
    .option(...HID_OPTION, parseHidAddress)
    .option(...EVENTS_OPTION)
    .action(async (options: Pick<WatchOptions, 'hid' | 'json'>) => {
      const { badgeReaderWatch } = await import('./badge-reader.ts');
      report(await badgeReaderWatch(options, io));
    });
  notes(
    watch,
    'Ends with Ctrl-C. The reader is told not to type what it reads; one that goes on typing stays offline.',
  );
  examples(watch, ['asan-kiosk badge-reader watch', 'asan-kiosk badge-reader watch --hid 0c27:3bfa --json']);
}

export function parseHidAddress(text: string): HidAddress {
  const parts = /^([0-9a-f]{4}):([0-9a-f]{4})(?::(\S+))?$/i.exec(text);
  if (!parts) throw new InvalidArgumentError('Write VID:PID as lsusb does, such as 05e0:1300, or VID:PID:SERIAL.');
  const [, vendor = '', product = '', serialNumber] = parts;
  const ids = { vendorId: Number.parseInt(vendor, 16), productId: Number.parseInt(product, 16) };
  return serialNumber === undefined ? ids : { ...ids, serialNumber };
}
