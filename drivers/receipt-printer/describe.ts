import type { WireDecoder } from '../link/wire-line.ts';
import { createEscposDecoder } from './escpos/describe.ts';
import type { PrinterModel } from './paper/profile.ts';
import { createStarDecoder } from './star/describe.ts';

/** The wire of a printer in words, in the language of its model. */
export const createPrinterDecoder = (model: PrinterModel): WireDecoder =>
  model.language === 'star' ? createStarDecoder() : createEscposDecoder();
