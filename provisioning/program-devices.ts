import type { Command } from 'commander';
import {
  addCommand,
  addGroup,
  type CommandContext,
  examples,
  JSON_OPTION,
  notes,
  PROFILE_OPTION,
} from './command/command-tree.ts';
import { parseAmount, parseLinkAddress, parsePassword, parseReceiptNumber, parseSeconds } from './command/options.ts';
import type { ValidatorOptions, ValidatorWatchOptions } from './devices/bill-validator.ts';
import { addHidTools } from './devices/hid-command.ts';
import { addLinesTools } from './devices/lines-command.ts';
import type { DeviceOptions } from './devices/open-device.ts';
import type { PrinterOptions } from './devices/printer.ts';
import type { ReadOptions } from './devices/reader.ts';
import type { InquireOptions, PayOptions, TerminalOptions } from './devices/terminal.ts';

/** A hand tool for each device, on a real link and through the kiosk's own driver. */
export function addDeviceCommands(root: Command, context: CommandContext): void {
  addPrinter(root, context);
  addTerminal(root, context);
  addReader(root, context);
  addHidTools(root, context);
  addBillValidator(root, context);
  addLinesTools(root, context);
}

/** What every hand tool takes: where the device is. */
function onDevice(command: Command): Command {
  return command
    .option(...PROFILE_OPTION)
    .option(
      '--link <address>',
      'serial:/dev/…@115200 or tcp:HOST:PORT, instead of the one in the profile',
      parseLinkAddress,
    )
    .option('--record <trace>', 'record the wire into this file; it holds whatever went over it, personal data too')
    .option(...JSON_OPTION);
}

function addPrinter(root: Command, { io, report }: CommandContext): void {
  const printer = addGroup(root, 'printer', 'Try the receipt printer by hand');
  examples(printer, [
    'asan-kiosk printer status --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk printer test-page --link tcp:192.0.2.7:9100',
  ]);
  const onPrinter = (command: Command) =>
    onDevice(command).option('--model <name>', 'the printer model, instead of the one in the profile');

  const status = onPrinter(addCommand(printer, 'status', 'Ask the printer what it is and what stops it')).action(
    async (options: PrinterOptions) => {
      const { printerStatus } = await import('./devices/printer.ts');
      report(await printerStatus(options, io));
    },
  );
  notes(status, 'Exit code 1 when the printer does not answer or could not print now.');
  examples(status, [
    'asan-kiosk printer status --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk printer status --link serial:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0@115200 --json',
  ]);

  const page = onPrinter(
    addCommand(printer, 'test-page', 'Print a page with every Azerbaijani and Russian letter, sizes and a QR code'),
  ).action(async (options: PrinterOptions) => {
    const { printTestPage } = await import('./devices/printer.ts');
    report(await printTestPage(options, io));
  });
  examples(page, [
    'asan-kiosk printer test-page --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk printer test-page --link tcp:192.0.2.7:9100 --model yhd-8390',
  ]);
}

const INTENT_OPTION = [
  '--intent <file>',
  'where the payment is noted before it is sent, instead of beside the ledger of the profile (without one var/terminal-pay.json)',
] as const;

function addTerminal(root: Command, { io, report }: CommandContext): void {
  const terminal = addGroup(root, 'terminal', 'Try the payment terminal by hand');
  examples(terminal, [
    'asan-kiosk terminal status --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk terminal pay 0.10 --link tcp:192.0.2.8:20007',
  ]);
  const onTerminal = (command: Command) =>
    onDevice(command)
      .option('--framing <how>', 'serial or tcp, instead of what the link says')
      .option('--password <digits>', "the terminal's merchant password (000000 without a profile)", parsePassword);

  const status = onTerminal(
    addCommand(terminal, 'status', 'Register with the terminal and ask for its last transaction'),
  ).action(async (options: TerminalOptions) => {
    const { terminalStatus } = await import('./devices/terminal.ts');
    report(await terminalStatus(options, io));
  });
  examples(status, [
    'asan-kiosk terminal status --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk terminal status --link tcp:192.0.2.8:20007 --json',
  ]);

  const pay = onTerminal(addCommand(terminal, 'pay', 'Take one real payment'))
    .argument('<amount>', 'manats with both qəpik digits (5.00), or qəpik (500q)', parseAmount)
    .option('--yes', 'do not ask whether it is meant')
    .option(...INTENT_OPTION)
    .action(async (amount: number, options: PayOptions) => {
      const { terminalPay } = await import('./devices/terminal.ts');
      report(await terminalPay(amount, options, io));
    });
  notes(
    pay,
    'Money moves. When the answer is lost, nothing is sent again: `asan-kiosk terminal inquire` asks what became of it,' +
      '\nand until then no other payment is taken. Ctrl-C asks the terminal to stop; a second one ends the command.',
  );
  examples(pay, [
    'asan-kiosk terminal pay 0.10 --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk terminal pay 500q --yes --json --link tcp:127.0.0.1:20007',
  ]);

  const inquire = onTerminal(addCommand(terminal, 'inquire', 'Ask what became of the last `terminal pay`'))
    .option(...INTENT_OPTION)
    .action(async (options: InquireOptions) => {
      const { terminalInquire } = await import('./devices/terminal.ts');
      report(await terminalInquire(options, io));
    });
  notes(inquire, 'Exit code 1 while it is still not known. Asking never moves money.');
  examples(inquire, [
    'asan-kiosk terminal inquire --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk terminal inquire --link tcp:192.0.2.8:20007 --json',
  ]);
  const tool = { terminal, onTerminal, io, report };
  addRefund(tool);
  addReverse(tool);
  addEndOfDay(tool);
  addTerminalTasks(tool);
  addTerminalRaw(tool);
}

/** What the commands of the payment terminal share. */
interface TerminalTool extends CommandContext {
  readonly terminal: Command;
  readonly onTerminal: (command: Command) => Command;
}

function addRefund({ terminal, onTerminal, io, report }: TerminalTool): void {
  const refund = onTerminal(addCommand(terminal, 'refund', 'Pay money out to a card'))
    .argument('<amount>', 'manats with both qəpik digits (5.00), or qəpik (500q)', parseAmount)
    .option('--yes', 'do not ask whether it is meant')
    .option(...INTENT_OPTION)
    .action(async (amount: number, options: PayOptions) => {
      const { terminalRefund } = await import('./devices/terminal.ts');
      report(await terminalRefund(amount, options, io));
    });
  notes(refund, 'Money moves, under the same rules as `terminal pay`; `terminal inquire` settles a lost answer.');
  examples(refund, [
    'asan-kiosk terminal refund 0.10 --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk terminal refund 10q --yes --json --link tcp:192.0.2.8:20007',
  ]);
}

function addReverse({ terminal, onTerminal, io, report }: TerminalTool): void {
  const reverse = onTerminal(addCommand(terminal, 'reverse', 'Take a sale back'))
    .argument('<receipt>', 'its receipt number, four digits', parseReceiptNumber)
    .option('--yes', 'do not ask whether it is meant')
    .option(...INTENT_OPTION)
    .action(async (receipt: string, options: PayOptions) => {
      const { terminalReverse } = await import('./devices/terminal-reverse.ts');
      report(await terminalReverse(receipt, options, io));
    });
  notes(
    reverse,
    'A sale since the day was closed. After a lost answer it may be run again: one that is reversed stays so.' +
      '\nWith --profile it is refused while a sale of that kiosk is in doubt, which the last transaction has to answer for.',
  );
  examples(reverse, [
    'asan-kiosk terminal reverse 0007 --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk terminal reverse 0007 --yes --json --link tcp:192.0.2.8:20007',
  ]);
}

function addEndOfDay({ terminal, onTerminal, io, report }: TerminalTool): void {
  const day = onTerminal(addCommand(terminal, 'end-of-day', 'Close the day and print its sums'))
    .option('--yes', 'do not ask whether it is meant')
    .option(...INTENT_OPTION)
    .action(async (options: PayOptions) => {
      const { terminalEndOfDay } = await import('./devices/terminal-care.ts');
      report(await terminalEndOfDay(options, io));
    });
  notes(
    day,
    'Refused while a payment of this tool is not settled; with --profile also while a sale of that kiosk is in doubt or is to go' +
      '\nback. Without --profile no ledger is looked into: never run it so while one of the kiosk is open.',
  );
  examples(day, [
    'asan-kiosk terminal end-of-day --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk terminal end-of-day --yes --json --link tcp:192.0.2.8:20007',
  ]);
}

function addTerminalTasks({ terminal, onTerminal, io, report }: TerminalTool): void {
  const tasks = [
    ['diagnosis', 'Have the terminal look at itself and its host'],
    ['initialisation', 'Have the terminal fetch what it needs from its host'],
    ['log-off', 'Leave the terminal free until something registers with it again'],
  ] as const;
  for (const [task, does] of tasks) {
    const name = task === 'initialisation' ? 'initialise' : task;
    const command = onTerminal(addCommand(terminal, name, does)).action(async (options: TerminalOptions) => {
      const { terminalTask } = await import('./devices/terminal-care.ts');
      report(await terminalTask(task, options, io));
    });
    examples(command, [
      `asan-kiosk terminal ${name} --profile /etc/asan-kiosk/profile.yaml`,
      `asan-kiosk terminal ${name} --json --link tcp:192.0.2.8:20007`,
    ]);
  }
}

function addTerminalRaw({ terminal, onTerminal, io, report }: TerminalTool): void {
  const raw = onTerminal(addCommand(terminal, 'raw', 'Send one APDU as it is and print everything that comes back'))
    .argument('<hex...>', 'command, length and data')
    .option('--yes', 'do not ask whether it is meant, where it could move money')
    .action(async (hex: readonly string[], options: PayOptions) => {
      const { terminalRaw } = await import('./devices/terminal-care.ts');
      report(await terminalRaw(hex, options, io));
    });
  notes(raw, 'Nothing is registered before it. Exit code 1 when it was refused, aborted or not answered.');
  examples(raw, [
    'asan-kiosk terminal raw "05 01 03 12 34 56" --link tcp:192.0.2.8:20007',
    'asan-kiosk terminal raw 06 02 00 --json --link serial:/dev/serial/by-id/usb-x-if00@9600',
  ]);
}

function addReader(root: Command, { io, report }: CommandContext): void {
  const reader = addGroup(root, 'reader', 'Try the document reader by hand');
  examples(reader, [
    'asan-kiosk reader read --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk reader read --link tcp:127.0.0.1:4001 --json',
  ]);
  const read = onDevice(addCommand(reader, 'read', 'Wait for a document and print what its zone says'))
    .option('--wait <seconds>', 'how long to wait for it (60 unless told)', parseSeconds)
    .option('--dialect <name>', 'how it speaks: lines, 3m, 3m:xor, desko, desko:4f:4f or elyctis')
    .action(async (options: ReadOptions & DeviceOptions) => {
      const { readerRead } = await import('./devices/reader.ts');
      report(await readerRead(options, io));
    });
  notes(read, 'Prints personal data of whoever’s document it is; use a specimen where you can.');
  examples(read, [
    'asan-kiosk reader read --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk reader read --link serial:/dev/serial/by-id/usb-Prolific-if00-port0@9600 --wait 20',
  ]);
}

function addBillValidator(root: Command, { io, report }: CommandContext): void {
  const validator = addGroup(root, 'bill-validator', 'Try the bill validator by hand');
  examples(validator, [
    'asan-kiosk bill-validator status --link serial:/dev/serial/by-id/usb-Prolific-if00-port0@9600',
    'asan-kiosk bill-validator watch --link tcp:127.0.0.1:4002 --json',
  ]);
  const onLink = (command: Command) =>
    command.option('--link <address>', 'serial:/dev/…@9600 or tcp:HOST:PORT', parseLinkAddress).option(...JSON_OPTION);

  const status = onLink(
    addCommand(validator, 'status', 'Ask the validator what it is, which notes it knows and what stops it'),
  ).action(async (options: ValidatorOptions) => {
    const { validatorStatus } = await import('./devices/bill-validator.ts');
    report(await validatorStatus(options, io));
  });
  notes(status, 'Resets a validator that was just switched on. Exit code 1 when it does not answer or takes no notes.');
  examples(status, [
    'asan-kiosk bill-validator status --link serial:/dev/serial/by-id/usb-Prolific-if00-port0@9600',
    'asan-kiosk bill-validator status --link tcp:127.0.0.1:4002 --json',
  ]);

  const watch = onLink(addCommand(validator, 'watch', 'Take notes, give every one back and print what happens'))
    .option('--wait <seconds>', 'how long (until Ctrl-C unless told)', parseSeconds)
    .action(async (options: ValidatorWatchOptions) => {
      const { validatorWatch } = await import('./devices/bill-validator.ts');
      report(await validatorWatch(options, io));
    });
  notes(watch, 'No money moves: nothing is stacked. With --json one event a line.');
  examples(watch, [
    'asan-kiosk bill-validator watch --link serial:/dev/serial/by-id/usb-Prolific-if00-port0@9600',
    'asan-kiosk bill-validator watch --link tcp:127.0.0.1:4002 --wait 60 --json',
  ]);
}
