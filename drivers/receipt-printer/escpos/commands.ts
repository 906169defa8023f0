import { type Align, type Command, GLYPH_COLUMN_BYTES, type QrCorrection } from '../paper/command.ts';
import { DLE, ESC, FS, GS, LF } from '../paper/control-codes.ts';

const ALIGNS: readonly Align[] = ['left', 'center', 'right'];
const CORRECTIONS: readonly QrCorrection[] = ['L', 'M', 'Q', 'H'];
const ASCII_ZERO = 0x30;
/** `m` of `GS k` for CODE128. */
export const CODE128 = 73;

/** `ESC a` and its like take 0, 1, 2 or the digits '0', '1', '2'. */
export const alignOf = (n: number): Align => ALIGNS[n >= ASCII_ZERO ? n - ASCII_ZERO : n] ?? 'left';
export const correctionOf = (n: number): QrCorrection => CORRECTIONS[n - ASCII_ZERO] ?? 'L';

const low = (n: number): number => n & 0xff;
const high = (n: number): number => n >> 8;
const symbol = (fn: number, ...params: readonly number[]): number[] => {
  const length = params.length + 2;
  return [GS, 0x28, 0x6b, low(length), high(length), 0x31, fn, ...params];
};

/** Bits of `ESC !`. */
export const MODE = { fontB: 0x01, bold: 0x08, tall: 0x10, wide: 0x20, underline: 0x80 } as const;

const modeByte = (mode: Extract<Command, { readonly kind: 'mode' }>): number =>
  (mode.font === 'B' ? MODE.fontB : 0) |
  (mode.bold ? MODE.bold : 0) |
  (mode.height > 1 ? MODE.tall : 0) |
  (mode.width > 1 ? MODE.wide : 0) |
  (mode.underline ? MODE.underline : 0);

/** One command as bytes (Epson's ESC/POS reference, each section named by its command). The reverse is `createCommandParser`. */
export function encodeCommand(command: Command): Uint8Array {
  switch (command.kind) {
    case 'text':
    case 'other':
    case 'unknown':
      return command.bytes;
    case 'define-glyphs':
    case 'qr-store':
    case 'barcode':
    case 'raster':
      return encodeWithData(command);
    default:
      return Uint8Array.from(encodePlain(command));
  }
}

type WithData = Extract<Command, { readonly kind: 'define-glyphs' | 'qr-store' | 'barcode' | 'raster' }>;
type Plain = Exclude<Command, WithData | { readonly bytes: Uint8Array }>;

function encodeWithData(command: WithData): Uint8Array {
  switch (command.kind) {
    case 'define-glyphs': {
      const last = command.first + command.bitmaps.length - 1;
      const glyphs = command.bitmaps.flatMap((bitmap) => [bitmap.length / GLYPH_COLUMN_BYTES, ...bitmap]);
      return Uint8Array.of(ESC, 0x26, GLYPH_COLUMN_BYTES, command.first, last, ...glyphs);
    }
    case 'qr-store':
      return Uint8Array.from(symbol(0x50, 0x30, ...command.data));
    case 'barcode':
      return Uint8Array.of(GS, 0x6b, CODE128, command.data.length, ...command.data);
    case 'raster': {
      const { widthBytes, height, data } = command;
      const head = [GS, 0x76, 0x30, 0, low(widthBytes), high(widthBytes), low(height), high(height)];
      const bytes = new Uint8Array(head.length + data.length);
      bytes.set(head);
      bytes.set(data, head.length);
      return bytes;
    }
    default:
      return command satisfies never;
  }
}

function encodePlain(command: Plain): readonly number[] {
  switch (command.kind) {
    case 'line-feed':
      return [LF];
    case 'initialise':
      return [ESC, 0x40];
    case 'kanji-off':
      return [FS, 0x2e];
    case 'international':
      return [ESC, 0x52, command.set];
    case 'code-page':
      return [ESC, 0x74, command.number];
    case 'bold':
      return [ESC, 0x45, Number(command.on)];
    case 'size':
      return [GS, 0x21, ((command.width - 1) << 4) | (command.height - 1)];
    case 'mode':
      return [ESC, 0x21, modeByte(command)];
    case 'align':
      return [ESC, 0x61, ALIGNS.indexOf(command.align)];
    case 'user-glyphs':
      return [ESC, 0x25, Number(command.on)];
    default:
      return encodeMotionOrQuestion(command);
  }
}

type Rest = Exclude<
  Plain,
  {
    readonly kind:
      | 'line-feed'
      | 'initialise'
      | 'kanji-off'
      | 'international'
      | 'code-page'
      | 'bold'
      | 'size'
      | 'mode'
      | 'align'
      | 'user-glyphs';
  }
>;

function encodeMotionOrQuestion(command: Rest): readonly number[] {
  switch (command.kind) {
    case 'motion-unit':
      return [GS, 0x50, command.perInchX, command.perInchY];
    case 'line-spacing':
      return command.units === null ? [ESC, 0x32] : [ESC, 0x33, command.units];
    case 'feed':
      return [ESC, 0x4a, command.units];
    case 'feed-lines':
      return [ESC, 0x64, command.lines];
    case 'qr-model':
      return symbol(0x41, 0x32, 0x00);
    case 'qr-module':
      return symbol(0x43, command.dots);
    case 'qr-correction':
      return symbol(0x45, ASCII_ZERO + CORRECTIONS.indexOf(command.level));
    case 'qr-print':
      return symbol(0x51, 0x30);
    case 'barcode-height':
      return [GS, 0x68, command.dots];
    case 'barcode-module':
      return [GS, 0x77, command.dots];
    case 'barcode-text':
      return [GS, 0x48, command.where];
    case 'cut':
      return [GS, 0x56, command.full ? 0x41 : 0x42, command.feedUnits];
    case 'status-back':
      return [GS, 0x61, command.mask];
    case 'ask-queued':
      return [GS, 0x72, command.what];
    case 'identify':
      return [GS, 0x49, command.what];
    case 'ask-status':
      return [DLE, 0x04, command.what];
    case 'recover':
      return [DLE, 0x05, command.how];
    case 'clear-buffer':
      return [DLE, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];
    default:
      return command satisfies never;
  }
}
