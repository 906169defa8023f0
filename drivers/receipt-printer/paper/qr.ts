import { encode } from 'uqr';
import type { QrCorrection } from './command.ts';
import type { PrinterModel } from './profile.ts';

/** `true` is black. No quiet zone: the paper around is white. */
export type QrMatrix = readonly (readonly boolean[])[];

export function qrMatrix(data: string, level: QrCorrection): QrMatrix {
  return encode(data, { ecc: level, border: 0 }).data;
}

/** Modules per side. Skips the choice of the best mask, which is most of the work and does not change the size. */
export function qrModulesPerSide(data: string, level: QrCorrection): number {
  return encode(data, { ecc: level, border: 0, maskPattern: 0 }).data.length;
}

const QR_TARGET_MM = 26;
const SMALLEST_MODULE_DOTS = 3;
const BIGGEST_MODULE_DOTS = 8;

/** Most bytes with the usual correction. Longer codes are raster. */
export const USUAL_QR_BYTES = 400;

/** 125 modules of 3 dots, lowest correction: the most on 384 dots, 58 mm paper. */
export const MOST_QR_BYTES = 1_465;

/**
 * Long codes get the lowest correction. At M, 1,100 bytes have 125 modules per side instead of 113, and the next version would not fit 384
 * dots at all.
 */
export const qrCorrection = (bytes: number): QrCorrection => (bytes > USUAL_QR_BYTES ? 'L' : 'M');

/**
 * Dots per module for a symbol with `modules` per side. The code is so large that an old phone can read it, and so small that both sides
 * stay white. Below 3 dots (0.38 mm), heat spreads a module into its neighbour.
 */
export function dotsPerQrModule(modules: number, model: PrinterModel): number {
  const fitting = Math.floor((QR_TARGET_MM * model.dotsPerMm) / modules);
  return Math.max(SMALLEST_MODULE_DOTS, Math.min(BIGGEST_MODULE_DOTS, fitting));
}
