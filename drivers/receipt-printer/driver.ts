import { createEscposPrinter } from './escpos/driver.ts';
import type { SessionTimings } from './escpos/session.ts';
import type { ClosablePrinter, PrinterOptions } from './job/printer.ts';
import { createStarPrinter } from './star/driver.ts';

/** A receipt printer in the language of its model. */
export function createReceiptPrinter(options: PrinterOptions<SessionTimings>): ClosablePrinter {
  return options.model.language === 'star' ? createStarPrinter(options) : createEscposPrinter(options);
}
