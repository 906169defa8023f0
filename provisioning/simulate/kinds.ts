import type { DeviceKindWithLink } from '../../drivers/device-kinds.ts';
import type { RecordedDeviceSettings } from '../../drivers/trace/recorded-device.ts';
import type { OccasionDetector } from '../../simulators/scripts/occasions.ts';
import type { CommandSpec } from '../command/command-tree.ts';
import { parseBaudRate } from '../command/options.ts';
import type { SimulatedDevice, SimulatedDeviceOptions } from './device.ts';
import { hasShape } from './kept-state.ts';

export type SimulatedKindSettings = Required<Pick<SimulatedDeviceOptions, 'framing' | 'model' | 'dialect' | 'seed'>> &
  Pick<SimulatedDeviceOptions, 'baudRate' | 'papersDir' | 'password' | 'kept'>;

/** All but `command` is imported when needed. */
export interface SimulatedKind {
  readonly command: Pick<CommandSpec, 'does' | 'options' | 'examples'> & { readonly notes?: string };
  readonly make: (settings: SimulatedDeviceOptions) => Promise<SimulatedDevice>;
  /** Absent: no scripts. */
  readonly occasions?: (settings: SimulatedKindSettings) => Promise<OccasionDetector<string>>;
  /** Absent: not recorded. */
  readonly recorded?: (settings: SimulatedKindSettings) => Promise<RecordedDeviceSettings>;
  /** Absent: nothing is kept. */
  readonly remembers?: (value: unknown) => boolean;
}

const occasions = () => import('../../simulators/scripts/occasions.ts');

const STATE = ['--state <file>', 'file for the state that a real device keeps over a power cut'] as const;

const speechOf = async (framing: SimulatedKindSettings['framing']) =>
  (await import('../../drivers/kinds/terminal-protocols.ts')).defaultWireSettings(framing);

async function knownModel(name: string) {
  const { printerModel } = await import('../command/printer-model.ts');
  const model = printerModel(name);
  if (!model.ok) throw new Error(model.error.line);
  return model.value;
}

export const KINDS: Readonly<Record<DeviceKindWithLink, SimulatedKind>> = {
  printer: {
    command: {
      does: 'A receipt printer (ESC/POS or StarPRNT) with paper, cover and cutter',
      options: [
        STATE,
        ['--model <name>', 'the printer model (default epson-tm-t20)'],
        ['--baud <rate>', 'delay bytes as on a serial line of this rate', parseBaudRate],
        ['--papers <folder>', 'write the printed papers as text, PNG and SVG into this folder'],
      ],
      notes:
        'When its receive buffer is full: on a pty it sends XOFF and later XON, and further bytes are lost; on TCP it' +
        '\nstops reading until there is room, and no byte is lost.',
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
        ['--framing <how>', 'serial or tcp (default: tcp on a TCP port, serial on a pty)'],
        ['--password <digits>', 'the password of the terminal, which refuses commands with another password', '000000'],
      ],
      examples: [
        'asan-kiosk simulate terminal --tcp 20007',
        'asan-kiosk simulate terminal --pty /tmp/terminal --seed 7 --json',
        'asan-kiosk simulate terminal --tcp 20007 --state /tmp/terminal.json',
        "printf 'clock -240\\nwait 600\\n' | asan-kiosk simulate terminal --tcp 20007",
      ],
      notes: '`clock -240` sets its clock four hours behind, to UTC in Baku. `clock 0` corrects it.',
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
      does: 'A document reader that sends the zone of each document',
      options: [['--dialect <name>', 'the dialect of the reader: lines, 3m, 3m:xor, desko, desko:4f:4f or elyctis']],
      examples: ['asan-kiosk simulate reader --pty /tmp/reader', 'asan-kiosk simulate reader --tcp 4001 --json'],
    },
    make: async (settings) => (await import('./reader.ts')).simulatedReader(settings),
    occasions: async ({ dialect }) => (await occasions()).readerOccasions(dialect),
    recorded: async ({ dialect }) => ({ driver: 'mrz', dialect }),
  },
  chipReader: {
    command: {
      does: 'A chip reader (PN532) with the simulated documents',
      examples: [
        'asan-kiosk simulate chip-reader --pty /tmp/nfc',
        "printf 'put aze-card-woman\\nwait 9\\n' | asan-kiosk simulate chip-reader --tcp 4003 --json",
      ],
    },
    make: async (settings) => (await import('./chip-reader.ts')).simulatedNfcReader(settings),
    occasions: async () => (await occasions()).nfcOccasions(),
    recorded: async () => ({ driver: 'pn532' }),
  },
  badgeReader: {
    command: {
      does: 'A badge reader (PN532) with the badges of staff',
      examples: [
        'asan-kiosk simulate badge-reader --pty /tmp/badges',
        "printf 'put technician\\nwait 5\\nremove\\n' | asan-kiosk simulate badge-reader --tcp 4005 --json",
      ],
    },
    make: async (settings) => (await import('./badge-reader.ts')).simulatedBadgeReader(settings),
    recorded: async () => ({ driver: 'pn532' }),
  },
};
