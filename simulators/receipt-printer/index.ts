/**
 * A receipt printer with roll, cover, cutter and buffer: ESC/POS or StarPRNT, by model.
 *
 * @packageDocumentation
 */
export type { Paper } from '../../drivers/receipt-printer/paper/paper-rows.ts';
export { createPrinterSimulator, type PrinterSimulator, type PrinterSimulatorOptions } from './printer.ts';
export type { PrinterState } from './sensors.ts';
