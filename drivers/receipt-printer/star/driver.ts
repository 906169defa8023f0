import type { LineTimings } from '../job/line.ts';
import { type ClosablePrinter, createPrinter, type PrinterOptions } from '../job/printer.ts';
import { encodeStarCommand } from './commands.ts';
import { STAR_STATUS_BACK, STAR_TIMINGS, StarSession } from './session.ts';

/** A receipt printer that speaks StarPRNT. Throws if the model has another language. */
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
