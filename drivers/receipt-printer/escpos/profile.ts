/** Single-byte pages we have tables for. */
export type CodePage = 'cp437' | 'cp857' | 'cp866' | 'cp1251' | 'cp1254';

/**
 * One printer model as data. Everything here differs between makers that all say they are "ESC/POS compatible",
 * so none of it may be a constant in code.
 */
export interface PrinterModel {
  readonly name: string;
  /** Letters of font A (12 × 24 dots) on one line. */
  readonly columns: number;
  readonly dotsPerLine: number;
  readonly dotsPerMm: number;
  readonly paperWidthMm: number;
  /** `ESC t` numbers, best page first: the earlier page wins where two hold a letter. */
  readonly codePages: Readonly<Partial<Record<CodePage, number>>>;
  /** `ESC &` works. Where it does not, a line with a letter of no page is printed as raster. */
  readonly userGlyphs: boolean;
  /** `native`: `GS ( k` works. Otherwise the code is printed as raster. */
  readonly qr: 'native' | 'raster';
  readonly cutter: boolean;
  readonly nearEndSensor: boolean;
  /** `DLE DC4 8` clears all buffers whatever the state, and answers. `DLE ENQ 2` alone is refused by many while merely out of paper. */
  readonly clearsBuffer: boolean;
  /** `GS P` may set the unit of `ESC J` and `GS V` to one dot. Where it may not, the unit is one dot from the start. */
  readonly setsMotionUnit: boolean;
  /** Dots from line to line at power-on (1/6 inch, or 30 dots on most clones). */
  readonly lineSpacingDots: number;
  /** From the print head to the cutter: paper that must be fed before the cut may fall. */
  readonly headToCutterMm: number;
  readonly printMmPerSecond: number;
  readonly receiveBufferBytes: number;
}

const EPSON_TM_T20: PrinterModel = {
  name: 'epson-tm-t20',
  columns: 48,
  dotsPerLine: 576,
  dotsPerMm: 8,
  paperWidthMm: 80,
  codePages: { cp857: 13, cp866: 17, cp437: 0, cp1254: 48, cp1251: 46 },
  userGlyphs: true,
  qr: 'native',
  cutter: true,
  nearEndSensor: true,
  clearsBuffer: true,
  setsMotionUnit: true,
  lineSpacingDots: 34,
  headToCutterMm: 14,
  printMmPerSecond: 150,
  receiveBufferBytes: 4_096,
};

/**
 * Code page numbers, dots and columns: receipt-print-hq/escpos-printer-db@fe07c81 `dist/capabilities.json`
 * (TM-T20II, YHD-8390, POS-5890). `DLE DC4 8` on TM-T20 and the lack of `GS P` on small clones: Epson's ESC/POS
 * reference. `userGlyphs` of a clone is to be seen on the unit with a test page; `false` always prints.
 */
export const PRINTER_MODELS = {
  'epson-tm-t20': EPSON_TM_T20,
  'yhd-8390': {
    ...EPSON_TM_T20,
    name: 'yhd-8390',
    codePages: { cp857: 24, cp866: 12, cp1251: 18 },
    clearsBuffer: false,
    lineSpacingDots: 30,
    headToCutterMm: 15,
    printMmPerSecond: 120,
  },
  'pos-5890': {
    ...EPSON_TM_T20,
    name: 'pos-5890',
    columns: 32,
    dotsPerLine: 384,
    paperWidthMm: 58,
    codePages: { cp857: 61, cp866: 59, cp1254: 91, cp1251: 73 },
    userGlyphs: false,
    qr: 'raster',
    cutter: false,
    nearEndSensor: false,
    clearsBuffer: false,
    setsMotionUnit: false,
    lineSpacingDots: 30,
    headToCutterMm: 10,
    printMmPerSecond: 60,
    receiveBufferBytes: 1_024,
  },
} as const satisfies Record<string, PrinterModel>;

export type PrinterModelName = keyof typeof PRINTER_MODELS;

export const isPrinterModelName = (name: string): name is PrinterModelName => Object.hasOwn(PRINTER_MODELS, name);

/** The pages of a model with their `ESC t` numbers, best first. */
export function pagesOf(model: PrinterModel): readonly (readonly [CodePage, number])[] {
  return Object.entries(model.codePages) as [CodePage, number][];
}
