import { hexDigits } from '../../bytes.ts';
import { type Command, GLYPH_COLUMN_BYTES } from '../paper/command.ts';
import {
  CommandParams,
  type CommandParseResult,
  type FixedCommand,
  MAX_PRINTER_COMMAND_BYTES,
  readLogos,
  readTextCommand,
} from '../paper/command-parser.ts';
import { CR, DLE, ESC, FS, GS, HT, LF } from '../paper/control-codes.ts';
import { alignOf, CLEAR_BUFFER_PARAMS, CODE128_ID, correctionOf, MODE } from './commands.ts';

const ESC_OTHER: Readonly<Record<number, number>> = {
  32: 1,
  36: 2,
  45: 1,
  52: 1,
  61: 1,
  63: 1,
  66: 2,
  71: 1,
  75: 1,
  76: 0,
  77: 1,
  83: 0,
  84: 1,
  85: 1,
  86: 1,
  87: 8,
  92: 2,
  99: 2,
  101: 1,
  112: 3,
  114: 1,
  117: 1,
  118: 0,
  123: 1,
};
const GS_OTHER: Readonly<Record<number, number>> = {
  36: 2,
  47: 1,
  58: 0,
  66: 1,
  69: 1,
  76: 2,
  84: 1,
  87: 2,
  92: 2,
  94: 3,
  98: 1,
  99: 0,
  102: 1,
  103: 4,
  106: 1,
  111: 4,
};
/** One Kanji of 24 × 24 dots, `FS 2`. */
const KANJI_BYTES = 72;
const FS_OTHER: Readonly<Record<number, number>> = {
  33: 1,
  38: 0,
  45: 1,
  50: 2 + KANJI_BYTES,
  63: 2,
  67: 1,
  83: 2,
  87: 1,
  112: 2,
};

/**
 * Reads the command at `at`, in `bytes` up to `end`. Also knows the parameter counts of commands that are not used here, so that no
 * parameter is read as text. Sources of lengths: `GS C` (print form, range, value) is in the Microcom 814M specification, pp. 50 and 51.
 * `GS C ;` has five numbers of up to five digits (TM-T88III programming guide, p. 640). `GS Q 0` has x columns of y bytes (same guide, p.
 * 288). `FS g 1` writes the user's memory, `FS g 2` reads it (TM-T81 specification, p. 73). For `DLE DC4`, see Epson's reference
 * (`dle_dc4_fn1`, `fn2`, `fn3`, `fn7`, `fn8`). Real-time commands with an effect are found before this function is called.
 */
export function readCommand(bytes: Uint8Array, at: number, end: number): CommandParseResult {
  const first = bytes[at]!;
  if (first >= 0x20) return readTextCommand(bytes, at, end);
  if (first === LF) return { command: { kind: 'line-feed' }, length: 1 };
  if (first === HT || first === CR)
    return { command: { kind: 'other', name: first === HT ? 'HT' : 'CR', bytes: bytes.slice(at, at + 1) }, length: 1 };
  const reader = READERS[first];
  if (!reader) return { command: { kind: 'unknown', bytes: bytes.slice(at, at + 1) }, length: 1 };
  if (at + 1 >= end) return 'incomplete';
  return reader(new CommandParams(bytes, at, end));
}

type Reader = (params: CommandParams) => CommandParseResult;

const modeOf = (n: number): Command => ({
  kind: 'mode',
  bold: (n & MODE.bold) !== 0,
  height: n & MODE.tall ? 2 : 1,
  width: n & MODE.wide ? 2 : 1,
  underline: (n & MODE.underline) !== 0,
  font: n & MODE.fontB ? 'B' : 'A',
});

const ESC_FIXED: Readonly<Record<number, FixedCommand>> = {
  33: [1, modeOf],
  37: [1, (n) => ({ kind: 'user-glyphs', on: (n & 1) === 1 })],
  50: [0, () => ({ kind: 'line-spacing', units: null })],
  51: [1, (n) => ({ kind: 'line-spacing', units: n })],
  64: [0, () => ({ kind: 'initialise' })],
  69: [1, (n) => ({ kind: 'bold', on: (n & 1) === 1 })],
  74: [1, (n) => ({ kind: 'feed', units: n })],
  82: [1, (n) => ({ kind: 'international', set: n })],
  97: [1, (n) => ({ kind: 'align', align: alignOf(n) })],
  100: [1, (n) => ({ kind: 'feed-lines', lines: n })],
  105: [0, () => ({ kind: 'cut', full: true, feedUnits: 0 })],
  109: [0, () => ({ kind: 'cut', full: false, feedUnits: 0 })],
  116: [1, (n) => ({ kind: 'code-page', number: n })],
};

const GS_FIXED: Readonly<Record<number, FixedCommand>> = {
  33: [1, (n) => ({ kind: 'size', width: ((n >> 4) & 7) + 1, height: (n & 7) + 1 })],
  72: [1, (n) => ({ kind: 'barcode-text', where: n >= 0x30 ? n - 0x30 : n })],
  73: [1, (n) => ({ kind: 'identify', what: n })],
  80: [2, (x, y) => ({ kind: 'motion-unit', perInchX: x, perInchY: y })],
  97: [1, (n) => ({ kind: 'status-back', mask: n })],
  104: [1, (n) => ({ kind: 'barcode-height', dots: n })],
  114: [1, (n) => ({ kind: 'ask-queued', what: n })],
  119: [1, (n) => ({ kind: 'barcode-module', dots: n })],
};

function readEsc(params: CommandParams): CommandParseResult {
  const fixed = ESC_FIXED[params.name];
  if (fixed) return params.fixed(fixed);
  if (params.name === 0x26) return readGlyphs(params);
  if (params.name === 0x28) return lengthFirst(params, 'ESC (');
  if (params.name === 0x44) return params.terminated('ESC D', 0, 0);
  if (params.name === 0x2a) {
    const columns = params.word(1);
    if (columns === undefined) return 'incomplete';
    return params.other('ESC *', 3 + columns * (params.byte(0)! >= 32 ? 3 : 1));
  }
  const count = ESC_OTHER[params.name];
  return count === undefined ? params.unknown() : params.other(`ESC ${hexDigits(params.name, 2).toUpperCase()}`, count);
}

function readGlyphs(params: CommandParams): CommandParseResult {
  const height = params.byte(0);
  const first = params.byte(1);
  const last = params.byte(2);
  if (height === undefined || first === undefined || last === undefined) return 'incomplete';
  const places: (readonly [number, number])[] = [];
  let at = 3;
  for (let code = first; code <= last; code++) {
    const columns = params.byte(at);
    if (at > MAX_PRINTER_COMMAND_BYTES) return params.unknown();
    if (columns === undefined) return 'incomplete';
    places.push([at + 1, at + 1 + columns * height]);
    at += 1 + columns * height;
  }
  if (height !== GLYPH_COLUMN_BYTES) return params.other('ESC &', at);
  return params.whole(at, () => ({ kind: 'define-glyphs', first, bitmaps: places.map((at) => params.slice(...at)) }));
}

function readGs(params: CommandParams): CommandParseResult {
  const fixed = GS_FIXED[params.name];
  if (fixed) return params.fixed(fixed);
  switch (params.name) {
    case 0x28:
      return readParenthesis(params);
    case 0x38: {
      const low = params.word(1);
      const high = params.word(3);
      return low === undefined || high === undefined ? 'incomplete' : params.other('GS 8', 5 + low + 65_536 * high);
    }
    case 0x56:
      return readCut(params);
    case 0x6b:
      return readBarcode(params);
    case 0x76:
      return readRaster(params);
    case 0x2a: {
      const x = params.byte(0);
      const y = params.byte(1);
      return x === undefined || y === undefined ? 'incomplete' : params.other('GS *', 2 + x * y * 8);
    }
    case 0x43:
      return readCounter(params);
    case 0x51:
      return readTallPicture(params);
    default: {
      const count = GS_OTHER[params.name];
      return count === undefined
        ? params.unknown()
        : params.other(`GS ${hexDigits(params.name, 2).toUpperCase()}`, count);
    }
  }
}

const COUNTER: Readonly<Record<number, number>> = { 48: 2, 49: 6, 50: 2 };
const SEMICOLON = 0x3b;

function readCounter(params: CommandParams): CommandParseResult {
  const what = params.byte(0);
  if (what === undefined) return 'incomplete';
  const count = COUNTER[what];
  if (count !== undefined) return params.other('GS C', 1 + count);
  if (what !== SEMICOLON) return params.unknown();
  let numbers = 0;
  for (let at = 1; at <= 5 * 6; at++) {
    const byte = params.byte(at);
    if (byte === undefined) return 'incomplete';
    if (byte === SEMICOLON) numbers += 1;
    if (numbers === 5) return params.other('GS C', at + 1);
  }
  return params.unknown();
}

function readTallPicture(params: CommandParams): CommandParseResult {
  const [columns, columnBytes] = [params.word(2), params.word(4)];
  if (params.byte(0) !== undefined && params.byte(0) !== 0x30) return params.unknown();
  if (columns === undefined || columnBytes === undefined) return 'incomplete';
  return params.other('GS Q', 6 + columns * columnBytes);
}

function readCut(params: CommandParams): CommandParseResult {
  const mode = params.byte(0);
  if (mode === undefined) return 'incomplete';
  const full = mode % 2 === (mode >= ASCII_A ? 1 : 0);
  const feeds = mode >= ASCII_A;
  return params.whole(feeds ? 2 : 1, () => ({ kind: 'cut', full, feedUnits: feeds ? params.byte(1)! : 0 }));
}

const ASCII_A = 0x41;

function readBarcode(params: CommandParams): CommandParseResult {
  const system = params.byte(0);
  if (system === undefined) return 'incomplete';
  if (system < ASCII_A) return params.terminated('GS k', 1, 0);
  const length = params.byte(1);
  if (length === undefined) return 'incomplete';
  if (system !== CODE128_ID) return params.other('GS k', 2 + length);
  return params.whole(2 + length, () => ({ kind: 'barcode', data: params.slice(2, 2 + length) }));
}

function readRaster(params: CommandParams): CommandParseResult {
  const widthBytes = params.word(2);
  const height = params.word(4);
  if (widthBytes === undefined || height === undefined) return 'incomplete';
  const size = widthBytes * height;
  return params.whole(6 + size, () => ({ kind: 'raster', widthBytes, height, data: params.slice(6, 6 + size) }));
}

/** `GS ( x pL pH …` always names its length. */
function readParenthesis(params: CommandParams): CommandParseResult {
  const length = params.word(1);
  if (length === undefined) return 'incomplete';
  const symbol = params.byte(0) === 0x6b ? params.byte(3) : undefined;
  const name = `GS ( ${String.fromCharCode(params.byte(0)!)}${symbol === 0x30 ? ' PDF417' : ''}`;
  if (symbol !== 0x31) return params.other(name, 3 + length);
  return params.whole(3 + length, () => qrCommand(params, length));
}

function qrCommand(params: CommandParams, length: number): Command {
  const value = params.byte(5) ?? 0;
  switch (params.byte(4)) {
    case 0x41:
      return { kind: 'qr-model' };
    case 0x43:
      return { kind: 'qr-module', dots: value };
    case 0x45:
      return { kind: 'qr-correction', level: correctionOf(value) };
    case 0x50:
      return { kind: 'qr-store', data: params.slice(6, 3 + length) };
    case 0x51:
      return { kind: 'qr-print' };
    default:
      return { kind: 'other', name: 'GS ( k', bytes: params.slice(-2, 3 + length) };
  }
}

/** `( x pL pH …` after ESC or FS. */
function lengthFirst(params: CommandParams, name: string): CommandParseResult {
  const length = params.word(1);
  return length === undefined ? 'incomplete' : params.other(name, 3 + length);
}

function readFs(params: CommandParams): CommandParseResult {
  if (params.name === 0x2e) return params.whole(0, () => ({ kind: 'kanji-off' }));
  if (params.name === 0x28) return lengthFirst(params, 'FS (');
  if (params.name === 0x67) return readUserMemory(params);
  if (params.name === 0x71) return readLogos(params, 'FS q', 0);
  const count = FS_OTHER[params.name];
  return count === undefined ? params.unknown() : params.other(`FS ${hexDigits(params.name, 2).toUpperCase()}`, count);
}

function readUserMemory(params: CommandParams): CommandParseResult {
  const what = params.byte(0);
  if (what === undefined) return 'incomplete';
  if (what !== 0x31 && what !== 0x32) return params.unknown();
  const length = params.word(6);
  return length === undefined ? 'incomplete' : params.other('FS g', 8 + (what === 0x31 ? length : 0));
}

const DC4_PARAMS: Readonly<Record<number, number>> = { 1: 3, 2: 3, 3: 6, 7: 2, 8: CLEAR_BUFFER_PARAMS.length };

function readDle(params: CommandParams): CommandParseResult {
  const fn = params.byte(0);
  switch (params.name) {
    case 0x04:
      if (fn === undefined) return 'incomplete';
      return params.other('DLE EOT', fn >= 7 ? 2 : 1);
    case 0x05:
      return params.other('DLE ENQ', 1);
    case 0x14:
      if (fn === undefined) return 'incomplete';
      return params.other('DLE DC4', DC4_PARAMS[fn] ?? 3);
    default:
      return params.unknown();
  }
}

const READERS: Readonly<Record<number, Reader>> = { [ESC]: readEsc, [GS]: readGs, [FS]: readFs, [DLE]: readDle };
