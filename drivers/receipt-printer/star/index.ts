/**
 * Receipt printers that speak StarPRNT, over a serial line or TCP.
 *
 * @packageDocumentation
 */
export type { PrinterBlock, PrinterStatus, PrinterTrouble, Receipt, ReceiptLine, ReceiptPrinter } from '../contract.ts';
export { type DecodedCommand, type DecodedPrinterBytes, decodePrinterBytes } from '../dialects/decode.ts';
export { encodeReceipt } from '../dialects/encode.ts';
export type { PrinterMemory } from '../job/memory.ts';
export type { ClosablePrinter, PrinterOptions } from '../job/printer.ts';
export { PRINTER_MODELS, type PrinterModel } from '../paper/profile.ts';
export { createStarPrinter } from './driver.ts';
