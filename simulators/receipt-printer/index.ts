/**
 * A receipt printer with a roll, a cover, a cutter and a buffer. It speaks ESC/POS or StarPRNT, as its model does.
 *
 * @packageDocumentation
 */
export type { Paper } from '../../drivers/receipt-printer/paper/paper-rows.ts';
export { createPrinterSimulator, type PrinterSimulator, type PrinterSimulatorOptions } from './printer.ts';
export type { PrinterState } from './sensors.ts';
