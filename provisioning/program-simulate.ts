import { InvalidArgumentError } from 'commander';
import { type DeviceKindWithLink, kebabOf } from '../drivers/device-kinds.ts';
import type { RedirectAddress } from '../simulators/hid/usb-redirect.ts';
import { type CommandSpec, EVENTS_OPTION, requiredOption } from './command/command-tree.ts';
import type { Io } from './command/io.ts';
import { parseLinkAddress, parsePort, parseSeed } from './command/options.ts';
import type { SimulateChipOptions } from './simulate/chip.ts';
import { KINDS } from './simulate/kinds.ts';
import type { SimulateOptions } from './simulate/simulate.ts';

const SEED = ['--seed <number>', 'seed of the random numbers (default 1)', parseSeed] as const;
const SCRIPT = ['--script <file>', 'faults and their times (YAML, see simulators/README.md)'] as const;

const RECORD = ['--record <trace>', 'record the wire into this file'] as const;

function wired(kind: DeviceKindWithLink): CommandSpec {
  const { command, occasions, recorded } = KINDS[kind];
  const { does, options = [], notes, examples } = command;
  return {
    name: kebabOf(kind),
    does,
    options: [
      ['--pty <link>', 'on a pseudo-terminal: the path of the link to make (needs socat)'],
      ['--tcp <port>', 'on a TCP port of this machine; 0 takes a free one', parsePort],
      SEED,
      ...(occasions ? [SCRIPT] : []),
      ...(recorded ? [RECORD] : []),
      EVENTS_OPTION,
      ...options,
    ],
    async run() {
      const { simulate } = await import('./simulate/simulate.ts');
      return (given: Omit<SimulateOptions, 'kind'>, io: Io) => simulate({ ...given, kind }, io);
    },
    notes: [
      'Takes commands on standard input, one a line; `help` lists them. Ends with Ctrl-C, `quit` or the end of input;' +
        '\nwith /dev/null as input it takes no commands and runs until it is stopped.',
      ...(notes === undefined ? [] : [notes]),
    ],
    examples,
  };
}

const CHIP: CommandSpec = {
  name: 'chip',
  does: 'The chip of a document in a virtual PC/SC reader (vsmartcard)',
  options: [
    requiredOption('--vpcd <host:port>', 'address of the virtual reader', parseVpcd),
    ['--document <id>', 'the document of the chip (default aze-card-woman)'],
    SEED,
    SCRIPT,
    ['--record <trace>', 'record the APDUs into this file'],
    EVENTS_OPTION,
  ],
  run: async () => (await import('./simulate/chip.ts')).simulateChip,
  notes:
    'Takes commands on standard input, one a line; `help` lists them. Ends with Ctrl-C, `quit` or the end of input.' +
    "\nThe reader is Debian's vsmartcard-vpcd with pcscd running; it waits on port 35963.",
  examples: [
    'asan-kiosk simulate chip --vpcd 127.0.0.1:35963',
    'asan-kiosk simulate chip --vpcd 127.0.0.1:35963 --document aze-passport --json',
    'asan-kiosk simulate chip --vpcd 127.0.0.1:35963 --script bad-day.yaml --record chip.trace',
  ],
};

function parseVpcd(text: string): SimulateChipOptions['vpcd'] {
  try {
    const address = parseLinkAddress(`tcp:${text}`);
    if ('tcp' in address) return address.tcp;
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
  }
  throw new InvalidArgumentError('Write HOST:PORT, such as 127.0.0.1:35963.');
}

function parseRedirect(text: string): RedirectAddress {
  const path = /^unix:(\/\S+)$/.exec(text)?.[1];
  if (path !== undefined) return { path };
  const address = /^tcp:/.test(text) ? parseLinkAddress(text) : null;
  if (address && 'tcp' in address) return address.tcp;
  throw new InvalidArgumentError('Write unix:/PATH or tcp:HOST:PORT, where QEMU waits for a device.');
}

/** For devices without pty and port: seen only in the environment that `ready` prints. */
const virtualHid = (model: string): Pick<CommandSpec, 'options' | 'notes'> => ({
  options: [
    ['--model <name>', `the model (default ${model})`],
    [
      '--usb-redir <address>',
      'plug it into an emulated machine: unix:/PATH or tcp:HOST:PORT of its usb-redir',
      parseRedirect,
    ],
    SEED,
    SCRIPT,
    ['--record <trace>', 'record the reports into this file'],
    EVENTS_OPTION,
  ],
  notes:
    'Needs umockdev, but no root and no kernel module. Only programs that are started with the printed environment see the' +
    '\ndevice. Takes commands on standard input, one a line; `help` lists them.',
});

const LINES: CommandSpec = {
  name: 'lines',
  does: 'The GPIO lines of a cabinet, behind the tools of libgpiod 2',
  options: [
    requiredOption('--tools <folder>', 'folder for gpiodetect, gpioget, gpiomon and gpioset; it is removed at the end'),
    ['--profile <file>', 'the profile with the lines (YAML)'],
    SEED,
    SCRIPT,
    ['--record <trace>', 'record every edge and every light into this file'],
    EVENTS_OPTION,
  ],
  run: async () => (await import('./simulate/lines.ts')).simulateLines,
  notes:
    'A program finds the lines if the folder is first in its PATH. Takes commands on standard input, one a line;' +
    '\n`help` lists them. Ends with Ctrl-C, `quit` or the end of input.',
  examples: [
    'asan-kiosk simulate lines --tools /tmp/lines',
    "printf 'wait 1\\ndoor open\\nwait 1\\n' | asan-kiosk simulate lines --tools /tmp/lines --json",
    'asan-kiosk simulate lines --tools /tmp/lines --script bad-day.yaml --record lines.trace',
  ],
};

const BACK_OFFICE: CommandSpec = {
  name: 'back-office',
  does: 'The reference back office, for any number of kiosks',
  options: [
    requiredOption('--port <port>', 'on a TCP port of this machine; 0 takes a free one', parsePort),
    ['--state <file>', 'keep its register in this file, an SQLite database (default: in memory)'],
    ['--store <url>', 'keep it in PostgreSQL, by its connection string: postgres://user@host/database'],
    ['--key <file>', 'over TLS: its private key (PEM)'],
    ['--certificate <file>', 'its certificate (PEM)'],
    ['--ca <file>', 'the authority of the kiosks (PEM): each may only ask for itself'],
    ['--enrolment', 'over TLS with an authority of its own, kept with its register: kiosks enrol there by EST'],
    ['--names <hosts>', 'with --enrolment: names in its certificate besides localhost and 127.0.0.1, with commas'],
    [
      '--offline-identity <file>',
      'the private key of the office (age), to open applications that kiosks took while they could not reach it',
    ],
    [
      '--order <file>',
      'the signed order that a new kiosk gets for a code; prints codes for `asan-kiosk provision --code`',
    ],
    [
      '--seal <file>',
      'write the certificate of the seal on its documents here (PEM), for backOffice.seal of a profile',
    ],
    SEED,
    EVENTS_OPTION,
  ],
  run: async () => (await import('./simulate/back-office.ts')).simulateBackOffice,
  notes:
    'It obeys device/back-office/openapi.yaml in both directions. Takes commands on standard input, one a line; `help` lists' +
    '\nthem. Prints every message that it sends to a phone, and the address for verifying papers. The seal is only a sample.\nAny number of them may share one --store. Ends with Ctrl-C, `quit` or the end of input; with /dev/null as input it runs until it is stopped.',
  examples: [
    'asan-kiosk simulate back-office --port 8090 --state var/back-office.db',
    'PGPASSWORD=… asan-kiosk simulate back-office --port 8090 --store postgres://office@db.example/register',
    "printf 'trouble swapped\\nwait 60\\nheal\\n' | asan-kiosk simulate back-office --port 8090 --json",
    'asan-kiosk simulate back-office --port 8090 --seal office-seal.pem',
    "printf 'enrol K5\\nwait 600\\nrevoke K5\\nwait 60\\n' | asan-kiosk simulate back-office --port 8443 --enrolment --state var/office.db",
    'asan-kiosk simulate back-office --port 8443 --key office.key --certificate office.pem --ca kiosks.pem',
  ],
};

const DOCUMENT_PRINTER: CommandSpec = {
  name: kebabOf('documentPrinter'),
  does: 'A document printer (IPP): it prints whole sheets',
  options: [
    requiredOption('--port <port>', 'on a TCP port of this machine; 0 takes a free one', parsePort),
    EVENTS_OPTION,
  ],
  run: async () => (await import('./simulate/document-printer.ts')).simulateDocumentPrinter,
  notes:
    'Takes commands on standard input, one a line; `help` lists them. Ends with Ctrl-C, `quit` or the end of input; with' +
    '\n/dev/null as input it runs until it is stopped.',
  examples: [
    'asan-kiosk simulate document-printer --port 8631',
    "printf 'fault jam\\nwait 60\\n' | asan-kiosk simulate document-printer --port 8631 --json",
  ],
};

export const SIMULATE_COMMAND: CommandSpec = {
  name: 'simulate',
  does: 'Simulate one device at the other end of a wire',
  examples: ['asan-kiosk simulate printer --tcp 9100', 'asan-kiosk simulate terminal --pty /tmp/terminal --json'],
  below: [
    ...(Object.keys(KINDS) as DeviceKindWithLink[]).map((kind) => wired(kind)),
    CHIP,
    {
      ...virtualHid('access-is'),
      name: 'scanner',
      does: 'A bar code scanner (HID POS) that programs see as plugged in',
      run: async () => (await import('./simulate/scanner.ts')).simulateScanner,
      examples: [
        'asan-kiosk simulate scanner',
        'asan-kiosk simulate scanner --model honeywell-voyager-1400g --json',
        'asan-kiosk simulate scanner --script bad-day.yaml --record scanner.trace',
      ],
    },
    {
      ...virtualHid('storm-audio-nav'),
      name: 'keypad',
      does: 'An accessible keypad (HID) with a headphone jack, seen as plugged in',
      run: async () => (await import('./simulate/keypad.ts')).simulateKeypad,
      examples: ['asan-kiosk simulate keypad', 'asan-kiosk simulate keypad --model arrows --json'],
    },
    LINES,
    DOCUMENT_PRINTER,
    BACK_OFFICE,
  ],
};
