import type { SupervisorTimings } from '../../supervision/supervisor.ts';
import type { PrintTimings } from '../job/job.ts';
import { type ClosablePrinter, createPrinter, type PrinterOptions } from '../job/printer.ts';
import { encodeCommand } from './commands.ts';
import { EscposSession, SESSION_TIMINGS, type SessionTimings, STATUS_BACK } from './session.ts';

export type EscposTimings = SessionTimings & PrintTimings & SupervisorTimings;
/** What a driver of ESC/POS needs. */
export type EscposPrinterOptions = PrinterOptions<SessionTimings>;

/** A receipt printer that speaks ESC/POS. Throws when the model speaks something else. */
export function createEscposPrinter(options: EscposPrinterOptions): ClosablePrinter {
  const { clock, model, onDiscarded } = options;
  if (model.language !== 'escpos') throw new Error(`${model.name} does not speak ESC/POS`);
  const timings: SessionTimings = { ...SESSION_TIMINGS, ...options.timings };
  return createPrinter(options, {
    session: (link) => new EscposSession({ link, clock, model, timings, onDiscarded }),
    encode: encodeCommand,
    statusBack: STATUS_BACK,
  });
}
