import { createEscposPrinter } from '../receipt-printer/escpos/driver.ts';
import type { SessionTimings } from '../receipt-printer/escpos/session.ts';
import type { ClosablePrinter, PrinterOptions } from '../receipt-printer/job/printer.ts';
import { createStarPrinter } from '../receipt-printer/star/driver.ts';

/** Creates the driver for the printer language of the model. */
export function createReceiptPrinter(options: PrinterOptions<SessionTimings>): ClosablePrinter {
  return options.model.language === 'star' ? createStarPrinter(options) : createEscposPrinter(options);
}
