import { InvalidArgumentError } from 'commander';
import { type CommandSpec, EVENTS_OPTION } from '../command/command-tree.ts';
import type { HidAddress } from './hid-device.ts';

const HID_OPTION = ['--hid <ids>', 'VID:PID as lsusb writes it, or VID:PID:SERIAL', parseHidAddress] as const;
const ON_HID = [HID_OPTION, ['--model <name>', 'the model (default: found by its USB ids)'], EVENTS_OPTION] as const;

export const HID_TOOLS: readonly CommandSpec[] = [
  {
    name: 'scanner',
    does: 'Try the bar code scanner by hand',
    examples: ['asan-kiosk scanner watch', 'asan-kiosk scanner watch --hid 05e0:1300 --json'],
    below: [
      {
        name: 'watch',
        does: 'Print every code that is scanned',
        options: ON_HID,
        run: async () => (await import('./scanner.ts')).scannerWatch,
        notes: 'Ends with Ctrl-C. A scanner in keyboard mode is reported and not used.',
        examples: ['asan-kiosk scanner watch', 'asan-kiosk scanner watch --model honeywell-voyager-1400g --json'],
      },
    ],
  },
  {
    name: 'keypad',
    does: 'Try the accessible keypad by hand',
    examples: ['asan-kiosk keypad watch --hid 1209:0001', 'asan-kiosk keypad watch --hid 1209:0001 --json'],
    below: [
      {
        name: 'watch',
        does: 'Print every key and the headphone jack',
        options: ON_HID,
        run: async () => (await import('./keypad.ts')).keypadWatch,
        notes:
          'Ends with Ctrl-C. A key that is in no table is printed as its usage number: use these numbers for a new table.',
        examples: [
          'asan-kiosk keypad watch --hid 1209:0001',
          'asan-kiosk keypad watch --hid 1209:0001 --model arrows --json',
        ],
      },
    ],
  },
];

export function parseHidAddress(text: string): HidAddress {
  const parts = /^([0-9a-f]{4}):([0-9a-f]{4})(?::(\S+))?$/i.exec(text);
  if (!parts) throw new InvalidArgumentError('Write VID:PID as lsusb does, such as 05e0:1300, or VID:PID:SERIAL.');
  const [, vendor = '', product = '', serialNumber] = parts;
  const ids = { vendorId: Number.parseInt(vendor, 16), productId: Number.parseInt(product, 16) };
  return serialNumber === undefined ? ids : { ...ids, serialNumber };
}
