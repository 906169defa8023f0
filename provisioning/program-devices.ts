import { kebabOf } from '../drivers/device-kinds.ts';
import type { TerminalTask } from '../drivers/payment-terminal/contract.ts';
import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';
import type { Io } from './command/io.ts';
import { parseAmount, parseLinkAddress, parsePassword, parseReceiptNumber, parseSeconds } from './command/options.ts';
import { DOCUMENT_PRINTER_TOOL } from './devices/document-printer-command.ts';
import { HID_TOOLS } from './devices/hid-command.ts';
import { LINES_TOOL } from './devices/lines-command.ts';
import type { TerminalOptions } from './devices/terminal.ts';

const ON_DEVICE = [
  PROFILE_OPTION,
  ['--link <address>', 'serial:/dev/…@115200 or tcp:HOST:PORT (default: from the profile)', parseLinkAddress],
  ['--record <trace>', 'record the wire into this file, with all its data, also personal data'],
  JSON_OPTION,
] as const;

const ON_PRINTER = [...ON_DEVICE, ['--model <name>', 'the printer model (default: from the profile)']] as const;

const PRINTER: CommandSpec = {
  name: 'printer',
  does: 'Try the receipt printer by hand',
  examples: [
    'asan-kiosk printer status --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk printer test-page --link tcp:192.0.2.7:9100',
  ],
  below: [
    {
      name: 'status',
      does: 'Print the model of the printer and what stops it',
      options: ON_PRINTER,
      run: async () => (await import('./devices/printer.ts')).printerStatus,
      notes: 'Exit code 1 if the printer does not answer or could not print now.',
      examples: [
        'asan-kiosk printer status --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk printer status --link serial:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0@115200 --json',
      ],
    },
    {
      name: 'test-page',
      does: 'Print a page with every Azerbaijani and Russian letter, sizes and a QR code',
      options: ON_PRINTER,
      run: async () => (await import('./devices/printer.ts')).printTestPage,
      examples: [
        'asan-kiosk printer test-page --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk printer test-page --link tcp:192.0.2.7:9100 --model yhd-8390',
      ],
    },
  ],
};

const ON_TERMINAL = [
  ...ON_DEVICE,
  ['--framing <how>', 'serial or tcp (default: from the link)'],
  ['--password <digits>', "the terminal's merchant password (000000 without a profile)", parsePassword],
] as const;
const INTENT_OPTION = [
  '--intent <file>',
  'file for the note of the payment (default: beside the ledger of the profile; without a profile var/terminal-pay.json)',
] as const;
const ASKS = [...ON_TERMINAL, ['--yes', 'do not ask for a confirmation'], INTENT_OPTION] as const;
const AMOUNT = [['<amount>', 'manats with both qəpik digits (5.00), or qəpik (500q)', parseAmount]] as const;

const MONEY: readonly CommandSpec[] = [
  {
    name: 'pay',
    does: 'Take one real payment',
    takes: AMOUNT,
    options: ASKS,
    run: async () => (await import('./devices/terminal.ts')).terminalPay,
    notes:
      'Money moves. If the answer is lost, nothing is sent again: `asan-kiosk terminal inquire` asks for the outcome,' +
      '\nand until then there is no other payment. Ctrl-C asks the terminal to stop; a second one ends the command.',
    examples: [
      'asan-kiosk terminal pay 0.10 --profile /etc/asan-kiosk/profile.yaml',
      'asan-kiosk terminal pay 500q --yes --json --link tcp:127.0.0.1:20007',
    ],
  },
  {
    name: 'inquire',
    does: 'Ask for the outcome of the last `terminal pay`',
    options: [...ON_TERMINAL, INTENT_OPTION],
    run: async () => (await import('./devices/terminal.ts')).terminalInquire,
    notes: 'Exit code 1 while it is unknown. This never moves money.',
    examples: [
      'asan-kiosk terminal inquire --profile /etc/asan-kiosk/profile.yaml',
      'asan-kiosk terminal inquire --link tcp:192.0.2.8:20007 --json',
    ],
  },
  {
    name: 'refund',
    does: 'Pay money out to a card',
    takes: AMOUNT,
    options: ASKS,
    run: async () => (await import('./devices/terminal.ts')).terminalRefund,
    notes: 'Money moves, under the same rules as `terminal pay`; `terminal inquire` settles a lost answer.',
    examples: [
      'asan-kiosk terminal refund 0.10 --profile /etc/asan-kiosk/profile.yaml',
      'asan-kiosk terminal refund 10q --yes --json --link tcp:192.0.2.8:20007',
    ],
  },
  {
    name: 'reverse',
    does: 'Reverse a sale',
    takes: [['<receipt>', 'the receipt number of the sale, four digits', parseReceiptNumber]],
    options: ASKS,
    run: async () => (await import('./devices/terminal-reverse.ts')).terminalReverse,
    notes:
      'Only a sale of the open day. After a lost answer, run it again: a reversed sale is not reversed twice.' +
      '\nWith --profile it is refused while a sale of that kiosk is in doubt: the last transaction must answer for it.',
    examples: [
      'asan-kiosk terminal reverse 0007 --profile /etc/asan-kiosk/profile.yaml',
      'asan-kiosk terminal reverse 0007 --yes --json --link tcp:192.0.2.8:20007',
    ],
  },
  {
    name: 'end-of-day',
    does: 'Close the day and print its totals',
    options: ASKS,
    run: async () => (await import('./devices/terminal-care.ts')).terminalEndOfDay,
    notes:
      'Refused while a payment of this tool is not settled; with --profile also while a sale of that kiosk is in doubt or must go' +
      '\nback. Without a profile no ledger is checked: never use this while a sale of the kiosk is open.',
    examples: [
      'asan-kiosk terminal end-of-day --profile /etc/asan-kiosk/profile.yaml',
      'asan-kiosk terminal end-of-day --yes --json --link tcp:192.0.2.8:20007',
    ],
  },
];

const terminalTask = (name: string, task: TerminalTask, does: string): CommandSpec => ({
  name,
  does,
  options: ON_TERMINAL,
  async run() {
    const { terminalTask } = await import('./devices/terminal-care.ts');
    return (options: TerminalOptions, io: Io) => terminalTask(task, options, io);
  },
  examples: [
    `asan-kiosk terminal ${name} --profile /etc/asan-kiosk/profile.yaml`,
    `asan-kiosk terminal ${name} --json --link tcp:192.0.2.8:20007`,
  ],
});

const TERMINAL: CommandSpec = {
  name: 'terminal',
  does: 'Try the payment terminal by hand',
  examples: [
    'asan-kiosk terminal status --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk terminal pay 0.10 --link tcp:192.0.2.8:20007',
  ],
  below: [
    {
      name: 'status',
      does: 'Register with the terminal and ask for its last transaction',
      options: ON_TERMINAL,
      run: async () => (await import('./devices/terminal-status.ts')).terminalStatus,
      examples: [
        'asan-kiosk terminal status --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk terminal status --link tcp:192.0.2.8:20007 --json',
      ],
    },
    ...MONEY,
    terminalTask('diagnosis', 'diagnosis', 'Run the diagnosis of the terminal and its host'),
    terminalTask('initialise', 'initialisation', 'Make the terminal fetch its settings from its host'),
    terminalTask(
      'set-clock',
      'set-date-time',
      "Set the terminal's clock to the time of this machine, in Baku's time zone",
    ),
    terminalTask('log-off', 'log-off', 'Release the terminal until the next registration'),
    {
      name: 'raw',
      does: 'Send one APDU unchanged and print all answers',
      takes: [['<hex...>', 'command, length and data']],
      options: [...ON_TERMINAL, ['--yes', 'do not ask for a confirmation if it could move money']],
      run: async () => (await import('./devices/terminal-care.ts')).terminalRaw,
      notes:
        'The command does not register with the terminal first. Exit code 1 if the terminal refused, aborted or did not answer.',
      examples: [
        'asan-kiosk terminal raw "05 01 03 12 34 56" --link tcp:192.0.2.8:20007',
        'asan-kiosk terminal raw 06 02 00 --json --link serial:/dev/serial/by-id/usb-x-if00@9600',
      ],
    },
  ],
};

const READER: CommandSpec = {
  name: 'reader',
  does: 'Try the document reader by hand',
  examples: [
    'asan-kiosk reader read --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk reader read --link tcp:127.0.0.1:4001 --json',
  ],
  below: [
    {
      name: 'read',
      does: 'Wait for a document and print its zone',
      options: [
        ...ON_DEVICE,
        ['--wait <seconds>', 'how long to wait for a document (default 60)', parseSeconds],
        ['--dialect <name>', 'the dialect of the reader: lines, 3m, 3m:xor, desko, desko:4f:4f or elyctis'],
      ],
      run: async () => (await import('./devices/reader.ts')).readerRead,
      notes: 'Prints personal data of the document; use a specimen if you can.',
      examples: [
        'asan-kiosk reader read --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk reader read --link serial:/dev/serial/by-id/usb-Prolific-if00-port0@9600 --wait 20',
      ],
    },
  ],
};

const VALIDATOR_LINK = ['--link <address>', 'serial:/dev/…@9600 or tcp:HOST:PORT', parseLinkAddress] as const;

const BILL_VALIDATOR: CommandSpec = {
  name: kebabOf('billValidator'),
  does: 'Try the bill validator by hand',
  examples: [
    'asan-kiosk bill-validator status --link serial:/dev/serial/by-id/usb-Prolific-if00-port0@9600',
    'asan-kiosk bill-validator watch --link tcp:127.0.0.1:4002 --json',
  ],
  below: [
    {
      name: 'status',
      does: 'Print the model of the validator, its notes and what stops it',
      options: [VALIDATOR_LINK, JSON_OPTION],
      run: async () => (await import('./devices/bill-validator.ts')).validatorStatus,
      notes:
        'Resets a validator that was just switched on. Exit code 1 if the validator does not answer or something stops it.',
      examples: [
        'asan-kiosk bill-validator status --link serial:/dev/serial/by-id/usb-Prolific-if00-port0@9600',
        'asan-kiosk bill-validator status --link tcp:127.0.0.1:4002 --json',
      ],
    },
    {
      name: 'watch',
      does: 'Take notes, give each back and print the events',
      options: [
        PROFILE_OPTION,
        VALIDATOR_LINK,
        JSON_OPTION,
        ['--wait <seconds>', 'end after this time (default: at Ctrl-C)', parseSeconds],
      ],
      run: async () => (await import('./devices/bill-validator.ts')).validatorWatch,
      notes:
        'No money moves: nothing is stacked. With --json one event a line. With a profile, the test is passed if at least one note was recognised and no note was refused.',
      examples: [
        'asan-kiosk bill-validator watch --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk bill-validator watch --link serial:/dev/serial/by-id/usb-Prolific-if00-port0@9600',
        'asan-kiosk bill-validator watch --link tcp:127.0.0.1:4002 --wait 60 --json',
      ],
    },
  ],
};

export const DEVICE_COMMANDS: readonly CommandSpec[] = [
  PRINTER,
  DOCUMENT_PRINTER_TOOL,
  TERMINAL,
  READER,
  ...HID_TOOLS,
  BILL_VALIDATOR,
  LINES_TOOL,
];
