import type { ReadPage } from './codepages.ts';
import { MODELS } from './models-data.ts';

export type CodePage = 'cp437' | 'cp857' | 'cp866' | 'cp1251' | 'cp1254';

/** Data of a model: makers differ in all of it. */
export interface PrinterModel {
  readonly name: string;
  /** Command language. */
  readonly language: 'escpos' | 'star';
  /** Letters of font A (12 × 24 dots) per line. */
  readonly columns: number;
  readonly dotsPerLine: number;
  readonly dotsPerInch: 180 | 203;
  /** `dotsPerInch` in whole dots per mm. */
  readonly dotsPerMm: number;
  readonly paperWidthMm: number;
  /** `ESC t` numbers of pages, best page first. */
  readonly codePages: Readonly<Partial<Record<CodePage, number>>>;
  /** `ESC t` numbers of pages that only other programs use; a wrong number costs us no letter. */
  readonly readPages: Readonly<Record<number, CodePage | ReadPage>>;
  /** Whether `ESC &` works. If not, a line with a letter of no page is raster. */
  readonly userGlyphs: boolean;
  /** `native`: `GS ( k` works. */
  readonly qr: 'native' | 'raster';
  /** `native`: `GS k 73` works. */
  readonly barcode: 'native' | 'raster';
  readonly cutter: boolean;
  readonly nearEndSensor: boolean;
  /** Whether `DLE DC4 8` clears all buffers in any state, and answers. Many refuse `DLE ENQ 2` when out of paper. */
  readonly clearsBuffer: boolean;
  /** Whether `GS P` can make the unit of `ESC J` and `GS V` one dot. If not, it is one dot by default. */
  readonly setsMotionUnit: boolean;
  /** Line spacing at power-on, in dots: 1/6 inch, or 30 dots on most clones. */
  readonly lineSpacingDots: number;
  /** From the print head to the knife. */
  readonly headToCutterMm: number;
  readonly printMmPerSecond: number;
  readonly receiveBufferBytes: number;
  /** Assumed, not measured. A wrong value costs time or paper, never a letter. */
  readonly unmeasured: readonly (keyof PrinterModel)[];
}

/** Known models by name. */
export const PRINTER_MODELS: Readonly<Record<string, PrinterModel>> = Object.fromEntries(
  MODELS.map((model) => [model.name, model]),
);

export const findPrinterModel = (name: string): PrinterModel | undefined => MODELS.find((model) => model.name === name);

/** Throws if there is no such model. */
export function requirePrinterModel(name: string): PrinterModel {
  const model = findPrinterModel(name);
  if (!model) throw new Error(`no printer model ${name}`);
  return model;
}

/** Model assumed for bytes of an unknown model. */
export const ASSUMED_PRINTER_MODEL = requirePrinterModel('epson-tm-t20');

/** Pages of a model with their `ESC t` numbers, best first. */
export function codePagesOf(model: PrinterModel): readonly (readonly [CodePage, number])[] {
  return Object.entries(model.codePages) as [CodePage, number][];
}
