import type { LineTimings } from '../job/line.ts';
import { type ClosablePrinter, createPrinter, type PrinterOptions } from '../job/printer.ts';
import { encodeStarCommand } from './commands.ts';
import { STAR_STATUS_BACK, STAR_TIMINGS, StarSession } from './session.ts';

/**
 * A receipt printer that speaks StarPRNT. Throws if the model has another language.
 * The status comes whole, so questions need no order. The ETB counter shows which question the printer reached. Unlike ESC/POS, a
 * connection does not clear the buffer: `ESC ACK CAN` restarts the printer, and drops an Ethernet connection. Small bursts and the void
 * slip replace the clearing. Only a failed job is followed by a reset.
 * The rest of a failed job may have an ETB that would count for the next job. So the counter goes to zero, then to a number that such a
 * rest cannot reach. At that number, everything before is printed.
 */
export function createStarPrinter(options: PrinterOptions<LineTimings>): ClosablePrinter {
  const { clock, model, onDiscarded } = options;
  if (model.language !== 'star') throw new Error(`${model.name} does not speak StarPRNT`);
  const timings: LineTimings = { ...STAR_TIMINGS, ...options.timings };
  return createPrinter(options, {
    session: (link) => new StarSession({ link, clock, timings, onDiscarded }),
    encode: encodeStarCommand,
    statusBack: STAR_STATUS_BACK,
  });
}
