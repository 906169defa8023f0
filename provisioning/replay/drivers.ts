import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { createPaymentTerminal } from '../../drivers/kinds/payment-terminal.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import type { TerminalParts } from '../../drivers/payment-terminal/terminal-driver.ts';
import type { PrinterMemo } from '../../drivers/receipt-printer/job/memory.ts';
import type { DecodableDevice, RecordedDeviceSettings, RecordedTerminal } from '../../drivers/trace/recorded-device.ts';
import type { ReplayEnvironment, ReplayedDriver } from '../../drivers/trace/replay-run.ts';
import { printerModel } from '../command/printer-model.ts';

export type ReplayableDevice = Exclude<RecordedDeviceSettings, DecodableDevice>;

const OWN_KEYS = 'a chip uses new session keys each time';
const WRITES_NOTHING = 'its driver writes no bytes to compare';

const ONLY_READ: Readonly<Record<DecodableDevice['driver'], string>> = {
  pn532: OWN_KEYS,
  emrtd: OWN_KEYS,
  'hid-pos': WRITES_NOTHING,
  'hid-keys': WRITES_NOTHING,
  lines: 'events of a line have no bytes to compare',
};

export const whyNotReplayable = ({ driver }: DecodableDevice): string => ONLY_READ[driver];

export const isReplayable = (device: RecordedDeviceSettings): device is ReplayableDevice =>
  !Object.hasOwn(ONLY_READ, device.driver);

/** The driver of a recorded device; the trace replaces the outside world. `startedAt`: time of day at 0 ms. */
export function replayDriver(device: ReplayableDevice, startedAt: Date, world: ReplayEnvironment): ReplayedDriver {
  const { tell, ask, ...own } = world;
  const now = () => new Date(startedAt.getTime() + world.clock.now());
  const common = { ...own, onDiscarded: () => undefined };
  switch (device.driver) {
    case 'mrz': {
      const reader = createMrzReader({ ...device, ...common, today: now });
      reader.onStatus((status) => tell('status', status));
      reader.onEvent((event) => tell('event', event));
      return asked(reader, reader.close);
    }
    case 'escpos': {
      const model = printerModel(device.model);
      if (!model.ok) throw new Error(model.error.line);
      const { baudRate, remembers } = device;
      // Saving has no effect on the bytes; the earlier memo is in the trace.
      const memory = { rollMm: null, load: () => (ask('memory') ?? undefined) as PrinterMemo | undefined, save() {} };
      const printer = createReceiptPrinter({
        ...common,
        model: model.value,
        baudRate,
        ...(remembers && { memory }),
      });
      printer.onStatus((status) => tell('status', status));
      return asked(printer, printer.close);
    }
    case 'ccnet': {
      const validator = createCcnetValidator({ ...common, recorded: null });
      validator.onStatus((status) => tell('status', status));
      validator.onEvent((event) => tell('event', event));
      return asked(validator, validator.close);
    }
    default:
      return terminalOf(device, { ...common, now }, world);
  }
}

function terminalOf(
  { messageMs, asksBooks, ...speech }: RecordedTerminal,
  parts: TerminalParts,
  { tell, ask }: ReplayEnvironment,
): ReplayedDriver {
  const terminal = createPaymentTerminal(speech, {
    ...parts,
    ...(asksBooks && {
      saleInDoubt: () => ask('saleInDoubt') !== false,
      saleMayGoBack: () => ask('saleMayGoBack') === true,
    }),
    messageMs,
  });
  terminal.onStatus((status) => tell('status', status));
  return asked(terminal, terminal.close);
}

function asked(driver: object, close: () => Promise<void>): ReplayedDriver {
  return {
    close,
    async call(name, args) {
      const method: unknown = Object.entries(driver).find(([own]) => own === name)?.[1];
      if (typeof method !== 'function') throw new TypeError(`the driver has no ${name}`);
      return (await method(...args)) as unknown;
    },
  };
}
