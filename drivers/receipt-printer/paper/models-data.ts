import type { PrinterModel } from './profile.ts';
import {
  CT_S651_PAGES,
  EPSON_PAGES,
  KR_306_PAGES,
  MC_PRINT_PAGES,
  POS_5890_PAGES,
  RP326_PAGES,
  YHD_PAGES,
} from './read-pages.ts';

/*
 * Code page numbers, columns, dots and knives: receipt-print-hq/escpos-printer-db, `data/profile/*.yml` (the profile is
 * named at each model). `DLE DC4 8` and `GS P` on Epson's printers: Epson's ESC/POS reference. `userGlyphs` of a clone is
 * to be seen on the unit with a test page; `false` always prints.
 */

/** What no table tells about a clone. */
const MECHANICS = [
  'lineSpacingDots',
  'headToCutterMm',
  'printMmPerSecond',
  'receiveBufferBytes',
  'nearEndSensor',
] as const satisfies readonly (keyof PrinterModel)[];

/** Profile TM-T20II. */
const EPSON_TM_T20: PrinterModel = {
  name: 'epson-tm-t20',
  language: 'escpos',
  columns: 48,
  dotsPerLine: 576,
  dotsPerInch: 203,
  dotsPerMm: 8,
  paperWidthMm: 80,
  codePages: { cp857: 13, cp866: 17, cp437: 0, cp1254: 48, cp1251: 46 },
  readPages: EPSON_PAGES,
  userGlyphs: true,
  qr: 'native',
  barcode: 'native',
  cutter: true,
  nearEndSensor: true,
  clearsBuffer: true,
  setsMotionUnit: true,
  lineSpacingDots: 34,
  headToCutterMm: 14,
  printMmPerSecond: 150,
  receiveBufferBytes: 4_096,
  unmeasured: ['headToCutterMm', 'printMmPerSecond'],
};

/** Profile TM-T88V: 180 dots an inch, 42 columns. Its memory switch may make the receive buffer 45 bytes: leave it at 4 kB. */
const EPSON_TM_T88V: PrinterModel = {
  ...EPSON_TM_T20,
  name: 'epson-tm-t88v',
  columns: 42,
  dotsPerLine: 512,
  dotsPerInch: 180,
  dotsPerMm: 7,
  lineSpacingDots: 30,
};

/** Profile YHD-8390: partial cut only. It says that pages may change by the maker's software alone. */
const YHD_8390: PrinterModel = {
  ...EPSON_TM_T20,
  name: 'yhd-8390',
  codePages: { cp857: 24, cp866: 12, cp1251: 18 },
  readPages: YHD_PAGES,
  clearsBuffer: false,
  lineSpacingDots: 30,
  headToCutterMm: 15,
  printMmPerSecond: 120,
  unmeasured: [...MECHANICS, 'userGlyphs', 'clearsBuffer', 'setsMotionUnit'],
};

/** Profile POS-5890, the 58 mm printer of many names. */
const POS_5890: PrinterModel = {
  ...YHD_8390,
  name: 'pos-5890',
  columns: 32,
  dotsPerLine: 384,
  paperWidthMm: 58,
  codePages: { cp857: 61, cp866: 59, cp1254: 91, cp1251: 73 },
  readPages: POS_5890_PAGES,
  userGlyphs: false,
  qr: 'raster',
  barcode: 'raster',
  cutter: false,
  nearEndSensor: false,
  setsMotionUnit: false,
  headToCutterMm: 10,
  printMmPerSecond: 60,
  receiveBufferBytes: 1_024,
  unmeasured: [...MECHANICS, 'userGlyphs', 'qr', 'barcode', 'clearsBuffer', 'setsMotionUnit'],
};

/** A clone of 80 mm of which a table tells the pages: everything that a clone may lack is taken as lacking. */
const CLONE_80: PrinterModel = {
  ...YHD_8390,
  userGlyphs: false,
  setsMotionUnit: false,
  nearEndSensor: false,
  receiveBufferBytes: 2_048,
  printMmPerSecond: 100,
};

export const PRINTER_MODELS = {
  'epson-tm-t20': EPSON_TM_T20,
  'epson-tm-t88v': EPSON_TM_T88V,
  'yhd-8390': YHD_8390,
  'pos-5890': POS_5890,
  /** Profile NT-5890K: the pages of POS-5890. */
  'netum-nt-5890k': { ...POS_5890, name: 'netum-nt-5890k' },
  /** Profile RP326, which tells no width: that of its kind is assumed. */
  'rongta-rp326': {
    ...CLONE_80,
    name: 'rongta-rp326',
    codePages: { cp857: 29, cp866: 7, cp437: 0, cp1254: 32, cp1251: 6 },
    readPages: RP326_PAGES,
    unmeasured: [...CLONE_80.unmeasured, 'columns', 'dotsPerLine', 'paperWidthMm', 'cutter'],
  },
  /** Profile CT-S651; of its 640 dots the 576 of 48 columns are used. */
  'citizen-ct-s651': {
    ...CLONE_80,
    name: 'citizen-ct-s651',
    codePages: { cp857: 13, cp866: 17, cp437: 0, cp1254: 48, cp1251: 46 },
    readPages: CT_S651_PAGES,
  },
  /** Profile KR-306, which tells its speed. */
  'kefar-kr-306': {
    ...CLONE_80,
    name: 'kefar-kr-306',
    codePages: { cp857: 39, cp866: 37, cp437: 0, cp1251: 51 },
    readPages: KR_306_PAGES,
    printMmPerSecond: 200,
    unmeasured: CLONE_80.unmeasured.filter((field) => field !== 'printMmPerSecond'),
  },
  /** Profile mcPrint (StarPRNT command specifications 2.40); its width is that of the 80 mm model. */
  'star-mc-print3': {
    ...CLONE_80,
    name: 'star-mc-print3',
    language: 'star',
    codePages: { cp857: 12, cp866: 10, cp437: 1, cp1251: 34 },
    readPages: MC_PRINT_PAGES,
    barcode: 'raster',
    nearEndSensor: true,
    lineSpacingDots: 32,
    unmeasured: [...CLONE_80.unmeasured, 'columns', 'dotsPerLine', 'paperWidthMm'],
  },
} as const satisfies Record<string, PrinterModel>;
