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
 * Page numbers, columns, dots, codes, cutters: receipt-print-hq/escpos-printer-db, `data/profile/*.yml`. `DLE DC4 8` and `GS P`: Epson's
 * ESC/POS reference. A test page shows whether a clone has `userGlyphs`.
 */

const MM_PER_INCH = 25.4;

type Template = Omit<PrinterModel, 'name' | 'language' | 'dotsPerMm' | 'codePages' | 'readPages' | 'unmeasured'>;
type Row = Partial<Template> & Omit<PrinterModel, keyof Template | 'dotsPerMm' | 'unmeasured'>;

/** `unmeasured`: fields from the template. */
function modelOf(template: Template, row: Row): PrinterModel {
  const unmeasured = (Object.keys(template) as (keyof Template)[]).filter((field) => !Object.hasOwn(row, field));
  const known = { ...template, ...row };
  return { ...known, dotsPerMm: Math.round(known.dotsPerInch / MM_PER_INCH), unmeasured };
}

/** An unknown 80 mm printer, without features that a clone may lack. */
const GENERIC_80MM: Template = {
  columns: 48,
  dotsPerLine: 576,
  dotsPerInch: 203,
  paperWidthMm: 80,
  userGlyphs: false,
  qr: 'raster',
  barcode: 'raster',
  cutter: true,
  nearEndSensor: false,
  clearsBuffer: false,
  setsMotionUnit: false,
  lineSpacingDots: 30,
  headToCutterMm: 15,
  printMmPerSecond: 100,
  receiveBufferBytes: 2_048,
};

const GENERIC_58MM: Template = {
  ...GENERIC_80MM,
  columns: 32,
  dotsPerLine: 384,
  paperWidthMm: 58,
  cutter: false,
  headToCutterMm: 10,
  printMmPerSecond: 60,
  receiveBufferBytes: 1_024,
};

/** Epson with assumed mechanics: no table has them. */
const EPSON_80MM: Template = { ...GENERIC_80MM, headToCutterMm: 14, printMmPerSecond: 150 };

/** Fields of all TM printers for 80 mm (Epson's reference). */
const EPSON_TM = {
  language: 'escpos',
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
  receiveBufferBytes: 4_096,
} as const;

const POS_5890_CODE_PAGES = { cp857: 61, cp866: 59, cp1254: 91, cp1251: 73 };

export const MODELS: readonly PrinterModel[] = [
  /** Profile TM-T20II. */
  modelOf(EPSON_80MM, {
    ...EPSON_TM,
    name: 'epson-tm-t20',
    columns: 48,
    dotsPerLine: 576,
    dotsPerInch: 203,
    lineSpacingDots: 34,
  }),
  /** Profile TM-T88V: 180 dpi, 42 columns. A memory switch makes the buffer 45 bytes: leave it at 4 kB. */
  modelOf(EPSON_80MM, {
    ...EPSON_TM,
    name: 'epson-tm-t88v',
    columns: 42,
    dotsPerLine: 512,
    dotsPerInch: 180,
    lineSpacingDots: 30,
  }),
  /** Profile YHD-8390: only partial cut; 48 columns use 576 of 640 dots. Code pages: by the maker's software. */
  modelOf(
    // Assumed as an Epson, until a test page shows more.
    {
      ...GENERIC_80MM,
      userGlyphs: true,
      nearEndSensor: true,
      setsMotionUnit: true,
      printMmPerSecond: 120,
      receiveBufferBytes: 4_096,
    },
    {
      name: 'yhd-8390',
      language: 'escpos',
      columns: 48,
      dotsPerLine: 576,
      dotsPerInch: 203,
      paperWidthMm: 80,
      codePages: { cp857: 24, cp866: 12, cp1251: 18 },
      readPages: YHD_PAGES,
      qr: 'native',
      barcode: 'native',
      cutter: true,
    },
  ),
  /** Profile POS-5890, 58 mm, of many names. */
  modelOf(GENERIC_58MM, {
    name: 'pos-5890',
    language: 'escpos',
    paperWidthMm: 58,
    codePages: POS_5890_CODE_PAGES,
    readPages: POS_5890_PAGES,
    cutter: false,
  }),
  /** Profile NT-5890K, pages of POS-5890. */
  modelOf(GENERIC_58MM, {
    name: 'netum-nt-5890k',
    language: 'escpos',
    columns: 32,
    dotsPerLine: 384,
    paperWidthMm: 58,
    codePages: POS_5890_CODE_PAGES,
    readPages: POS_5890_PAGES,
    cutter: false,
  }),
  /** Profile RP326, only code pages. */
  modelOf(GENERIC_80MM, {
    name: 'rongta-rp326',
    language: 'escpos',
    codePages: { cp857: 29, cp866: 7, cp437: 0, cp1254: 32, cp1251: 6 },
    readPages: RP326_PAGES,
  }),
  /** Profile CT-S651; 48 columns use 576 of 640 dots. */
  modelOf(GENERIC_80MM, {
    name: 'citizen-ct-s651',
    language: 'escpos',
    columns: 48,
    dotsPerLine: 576,
    paperWidthMm: 80,
    codePages: { cp857: 13, cp866: 17, cp437: 0, cp1254: 48, cp1251: 46 },
    readPages: CT_S651_PAGES,
    qr: 'native',
    barcode: 'native',
    cutter: true,
  }),
  /** Profile KR-306, with speed, and 576 dots on 72 mm. */
  modelOf(GENERIC_80MM, {
    name: 'kefar-kr-306',
    language: 'escpos',
    columns: 48,
    dotsPerLine: 576,
    dotsPerInch: 203,
    codePages: { cp857: 39, cp866: 37, cp437: 0, cp1251: 51 },
    readPages: KR_306_PAGES,
    qr: 'native',
    barcode: 'native',
    cutter: true,
    printMmPerSecond: 200,
  }),
  /** Profile mcPrint, 80 mm (QR: StarPRNT command specifications 2.40). */
  modelOf(
    { ...GENERIC_80MM, nearEndSensor: true, lineSpacingDots: 32 },
    {
      name: 'star-mc-print3',
      language: 'star',
      codePages: { cp857: 12, cp866: 10, cp437: 1, cp1251: 34 },
      readPages: MC_PRINT_PAGES,
      qr: 'native',
    },
  ),
];
