import { encode } from 'uqr';
import type { QrCorrection } from './command.ts';
import type { PrinterModel } from './profile.ts';

/** Rows of modules, `true` is black, without a quiet zone: the paper around it is white. */
export type QrMatrix = readonly (readonly boolean[])[];

export function qrMatrix(data: string, level: QrCorrection): QrMatrix {
  return encode(data, { ecc: level, border: 0 }).data;
}

/** Modules a side. Which mask is best, most of the work of making a symbol, does not change it. */
export function qrSide(data: string, level: QrCorrection): number {
  return encode(data, { ecc: level, border: 0, maskPattern: 0 }).data.length;
}

/** Big enough to be read by an old phone, small enough to leave white at both sides. */
const QR_TARGET_MM = 26;
/** Below 3 dots (0.38 mm) heat spreads a module into its neighbour. */
const SMALLEST_MODULE_DOTS = 3;
const BIGGEST_MODULE_DOTS = 8;

/** Data of one symbol that is printed with the usual correction; longer ones are raster anyway. */
export const USUAL_QR_BYTES = 400;

/** A symbol of 125 modules of 3 dots at the lowest correction: the largest that fits the 384 dots of 58 mm paper. */
export const MOST_QR_BYTES = 1_465;

/**
 * A long symbol gets the lowest correction: at M one of 1,100 bytes has 125 modules a side instead of 113, and what more it
 * could mend would be lost by the next version not fitting 384 dots at all.
 */
export const qrCorrection = (bytes: number): QrCorrection => (bytes > USUAL_QR_BYTES ? 'L' : 'M');

/** Dots of one module for a symbol of `modules` a side. */
export function moduleDots(modules: number, model: PrinterModel): number {
  const fitting = Math.floor((QR_TARGET_MM * model.dotsPerMm) / modules);
  return Math.max(SMALLEST_MODULE_DOTS, Math.min(BIGGEST_MODULE_DOTS, fitting));
}
