import { latin1Text } from '../../bytes.ts';
import { type BarcodeBars, encodeBars, SYMBOLOGIES, type Symbology } from './bars.ts';
import { CR, DLE, ESC, FS, GS, HT } from './control-codes.ts';
import { blacken, blankDots, type Dots, scaleDots } from './dots.ts';
import type { Pdf417Settings } from './pdf417.ts';

/** Effect on paper of commands that are never sent here. `units`: motion units. */
export type PaperEffect =
  | { readonly does: 'nothing' }
  | { readonly does: 'tab' }
  | { readonly does: 'erase-line' }
  | { readonly does: 'end-line' }
  | { readonly does: 'tab-stops'; readonly columns: readonly number[] }
  /** `ESC $` moves from the left margin, `ESC \` from the current position. */
  | { readonly does: 'move'; readonly units: number; readonly from: 'margin' | 'here' }
  | { readonly does: 'style'; readonly style: StyleChange }
  | { readonly does: 'letter-space'; readonly units: number }
  | { readonly does: 'left-margin'; readonly units: number }
  | { readonly does: 'area-width'; readonly units: number }
  /** From the left edge of the print head; `area-width` counts from the left margin. */
  | { readonly does: 'right-margin'; readonly units: number }
  | { readonly does: 'picture'; readonly dots: Dots }
  | { readonly does: 'store'; readonly as: PictureStore; readonly dots: Dots }
  | { readonly does: 'print-stored'; readonly as: PictureStore; readonly scaleX: number; readonly scaleY: number }
  | { readonly does: 'pdf417'; readonly setting: Partial<Pdf417Settings> }
  | { readonly does: 'print-pdf417' }
  /** `look`: settings inside the command; absent: current settings. */
  | { readonly does: 'bars'; readonly bars: PrintedBars; readonly look?: BarcodeStyle };

export type PrintedBars = Omit<BarcodeBars, 'symbology'> & { readonly symbology: 'CODE128' | Symbology };

export interface BarcodeStyle {
  readonly heightDots: number;
  readonly moduleDots: number;
  readonly text: number;
}

/** Memory of a picture. `GS ( L`: print buffer. `GS *`: downloads. */
export type PictureStore = 'graphics' | 'download';

export interface StyleChange {
  readonly bold?: boolean;
  readonly inverse?: boolean;
  readonly underline?: number;
  readonly font?: 'A' | 'B';
  readonly width?: number;
  readonly height?: number;
}

export const NO_EFFECT: PaperEffect = { does: 'nothing' };

/**
 * Effect on paper of a command that is never sent here. `undefined`: the length of the command is known, but its effect cannot be drawn.
 * Commands without effect. ESC: pulses, sensors, peripherals, one-way printing. GS: smoothing, font below bars, counter settings, paper
 * sensors and the like. FS: Kanji settings (only `FS &` draws Kanji), writing to memory. `GS ( x`: settings, answers, order of two colours,
 * print density. A PDF417 setting out of range has no effect.
 */
export function escposEffectOf(bytes: Uint8Array): PaperEffect | undefined {
  const [first, name = 0] = bytes;
  switch (first) {
    case HT:
      return { does: 'tab' };
    case CR:
    case DLE:
      return NO_EFFECT;
    case ESC:
      return escEffect(name, bytes);
    case GS:
      return gsEffect(name, bytes);
    case FS:
      return QUIET_FS.includes(name) ? NO_EFFECT : undefined;
    default:
      return undefined;
  }
}

const QUIET_ESC: readonly number[] = [0x3d, 0x3f, 0x53, 0x55, 0x63, 0x70, 0x75, 0x76];
const QUIET_GS: readonly number[] = [0x43, 0x45, 0x62, 0x63, 0x66];
const QUIET_FS: readonly number[] = [0x21, 0x28, 0x2d, 0x32, 0x3f, 0x43, 0x53, 0x57, 0x67, 0x71];
const QUIET_GROUPS: readonly number[] = Array.from('DEGHKMNPQV', (letter) => letter.charCodeAt(0));

export const readWord = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
export const toSignedWord = (value: number): number => (value >= 0x8000 ? value - 0x10000 : value);
const digit = (n = 0): number => (n >= 0x30 ? n - 0x30 : n);
const isOn = (n = 0): boolean => (n & 1) === 1;

function escEffect(name: number, bytes: Uint8Array): PaperEffect | undefined {
  const n = bytes[2];
  switch (name) {
    case 0x20:
      return { does: 'letter-space', units: n ?? 0 };
    case 0x24:
      return { does: 'move', units: readWord(bytes, 2), from: 'margin' };
    case 0x5c:
      return { does: 'move', units: toSignedWord(readWord(bytes, 2)), from: 'here' };
    case 0x28:
      // `ESC ( A`: buzzer.
      return bytes[2] === 0x41 ? NO_EFFECT : undefined;
    case 0x2a:
      return columnPicture(bytes);
    case 0x2d:
      return { does: 'style', style: { underline: Math.min(2, digit(n)) } };
    case 0x44:
      return { does: 'tab-stops', columns: [...bytes.subarray(2, -1)] };
    case 0x47:
      return { does: 'style', style: { bold: isOn(n) } };
    case 0x4d:
      return { does: 'style', style: { font: digit(n) === 0 ? 'A' : 'B' } };
    // Second colour, turned letters, upside down: only *off* is drawn.
    case 0x56:
    case 0x72:
    case 0x7b:
      return digit(n) === 0 ? NO_EFFECT : undefined;
    default:
      return QUIET_ESC.includes(name) ? NO_EFFECT : undefined;
  }
}

function gsEffect(name: number, bytes: Uint8Array): PaperEffect | undefined {
  switch (name) {
    case 0x28:
      return groupEffect(bytes);
    case 0x38:
      return bytes[2] === LETTER_L ? graphicsEffect(bytes.subarray(7)) : undefined;
    case 0x2a:
      return downloaded(bytes);
    case 0x2f: {
      const mode = digit(bytes[2]);
      return { does: 'print-stored', as: 'download', scaleX: (mode & 1) + 1, scaleY: (mode >> 1) + 1 };
    }
    case 0x42:
      return { does: 'style', style: { inverse: isOn(bytes[2]) } };
    case 0x4c:
      return { does: 'left-margin', units: readWord(bytes, 2) };
    case 0x54: {
      // 0 or its digit erases the line, 1 prints it [TM-T90 specification, GS T].
      const how = digit(bytes[2]);
      if (how > 1) return NO_EFFECT;
      return { does: how === 0 ? 'erase-line' : 'end-line' };
    }
    case 0x57:
      return { does: 'area-width', units: readWord(bytes, 2) };
    case 0x6b:
      return barsEffect(bytes);
    default:
      return QUIET_GS.includes(name) ? NO_EFFECT : undefined;
  }
}

const LETTER_L = 0x4c;
const SYMBOL_GROUP = 0x6b;
const PDF417 = 0x30;
const SYMBOL_STORE = 0x50;

/** `GS ( x pL pH …`. Reports the content of symbols that cannot be drawn. */
function groupEffect(bytes: Uint8Array): PaperEffect | undefined {
  const group = bytes[2] ?? 0;
  if (group === LETTER_L) return graphicsEffect(bytes.subarray(5));
  if (group === SYMBOL_GROUP && bytes[5] === PDF417) return pdf417Effect(bytes.subarray(6));
  if (group === SYMBOL_GROUP) return bytes[6] === SYMBOL_STORE ? undefined : NO_EFFECT;
  return QUIET_GROUPS.includes(group) ? NO_EFFECT : undefined;
}

function pdf417Effect(params: Uint8Array): PaperEffect {
  const [fn, n = 0, more = 0] = params;
  const setting = (change: Partial<Pdf417Settings>, isValid = true): PaperEffect =>
    isValid ? { does: 'pdf417', setting: change } : NO_EFFECT;
  switch (fn) {
    case 0x41:
      return setting({ columns: n }, n <= 30);
    case 0x42:
      return setting({ rows: n }, n === 0 || (n >= 3 && n <= 90));
    case 0x43:
      return setting({ moduleDots: n }, n >= 2 && n <= 8);
    case 0x44:
      return setting({ rowModules: n }, n >= 2 && n <= 8);
    case 0x45:
      if (digit(n) === 0) return setting({ correction: { level: digit(more) } }, digit(more) <= 8);
      return setting({ correction: { tenths: more } }, more >= 1 && more <= 40);
    case 0x46:
      return setting({ truncated: isOn(n) });
    case SYMBOL_STORE:
      return setting({ data: params.slice(2) });
    case 0x51:
      return { does: 'print-pdf417' };
    default:
      return NO_EFFECT;
  }
}

/** Dot height in pictures of eight rows: 60 per inch instead of 180 (`ESC *`). */
export const EIGHT_ROW_DOT_HEIGHT = 3;

/** `ESC * m nL nH d…`: columns of one or three bytes; `m`: density. */
function columnPicture(bytes: Uint8Array): PaperEffect {
  const mode = bytes[2] ?? 0;
  const isTall = mode >= 32;
  const columnBytes = isTall ? 3 : 1;
  const scaleX = (mode & 1) === 0 ? 2 : 1;
  const dots = dotsFromColumns(bytes.subarray(5), readWord(bytes, 3), columnBytes);
  return { does: 'picture', dots: scaleDots(dots, scaleX, isTall ? 1 : EIGHT_ROW_DOT_HEIGHT) };
}

/** Columns of `columnBytes` bytes; the top dot is the highest bit. */
export function dotsFromColumns(data: Uint8Array, columns: number, columnBytes: number): Dots {
  const dots = blankDots(columns, columnBytes * 8);
  for (let x = 0; x < columns; x++) {
    for (let y = 0; y < columnBytes * 8; y++) {
      if (((data[x * columnBytes + (y >> 3)] ?? 0) & (0x80 >> (y & 7))) !== 0) blacken(dots, x, y);
    }
  }
  return dots;
}

/** `GS * x y d…`: `x` times eight columns of `y` bytes. */
function downloaded(bytes: Uint8Array): PaperEffect {
  const [, , x = 0, y = 0] = bytes;
  return { does: 'store', as: 'download', dots: dotsFromColumns(bytes.subarray(4), x * 8, y) };
}

const GRAPHICS = { storeRows: 112, storeColumns: 113, print: 50 } as const;
const QUIET_GRAPHICS: readonly number[] = [0, 1, 3, 4, 48, 49, 51, 52];

/** `m fn …` in `GS ( L` and `GS 8 L`. Graphics stored in the printer cannot be drawn. */
function graphicsEffect(params: Uint8Array): PaperEffect | undefined {
  const fn = params[1] ?? 0;
  if (fn === GRAPHICS.print || fn === GRAPHICS.print - 0x30)
    return { does: 'print-stored', as: 'graphics', scaleX: 1, scaleY: 1 };
  if (QUIET_GRAPHICS.includes(fn)) return NO_EFFECT;
  if (fn !== GRAPHICS.storeRows && fn !== GRAPHICS.storeColumns) return undefined;
  const [, , , scaleX = 1, scaleY = 1] = params;
  const [columns, rows] = [readWord(params, 6), readWord(params, 8)];
  const data = params.subarray(10);
  const dots =
    fn === GRAPHICS.storeRows
      ? { widthBytes: Math.ceil(columns / 8), height: rows, data }
      : dotsFromColumns(data, columns, Math.ceil(rows / 8));
  return { does: 'store', as: 'graphics', dots: scaleDots(dots, scaleX, scaleY) };
}

/** Barcodes with a length before the data start here. Earlier ones end with a zero. */
const WITH_LENGTH = 0x41;

function barsEffect(bytes: Uint8Array): PaperEffect | undefined {
  const system = bytes[2] ?? 0;
  const data = system < WITH_LENGTH ? bytes.subarray(3, -1) : bytes.subarray(4);
  const symbology = SYMBOLOGIES[system < WITH_LENGTH ? system : system - WITH_LENGTH];
  const bars = symbology && encodeBars(symbology, latin1Text(data));
  return bars && { does: 'bars', bars };
}
