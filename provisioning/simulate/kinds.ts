import type { LinkKind } from '../../drivers/device-kinds.ts';
import type { RecordedDevice } from '../../drivers/trace/recorded-device.ts';
import type { OccasionsOf } from '../../simulators/scripts/occasions.ts';
import type { CommandSpec } from '../command/command-tree.ts';
import { parseBaudRate } from '../command/options.ts';
import type { DeviceSettings, SimulatedDevice } from './device.ts';
import { hasShape } from './kept-state.ts';

/** Settings that are there for every kind, whether it looks at them or not. */
export type KindSettings = Required<Pick<DeviceSettings, 'framing' | 'model' | 'dialect' | 'seed'>> &
  Pick<DeviceSettings, 'baudRate' | 'papersDir' | 'password' | 'kept'>;

/** One kind of device for the command. The command line reads `command` at each start: everything else is imported when it is wanted. */
export interface Kind {
  readonly command: Pick<CommandSpec, 'does' | 'options' | 'examples'> & { readonly notes?: string };
  readonly make: (settings: DeviceSettings) => Promise<SimulatedDevice>;
  /** What a script can wait for; absent: no script is taken. */
  readonly occasions?: (settings: KindSettings) => Promise<OccasionsOf<string>>;
  /** What the header of a trace says of it; absent: it is not recorded. */
  readonly recorded?: (settings: KindSettings) => Promise<RecordedDevice>;
  /** Whether this is what such a device remembers through a power cut; absent: nothing that is kept here. */
  readonly remembers?: (value: unknown) => boolean;
}

const occasions = () => import('../../simulators/scripts/occasions.ts');

/** What the command keeps in a file. */
const STATE = ['--state <file>', 'keep in this file what a real one remembers through a power cut'] as const;

const speechOf = async (framing: KindSettings['framing']) =>
  (await import('../../drivers/kinds/terminal-protocols.ts')).usualSpeech(framing);

async function knownModel(name: string) {
  const { printerModel } = await import('../command/printer-model.ts');
  const model = printerModel(name);
  if (!model.ok) throw new Error(model.error.line);
  return model.value;
}

export const KINDS: Readonly<Record<LinkKind, Kind>> = {
  printer: {
    command: {
      does: 'A receipt printer (ESC/POS or StarPRNT) with paper, cover and cutter',
      options: [
        STATE,
        ['--model <name>', 'the printer model (epson-tm-t20 unless told)'],
        ['--baud <rate>', 'let bytes take their time, as on a serial line of this rate', parseBaudRate],
        ['--papers <folder>', 'write what comes out as text, PNG and SVG into this folder'],
      ],
      notes:
        'Where its receive buffer is full it says XOFF and later XON on a pty, and what comes all the same is lost; on TCP it' +
        '\nreads no further until there is room, and nothing is lost.',
      examples: [
        'asan-kiosk simulate printer --tcp 9100',
        'asan-kiosk simulate printer --pty /tmp/printer --model pos-5890 --baud 19200 --papers /tmp/papers',
        "printf 'paper out\\n' | asan-kiosk simulate printer --pty /tmp/printer --json",
      ],
    },
    make: async (settings) => (await import('./printer.ts')).simulatedPrinter(settings),
    occasions: async ({ model }) => (await occasions()).printerOccasions(await knownModel(model)),
    recorded: async ({ model, baudRate }) => ({ driver: 'escpos', model, baudRate }),
    remembers: (value) => hasShape(value, { paperLeftMm: 'number', coverOpen: 'boolean', cutterJammed: 'boolean' }),
  },
  terminal: {
    command: {
      does: 'A payment terminal (ZVT) with cards, keys and a host',
      options: [
        STATE,
        ['--framing <how>', 'serial or tcp (tcp on a TCP port, serial on a pty, unless told)'],
        ['--password <digits>', 'its password; commands with another are refused (000000 unless told)', '000000'],
      ],
      examples: [
        'asan-kiosk simulate terminal --tcp 20007',
        'asan-kiosk simulate terminal --pty /tmp/terminal --seed 7 --json',
        'asan-kiosk simulate terminal --tcp 20007 --state /tmp/terminal.json',
        "printf 'clock -240\\nwait 600\\n' | asan-kiosk simulate terminal --tcp 20007",
      ],
      notes: '`clock -240` sets its clock four hours behind: it tells UTC in Baku. `clock 0` makes it right.',
    },
    make: async (settings) => (await import('./terminal.ts')).simulatedTerminal(settings),
    occasions: async ({ framing }) => {
      const { simulatedProtocol } = await import('../../simulators/kinds/payment-terminal.ts');
      const speech = await speechOf(framing);
      return simulatedProtocol(speech).occasions(speech);
    },
    recorded: ({ framing }) => speechOf(framing),
    remembers: (value) =>
      hasShape(value, { terminalId: 'string', traceNumber: 'number', receiptNumber: 'number', sales: 'list' }),
  },
  billValidator: {
    command: {
      does: 'A bill validator (CCNET) with a cassette and hands',
      options: [STATE],
      examples: [
        'asan-kiosk simulate bill-validator --tcp 4002',
        "printf 'wait 5\\ninsert 10\\n' | asan-kiosk simulate bill-validator --pty /tmp/validator --json",
      ],
    },
    make: async (settings) => (await import('./bill-validator.ts')).simulatedValidator(settings),
    occasions: async () => (await occasions()).validatorOccasions(),
    recorded: async () => ({ driver: 'ccnet' }),
    remembers: (value) =>
      hasShape(value, { cassette: 'list', collected: 'list', cassetteIn: 'boolean', notesSeen: 'number' }),
  },
  reader: {
    command: {
      does: 'A document reader that sends the zone of what is put in',
      options: [['--dialect <name>', 'how it speaks: lines, 3m, 3m:xor, desko, desko:4f:4f or elyctis']],
      examples: ['asan-kiosk simulate reader --pty /tmp/reader', 'asan-kiosk simulate reader --tcp 4001 --json'],
    },
    make: async (settings) => (await import('./reader.ts')).simulatedReader(settings),
    occasions: async ({ dialect }) => (await occasions()).readerOccasions(dialect),
    recorded: async ({ dialect }) => ({ driver: 'mrz', dialect }),
  },
  chipReader: {
    command: {
      does: 'A chip reader (PN532) with the simulated documents at hand',
      examples: [
        'asan-kiosk simulate chip-reader --pty /tmp/nfc',
        "printf 'put aze-card-woman\\nwait 9\\n' | asan-kiosk simulate chip-reader --tcp 4003 --json",
      ],
    },
    make: async (settings) => (await import('./chip-reader.ts')).simulatedNfcReader(settings),
    occasions: async () => (await occasions()).nfcOccasions(),
    recorded: async () => ({ driver: 'pn532' }),
  },
};
