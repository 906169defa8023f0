import { concat } from '../../bytes.ts';
import { type Align, type Command, GLYPH_COLUMN_BYTES, type QrCorrection } from '../paper/command.ts';
import { DLE, ESC, FS, GS, LF } from '../paper/control-codes.ts';

const ALIGNS: readonly Align[] = ['left', 'center', 'right'];
const CORRECTIONS: readonly QrCorrection[] = ['L', 'M', 'Q', 'H'];
const ASCII_ZERO = 0x30;
/** Parameter `m` of `GS k` for CODE128. */
export const CODE128_ID = 73;

/** `ESC a` and similar commands take 0, 1, 2 or the digits '0', '1', '2'. */
export const alignOf = (n: number): Align => ALIGNS[n >= ASCII_ZERO ? n - ASCII_ZERO : n] ?? 'left';
export const correctionOf = (n: number): QrCorrection => CORRECTIONS[n - ASCII_ZERO] ?? 'L';

/** Parameters with which `DLE DC4` clears the buffers. */
export const CLEAR_BUFFER_PARAMS: readonly number[] = [0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];

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

/** Encodes a command (Epson's ESC/POS reference, section by command name). Reverse: `createCommandParser`. */
export function encodeCommand(command: Command): Uint8Array {
  switch (command.kind) {
    case 'text':
    case 'other':
    case 'unknown':
      return command.bytes;
    case 'define-glyphs': {
      const last = command.first + command.bitmaps.length - 1;
      const glyphs = command.bitmaps.flatMap((bitmap) => [bitmap.length / GLYPH_COLUMN_BYTES, ...bitmap]);
      return Uint8Array.of(ESC, 0x26, GLYPH_COLUMN_BYTES, command.first, last, ...glyphs);
    }
    case 'qr-store':
      return Uint8Array.from(symbol(0x50, 0x30, ...command.data));
    case 'barcode':
      return Uint8Array.of(GS, 0x6b, CODE128_ID, command.data.length, ...command.data);
    case 'raster': {
      const { widthBytes, height, data } = command;
      return concat([GS, 0x76, 0x30, 0, low(widthBytes), high(widthBytes), low(height), high(height)], data);
    }
    default:
      return Uint8Array.from((SHORT[command.kind] as (short: Short) => readonly number[])(command));
  }
}

type Short = Exclude<
  Command,
  { readonly bytes: Uint8Array } | { readonly kind: 'define-glyphs' | 'qr-store' | 'barcode' | 'raster' }
>;

const SHORT: {
  readonly [Kind in Short['kind']]: (command: Extract<Short, { readonly kind: Kind }>) => readonly number[];
} = {
  'line-feed': () => [LF],
  initialise: () => [ESC, 0x40],
  'kanji-off': () => [FS, 0x2e],
  international: ({ set }) => [ESC, 0x52, set],
  'code-page': ({ number }) => [ESC, 0x74, number],
  bold: ({ on }) => [ESC, 0x45, Number(on)],
  size: ({ width, height }) => [GS, 0x21, ((width - 1) << 4) | (height - 1)],
  mode: (command) => [ESC, 0x21, modeByte(command)],
  align: ({ align }) => [ESC, 0x61, ALIGNS.indexOf(align)],
  'user-glyphs': ({ on }) => [ESC, 0x25, Number(on)],
  'motion-unit': ({ perInchX, perInchY }) => [GS, 0x50, perInchX, perInchY],
  'line-spacing': ({ units }) => (units === null ? [ESC, 0x32] : [ESC, 0x33, units]),
  feed: ({ units }) => [ESC, 0x4a, units],
  'feed-lines': ({ lines }) => [ESC, 0x64, lines],
  'qr-model': () => symbol(0x41, 0x32, 0x00),
  'qr-module': ({ dots }) => symbol(0x43, dots),
  'qr-correction': ({ level }) => symbol(0x45, ASCII_ZERO + CORRECTIONS.indexOf(level)),
  'qr-print': () => symbol(0x51, 0x30),
  'barcode-height': ({ dots }) => [GS, 0x68, dots],
  'barcode-module': ({ dots }) => [GS, 0x77, dots],
  'barcode-text': ({ where }) => [GS, 0x48, where],
  cut: ({ full, feedUnits }) => [GS, 0x56, full ? 0x41 : 0x42, feedUnits],
  'status-back': ({ mask }) => [GS, 0x61, mask],
  'ask-queued': ({ what }) => [GS, 0x72, what],
  identify: ({ what }) => [GS, 0x49, what],
  'ask-status': ({ what }) => [DLE, 0x04, what],
  recover: ({ how }) => [DLE, 0x05, how],
  'clear-buffer': () => [DLE, 0x14, ...CLEAR_BUFFER_PARAMS],
};
