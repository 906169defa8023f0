import type { SupervisorTimings } from '../../supervision/supervisor.ts';
import type { PrintTimings } from '../job/job.ts';
import { type ClosablePrinter, createPrinter, type PrinterOptions } from '../job/printer.ts';
import { encodeCommand } from './commands.ts';
import { ESCPOS_SESSION_TIMINGS, EscposSession, type SessionTimings, STATUS_BACK } from './session.ts';

export type EscposTimings = SessionTimings & PrintTimings & SupervisorTimings;
/** Options of `createEscposPrinter`. */
export type EscposPrinterOptions = PrinterOptions<SessionTimings>;

/** Answers in a handshake: to the clearing, and to `DLE EOT 1` to `4`. */
const HANDSHAKE_ANSWERS = 5;

/** Each answer may take its full time; a silent printer ends the handshake at the first missing one. */
const patienceOf = ({ answer, rest, quiet }: SessionTimings): number => HANDSHAKE_ANSWERS * answer + rest + 2 * quiet;

/**
 * A receipt printer that speaks ESC/POS. Throws if the model has another language.
 * If a cable was pulled inside a command, the printer would take the next receipt for the rest of that command. A printer that confirms no
 * clear buffer therefore gets as many zeros as our longest command has bytes. Zeros are white dots in a picture, and have no effect
 * elsewhere. Such a printer then prints the rest of a failed job and answers that job's question. So that this answer does not confirm the
 * next job, a new question follows, then silence for longer than a burst prints.
 */
export function createEscposPrinter(options: EscposPrinterOptions): ClosablePrinter {
  const { clock, model, onDiscarded } = options;
  if (model.language !== 'escpos') throw new Error(`${model.name} does not speak ESC/POS`);
  const timings: SessionTimings = { ...ESCPOS_SESSION_TIMINGS, ...options.timings };
  const patient = { ...options, timings: { patience: patienceOf(timings), ...options.timings } };
  return createPrinter(patient, {
    session: (link) => new EscposSession({ link, clock, model, timings, onDiscarded }),
    encode: encodeCommand,
    statusBack: STATUS_BACK,
  });
}
