import type { Command } from 'commander';
import { addCommand, addGroup, type CommandContext, examples, notes } from './command/command-tree.ts';
import { parseBaudRate, parsePort, parseSeed } from './command/options.ts';
import { addBackOfficeCommand } from './simulate/back-office-command.ts';
import { addChipCommand } from './simulate/chip-command.ts';
import { addVirtualHid } from './simulate/hid-command.ts';
import { addLinesCommand } from './simulate/lines-command.ts';
import type { SimulateOptions } from './simulate/simulate.ts';

const STATE = ['--state <file>', 'keep in this file what a real one remembers through a power cut'] as const;

/** One device on a wire, as it is offered on the command line. */
interface Wired {
  readonly kind: SimulateOptions['kind'];
  readonly does: string;
  readonly own?: (command: Command) => Command;
  readonly notes?: string;
  readonly examples: readonly string[];
}

const WIRED: readonly Wired[] = [
  {
    kind: 'printer',
    does: 'A receipt printer (ESC/POS or StarPRNT) with paper, cover and cutter',
    own: (command) =>
      command
        .option(...STATE)
        .option('--model <name>', 'the printer model (epson-tm-t20 unless told)')
        .option('--baud <rate>', 'let bytes take their time, as on a serial line of this rate', parseBaudRate)
        .option('--papers <folder>', 'write what comes out as text, PNG and SVG into this folder'),
    notes:
      'Where its receive buffer is full it says XOFF and later XON on a pty, and what comes all the same is lost; on TCP it' +
      '\nreads no further until there is room, and nothing is lost.',
    examples: [
      'asan-kiosk simulate printer --tcp 9100',
      'asan-kiosk simulate printer --pty /tmp/printer --model pos-5890 --baud 19200 --papers /tmp/papers',
      "printf 'paper out\\n' | asan-kiosk simulate printer --pty /tmp/printer --json",
    ],
  },
  {
    kind: 'terminal',
    does: 'A payment terminal (ZVT) with cards, keys and a host',
    own: (command) =>
      command
        .option(...STATE)
        .option('--framing <how>', 'serial or tcp (tcp on a TCP port, serial on a pty, unless told)')
        .option(
          '--password <digits>',
          'its password; commands with another are refused (000000 unless told)',
          '000000',
        ),
    examples: [
      'asan-kiosk simulate terminal --tcp 20007',
      'asan-kiosk simulate terminal --pty /tmp/terminal --seed 7 --json',
      'asan-kiosk simulate terminal --tcp 20007 --state /tmp/terminal.json',
    ],
  },
  {
    kind: 'bill-validator',
    does: 'A bill validator (CCNET) with a cassette and hands',
    own: (command) => command.option(...STATE),
    examples: [
      'asan-kiosk simulate bill-validator --tcp 4002',
      "printf 'wait 5\\ninsert 10\\n' | asan-kiosk simulate bill-validator --pty /tmp/validator --json",
    ],
  },
  {
    kind: 'mrz-reader',
    does: 'A document reader that sends the zone of what is put in',
    own: (command) =>
      command.option('--dialect <name>', 'how it speaks: lines, 3m, 3m:xor, desko, desko:4f:4f or elyctis'),
    examples: ['asan-kiosk simulate mrz-reader --pty /tmp/reader', 'asan-kiosk simulate mrz-reader --tcp 4001 --json'],
  },
  {
    kind: 'nfc-reader',
    does: 'A chip reader (PN532) with the simulated documents at hand',
    examples: [
      'asan-kiosk simulate nfc-reader --pty /tmp/nfc',
      "printf 'put aze-card-woman\\nwait 9\\n' | asan-kiosk simulate nfc-reader --tcp 4003 --json",
    ],
  },
];

/** One simulated device alone, on a pty or a TCP port, for any software. */
export function addSimulateCommands(root: Command, context: CommandContext): void {
  const simulate = addGroup(root, 'simulate', 'Be the other end of a wire: one simulated device alone');
  examples(simulate, [
    'asan-kiosk simulate printer --tcp 9100',
    'asan-kiosk simulate terminal --pty /tmp/terminal --json',
  ]);
  for (const wired of WIRED) addWired(simulate, wired, context);
  addChipCommand(simulate, context);
  addVirtualHid(simulate, context);
  addLinesCommand(simulate, context);
  addBackOfficeCommand(simulate, context);
}

function addWired(simulate: Command, wired: Wired, { io, report }: CommandContext): void {
  const { kind, does, own = (command) => command } = wired;
  const command = own(
    addCommand(simulate, kind, does)
      .option('--pty <link>', 'on a pseudo-terminal: the path of the link to make (needs socat)')
      .option('--tcp <port>', 'on a TCP port of this machine; 0 takes a free one', parsePort)
      .option('--seed <number>', 'the seed of what chance decides (1 unless told)', parseSeed)
      .option('--script <file>', 'what goes wrong and when (YAML, see simulators/README.md)')
      .option('--record <trace>', 'record the wire into this file')
      .option('--json', 'print every event as one JSON value a line'),
  ).action(async (options: Omit<SimulateOptions, 'kind'>) => {
    const { simulate: start } = await import('./simulate/simulate.ts');
    report(await start({ ...options, kind }, io));
  });
  notes(
    command,
    'Takes commands on standard input, one a line; `help` lists them. Ends with Ctrl-C, `quit` or the end of input;' +
      '\nwith /dev/null as input it takes no commands and runs until it is stopped.',
  );
  if (wired.notes !== undefined) notes(command, wired.notes);
  examples(command, wired.examples);
}
