import type { LinkKind } from '../../drivers/device-kinds.ts';
import { usualSpeech } from '../../drivers/kinds/terminal-protocols.ts';
import type { RecordedDevice } from '../../drivers/trace/recorded-device.ts';
import type { OccasionsOf } from '../../simulators/scripts/occasions.ts';
import { printerModel } from '../command/printer-model.ts';
import type { DeviceSettings, SimulatedDevice } from './device.ts';
import { hasShape } from './kept-state.ts';

/** Settings that are there for every kind, whether it looks at them or not. */
export type KindSettings = Required<Pick<DeviceSettings, 'framing' | 'model' | 'dialect' | 'seed'>> &
  Pick<DeviceSettings, 'baudRate' | 'papersDir' | 'password' | 'kept'>;

/** One kind of device for the command: what it is made of is imported when it is wanted. */
export interface Kind {
  readonly make: (settings: DeviceSettings) => Promise<SimulatedDevice>;
  /** What a script can wait for. */
  readonly occasions: (settings: KindSettings) => Promise<OccasionsOf<string>>;
  /** What the header of a trace says of it. */
  readonly recorded: (settings: KindSettings) => RecordedDevice;
  /** Whether this is what such a device remembers through a power cut; absent: nothing that is kept here. */
  readonly remembers?: (value: unknown) => boolean;
}

const occasions = () => import('../../simulators/scripts/occasions.ts');

function knownModel(name: string) {
  const model = printerModel(name);
  if (!model.ok) throw new Error(model.error.line);
  return model.value;
}

export const KINDS: Readonly<Record<LinkKind, Kind>> = {
  printer: {
    make: async (settings) => (await import('./printer.ts')).simulatedPrinter(settings),
    occasions: async ({ model }) => (await occasions()).printerOccasions(knownModel(model)),
    recorded: ({ model, baudRate }) => ({ driver: 'escpos', model, ...(baudRate !== undefined && { baudRate }) }),
    remembers: (value) => hasShape(value, { paperLeftMm: 'number', coverOpen: 'boolean', cutterJammed: 'boolean' }),
  },
  terminal: {
    make: async (settings) => (await import('./terminal.ts')).simulatedTerminal(settings),
    occasions: async ({ framing }) => {
      const { simulatedProtocol } = await import('../../simulators/kinds/payment-terminal.ts');
      const speech = usualSpeech(framing);
      return simulatedProtocol(speech).occasions(speech);
    },
    recorded: ({ framing }) => usualSpeech(framing),
    remembers: (value) =>
      hasShape(value, { terminalId: 'string', traceNumber: 'number', receiptNumber: 'number', sales: 'list' }),
  },
  billValidator: {
    make: async (settings) => (await import('./bill-validator.ts')).simulatedValidator(settings),
    occasions: async () => (await occasions()).validatorOccasions(),
    recorded: () => ({ driver: 'ccnet' }),
    remembers: (value) =>
      hasShape(value, { cassette: 'list', collected: 'list', cassetteIn: 'boolean', notesSeen: 'number' }),
  },
  reader: {
    make: async (settings) => (await import('./reader.ts')).simulatedReader(settings),
    occasions: async ({ dialect }) => (await occasions()).readerOccasions(dialect),
    recorded: ({ dialect }) => ({ driver: 'mrz', dialect }),
  },
  chipReader: {
    make: async (settings) => (await import('./chip-reader.ts')).simulatedNfcReader(settings),
    occasions: async () => (await occasions()).nfcOccasions(),
    recorded: () => ({ driver: 'pn532' }),
  },
};
