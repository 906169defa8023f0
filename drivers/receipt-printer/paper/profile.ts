import type { ReadPage } from './codepages.ts';
import { MODELS } from './models-data.ts';

export type CodePage = 'cp437' | 'cp857' | 'cp866' | 'cp1251' | 'cp1254';

/**
 * Data of one printer model. All of it differs between makers that call themselves "ESC/POS compatible": none may be a constant in code.
 */
export interface PrinterModel {
  readonly name: string;
  /** Command set. All other fields mean the same in both. */
  readonly language: 'escpos' | 'star';
  /** Letters of font A (12 × 24 dots) per line. */
  readonly columns: number;
  readonly dotsPerLine: number;
  readonly dotsPerInch: 180 | 203;
  /** `dotsPerInch` as whole dots, for pictures of the paper. */
  readonly dotsPerMm: number;
  readonly paperWidthMm: number;
  /** `ESC t` numbers, best page first: if two pages have a letter, the earlier one is used. */
  readonly codePages: Readonly<Partial<Record<CodePage, number>>>;
  /** `ESC t` numbers of pages that only other programs print with. A wrong one costs no letter of ours. */
  readonly readPages: Readonly<Record<number, CodePage | ReadPage>>;
  /** Whether `ESC &` works. If not, a line with a letter of no page is raster. */
  readonly userGlyphs: boolean;
  /** `native`: `GS ( k` works. */
  readonly qr: 'native' | 'raster';
  /** `native`: `GS k 73` works. */
  readonly barcode: 'native' | 'raster';
  readonly cutter: boolean;
  readonly nearEndSensor: boolean;
  /**
   * Whether `DLE DC4 8` clears all buffers in any state, and answers. Many printers refuse `DLE ENQ 2` alone while they are only out of
   * paper.
   */
  readonly clearsBuffer: boolean;
  /** Whether `GS P` can set the unit of `ESC J` and `GS V` to one dot. If not, the unit is one dot by default. */
  readonly setsMotionUnit: boolean;
  /** Dots from line to line at power-on: 1/6 inch, or 30 dots on most clones. */
  readonly lineSpacingDots: number;
  /** From print head to cutter: paper to feed before a cut. */
  readonly headToCutterMm: number;
  readonly printMmPerSecond: number;
  readonly receiveBufferBytes: number;
  /**
   * Fields above that are assumed: in no known table, and not measured. A wrong one costs time or paper, never a letter: a slow motor, a
   * small buffer, raster instead of a command.
   */
  readonly unmeasured: readonly (keyof PrinterModel)[];
}

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

/** Model that is assumed for reading bytes if the model is unknown. */
export const COMMONEST_MODEL = printerModel('epson-tm-t20');

/** Pages of a model with their `ESC t` numbers, best first. */
export function pagesOf(model: PrinterModel): readonly (readonly [CodePage, number])[] {
  return Object.entries(model.codePages) as [CodePage, number][];
}
