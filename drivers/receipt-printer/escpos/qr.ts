import { encode } from 'uqr';
import type { QrCorrection } from './commands.ts';
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

export const QR_CORRECTION: QrCorrection = 'M';

/** Dots of one module for a symbol of `modules` a side. */
export function moduleDots(modules: number, model: PrinterModel): number {
  const fitting = Math.floor((QR_TARGET_MM * model.dotsPerMm) / modules);
  return Math.max(SMALLEST_MODULE_DOTS, Math.min(BIGGEST_MODULE_DOTS, fitting));
}
