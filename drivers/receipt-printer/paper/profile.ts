import type { ReadPage } from './codepages.ts';
import { MODELS } from './models-data.ts';

/** Single-byte pages that receipts are written in. */
export type CodePage = 'cp437' | 'cp857' | 'cp866' | 'cp1251' | 'cp1254';

/**
 * One printer model as data. Everything here differs between makers that all say they are "ESC/POS compatible",
 * so none of it may be a constant in code.
 */
export interface PrinterModel {
  readonly name: string;
  /** The command set; everything else here means the same in both. */
  readonly language: 'escpos' | 'star';
  /** Letters of font A (12 × 24 dots) on one line. */
  readonly columns: number;
  readonly dotsPerLine: number;
  readonly dotsPerInch: 180 | 203;
  /** `dotsPerInch` in whole dots, as pictures of the paper are drawn. */
  readonly dotsPerMm: number;
  readonly paperWidthMm: number;
  /** `ESC t` numbers, best page first: the earlier page wins where two hold a letter. */
  readonly codePages: Readonly<Partial<Record<CodePage, number>>>;
  /** `ESC t` numbers of the pages that others print with. Nothing is written in them, so a wrong one costs no letter of ours. */
  readonly readPages: Readonly<Record<number, CodePage | ReadPage>>;
  /** `ESC &` works. Where it does not, a line with a letter of no page is printed as raster. */
  readonly userGlyphs: boolean;
  /** `native`: `GS ( k` works. Otherwise the code is printed as raster. */
  readonly qr: 'native' | 'raster';
  /** `native`: `GS k 73` works. Otherwise the bars are printed as raster. */
  readonly barcode: 'native' | 'raster';
  readonly cutter: boolean;
  readonly nearEndSensor: boolean;
  /** `DLE DC4 8` clears all buffers in any state, and answers. Many refuse `DLE ENQ 2` alone while they are merely out of paper. */
  readonly clearsBuffer: boolean;
  /** `GS P` may set the unit of `ESC J` and `GS V` to one dot. Where it may not, the unit is one dot from the start. */
  readonly setsMotionUnit: boolean;
  /** Dots from line to line at power-on (1/6 inch, or 30 dots on most clones). */
  readonly lineSpacingDots: number;
  /** From the print head to the cutter: paper that must be fed before the cut may fall. */
  readonly headToCutterMm: number;
  readonly printMmPerSecond: number;
  readonly receiveBufferBytes: number;
  /**
   * The members above that are assumptions: they are in no table that we know of, and were measured on no unit. Each is chosen so that a
   * wrong one costs time or paper, never a letter: a slow motor, a small buffer, raster instead of a command.
   */
  readonly unmeasured: readonly (keyof PrinterModel)[];
}

/** The models that are known, by their names. */
export const PRINTER_MODELS: Readonly<Record<string, PrinterModel>> = Object.fromEntries(
  MODELS.map((model) => [model.name, model]),
);

export const findPrinterModel = (name: string): PrinterModel | undefined => MODELS.find((model) => model.name === name);

/** Throws if there is no such model. */
export function printerModel(name: string): PrinterModel {
  const model = findPrinterModel(name);
  if (!model) throw new Error(`no printer model ${name}`);
  return model;
}

/** The model that is assumed if the model of a printer is not known, for reading the printer's bytes. */
export const COMMONEST_MODEL = printerModel('epson-tm-t20');

/** The pages of a model with their `ESC t` numbers, best first. */
export function pagesOf(model: PrinterModel): readonly (readonly [CodePage, number])[] {
  return Object.entries(model.codePages) as [CodePage, number][];
}
