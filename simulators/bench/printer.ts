import * as z from 'zod/mini';
import { commandLanguageOf } from '../../drivers/receipt-printer/dialects/language.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import type { PrinterFault } from '../receipt-printer/answers.ts';
import { createPrinterSimulator, type PrinterSimulator } from '../receipt-printer/printer.ts';
import type { PrinterError, PrinterState } from '../receipt-printer/sensors.ts';
import {
  armedNames,
  armFault,
  type BenchContext,
  type BenchDevice,
  type BenchKind,
  commandSchemaWith,
  plainCommandSchema,
} from './bench-device.ts';
import { membersOf } from './labels.ts';
import { createPrintedPapers, type PaperBeingPrinted, type PaperSummary, type PrintedPapers } from './papers.ts';
import { PAPER_LABELS, PRINTER_ERROR_LABELS, PRINTER_FAULT_LABELS } from './printer-labels.ts';

/** Largest `mm` of `paper-out-after`: one roll. */
const MAX_OUT_AFTER_MM = 80_000;
const ROLL_SAVED_AFTER_MS = 500;

const commands = z.union([
  commandSchemaWith('printer', 'paper', { supply: z.enum(membersOf(PAPER_LABELS)) }),
  commandSchemaWith('printer', 'paper-out-after', { mm: z.number().check(z.positive(), z.maximum(MAX_OUT_AFTER_MM)) }),
  commandSchemaWith('printer', 'cover', { open: z.boolean() }),
  commandSchemaWith('printer', 'cutter', { jammed: z.boolean() }),
  commandSchemaWith('printer', 'fail', { error: z.nullable(z.enum(membersOf(PRINTER_ERROR_LABELS))) }),
  plainCommandSchema('printer', 'refill'),
  plainCommandSchema('printer', 'tear'),
  plainCommandSchema('printer', 'power-cycle'),
  commandSchemaWith('printer', 'arm', { fault: z.enum(membersOf(PRINTER_FAULT_LABELS)), on: z.boolean() }),
]);

type PrinterCommand = z.infer<typeof commands>;

export interface PrinterDockState {
  readonly model: string;
  readonly paperWidthMm: number;
  /** In whole mm. */
  readonly paperLeftMm: number;
  readonly nearEnd: boolean;
  readonly paperOut: boolean;
  readonly coverOpen: boolean;
  readonly cutterJammed: boolean;
  readonly error: PrinterError | null;
  readonly printing: boolean;
  readonly bytesReceived: number;
  readonly bytesWaiting: number;
  readonly armed: readonly PrinterFault[];
  readonly papers: readonly PaperSummary[];
  readonly paperCount: number;
  /** Paper that hangs out, at `/dock/papers/current.svg`; `null`: none. */
  readonly current: PaperBeingPrinted | null;
}

interface PrinterOnBench extends BenchDevice<PrinterCommand, PrinterDockState>, Pick<PrintedPapers, 'picture'> {}

export const PRINTER: BenchKind<PrinterCommand, PrinterOnBench> = {
  commands,
  recorded: ({ printerModel: model }) => ({ driver: 'escpos', model }),
  decoder: (settings) => commandLanguageOf(requirePrinterModel(settings.printerModel)).createDecoder(),
  put(place) {
    const { printer, close } = kept(place);
    const shelf = createPrintedPapers(printer);
    return {
      picture: shelf.picture,
      part: (newest) => partOf(printer, shelf, place.settings.printerModel, newest),
      obey: (command) => obey(printer, command),
      heal() {
        printer.faults.clear();
        printer.closeCover();
        printer.cutterError(false);
        printer.fail(null);
        printer.refill();
      },
      onChange: printer.onChange,
      close,
    };
  },
};

function kept({ wire, clock, settings, memory }: BenchContext) {
  const file = memory<PrinterState>();
  const saved = file.load();
  const printer = createPrinterSimulator({
    wire,
    clock,
    model: requirePrinterModel(settings.printerModel),
    ...(saved ? { saved } : {}),
  });
  let timer: unknown;
  const save = () => {
    timer = undefined;
    file.save(printer.state());
  };
  printer.onChange(() => {
    timer ??= clock.setTimeout(save, ROLL_SAVED_AFTER_MS);
  });
  return {
    printer,
    close() {
      clock.clearTimeout(timer);
      save();
      printer.close();
    },
  };
}

function partOf(printer: PrinterSimulator, shelf: PrintedPapers, model: string, newest: number): PrinterDockState {
  const bits = printer.bits();
  const papers = shelf.papers();
  return {
    model,
    paperWidthMm: printer.current().paperWidthMm,
    paperLeftMm: Math.round(printer.paperLeftMm),
    nearEnd: bits.paperNearEnd && !bits.paperEnd,
    paperOut: bits.paperEnd,
    coverOpen: bits.coverOpen,
    cutterJammed: bits.cutterError,
    error: printer.error,
    printing: printer.printing,
    bytesReceived: printer.bytesReceived,
    bytesWaiting: printer.bytesWaiting,
    armed: armedNames(printer.faults),
    papers: papers.slice(-newest),
    paperCount: papers.length,
    current: shelf.current(),
  };
}

function obey(printer: PrinterSimulator, command: PrinterCommand) {
  switch (command.do) {
    case 'paper':
      return printer.setPaper(command.supply);
    case 'paper-out-after':
      return printer.paperOutAfter(command.mm);
    case 'cover':
      return command.open ? printer.openCover() : printer.closeCover();
    case 'cutter':
      return printer.cutterError(command.jammed);
    case 'fail':
      return printer.fail(command.error);
    case 'refill':
      return printer.refill();
    case 'tear':
      return printer.tear();
    case 'power-cycle':
      return printer.powerCycle();
    case 'arm':
      return armFault(printer.faults, command.fault, command.on);
    default:
      return command satisfies never;
  }
}
