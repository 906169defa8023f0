/**
 * Receipt printers that speak ESC/POS, over a serial line or TCP. They print any letter of Azerbaijani, Russian and English with any set of
 * code pages.
 *
 * @packageDocumentation
 */
export type { PrinterBlock, PrinterStatus, PrinterTrouble, Receipt, ReceiptLine, ReceiptPrinter } from '../contract.ts';
export { type DecodedCommand, type DecodedPrinterBytes, decodePrinterBytes } from '../dialects/decode.ts';
export { encodeReceipt } from '../dialects/encode.ts';
export type { PrinterMemory } from '../job/memory.ts';
export type { ClosablePrinter } from '../job/printer.ts';
export { PRINTER_MODELS, type PrinterModel } from '../paper/profile.ts';
export { createEscposPrinter, type EscposPrinterOptions } from './driver.ts';
