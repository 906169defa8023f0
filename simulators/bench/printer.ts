import * as z from 'zod/mini';
import { languageOf } from '../../drivers/receipt-printer/dialects/language.ts';
import { printerModel } from '../../drivers/receipt-printer/paper/profile.ts';
import type { PrinterFault } from '../receipt-printer/answers.ts';
import { createPrinterSimulator, type PrinterSimulator } from '../receipt-printer/printer.ts';
import type { PrinterError, PrinterState } from '../receipt-printer/sensors.ts';
import {
  armedNames,
  armFault,
  type BenchContext,
  type BenchDevice,
  type BenchKind,
  commandWith,
  plainCommand,
} from './bench-device.ts';
import { membersOf } from './labels.ts';
import { createPaperShelf, type HangingPaper, type PaperShelf, type PaperSummary } from './papers.ts';
import { PAPER_LABELS, PRINTER_ERROR_LABELS, PRINTER_FAULT_LABELS } from './printer-labels.ts';

/** Longest requested paper, in mm: one roll. */
const MAX_PAPER_MM = 80_000;
const ROLL_SAVED_AFTER_MS = 500;

const commands = z.union([
  commandWith('printer', 'paper', { supply: z.enum(membersOf(PAPER_LABELS)) }),
  commandWith('printer', 'paper-out-after', { mm: z.number().check(z.positive(), z.maximum(MAX_PAPER_MM)) }),
  commandWith('printer', 'cover', { open: z.boolean() }),
  commandWith('printer', 'cutter', { jammed: z.boolean() }),
  commandWith('printer', 'fail', { error: z.nullable(z.enum(membersOf(PRINTER_ERROR_LABELS))) }),
  plainCommand('printer', 'refill'),
  plainCommand('printer', 'tear'),
  plainCommand('printer', 'power-cycle'),
  commandWith('printer', 'arm', { fault: z.enum(membersOf(PRINTER_FAULT_LABELS)), on: z.boolean() }),
]);

type PrinterCommand = z.infer<typeof commands>;

export interface PrinterPart {
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
  readonly current: HangingPaper | null;
}

interface PrinterOnBench extends BenchDevice<PrinterCommand, PrinterPart>, Pick<PaperShelf, 'picture'> {}

export const PRINTER: BenchKind<PrinterCommand, PrinterOnBench> = {
  commands,
  recorded: ({ printerModel: model }) => ({ driver: 'escpos', model }),
  decoder: (settings) => languageOf(printerModel(settings.printerModel)).createDecoder(),
  put(place) {
    const { printer, close } = kept(place);
    const shelf = createPaperShelf(printer);
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
    model: printerModel(settings.printerModel),
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

function partOf(printer: PrinterSimulator, shelf: PaperShelf, model: string, newest: number): PrinterPart {
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
