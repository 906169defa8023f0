import { hexDigits } from '../../bytes.ts';
import { type Command, GLYPH_COLUMN_BYTES } from '../paper/command.ts';
import { MAX_COMMAND_BYTES, type Step } from '../paper/command-parser.ts';
import { CR, DLE, ESC, FS, GS, HT, LF } from '../paper/control-codes.ts';
import { CLEAR_PARAMS, ESC_OTHER, FS_OTHER, GS_OTHER } from './command-lengths.ts';
import { alignOf, CODE128, correctionOf, MODE } from './commands.ts';

/** The longest data that end with a byte of its own: those of an old `GS k`, which are one line of bars. */
const MAX_TERMINATED_BYTES = 255;

/** The command that starts at `at`, in `bytes` up to `end`. */
export function readCommand(bytes: Uint8Array, at: number, end: number): Step {
  const first = bytes[at]!;
  if (first >= 0x20) {
    let to = at + 1;
    while (to < end && bytes[to]! >= 0x20) to++;
    return { command: { kind: 'text', bytes: bytes.slice(at, to) }, length: to - at };
  }
  if (first === LF) return { command: { kind: 'line-feed' }, length: 1 };
  if (first === HT || first === CR)
    return { command: { kind: 'other', name: first === HT ? 'HT' : 'CR', bytes: bytes.slice(at, at + 1) }, length: 1 };
  const reader = READERS[first];
  if (!reader) return { command: { kind: 'unknown', bytes: bytes.slice(at, at + 1) }, length: 1 };
  if (at + 1 >= end) return 'incomplete';
  return reader(new Params(bytes, at, end));
}

/** Bounded view of one command: `byte(0)` is the first after the two that name it. */
class Params {
  readonly #bytes: Uint8Array;
  readonly #at: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  get name(): number {
    return this.#bytes[this.#at + 1]!;
  }

  /** `undefined` where the stream has not come that far. */
  byte(index: number): number | undefined {
    const at = this.#at + 2 + index;
    return at < this.#end ? this.#bytes[at] : undefined;
  }

  word(index: number): number | undefined {
    const high = this.byte(index + 1);
    return high === undefined ? undefined : this.byte(index)! + 256 * high;
  }

  slice(from: number, to: number): Uint8Array {
    return this.#bytes.slice(this.#at + 2 + from, this.#at + 2 + to);
  }

  /** A whole command with `count` bytes of parameters, or 'incomplete'. */
  whole(count: number, make: (params: Params) => Command): Step {
    if (2 + count > MAX_COMMAND_BYTES) return this.unknown();
    if (this.#at + 2 + count > this.#end) return 'incomplete';
    return { command: make(this), length: 2 + count };
  }

  other(name: string, count: number): Step {
    return this.whole(count, () => ({ kind: 'other', name, bytes: this.slice(-2, count) }));
  }

  /** The two bytes name nothing we know, or what no printer does: only the first is thrown away, the second may begin something. */
  unknown(): Step {
    return { command: { kind: 'unknown', bytes: this.slice(-2, -1) }, length: 1 };
  }

  /** Parameters that end with `terminator`. */
  terminated(name: string, from: number, terminator: number): Step {
    for (let index = from; index <= from + MAX_TERMINATED_BYTES; index++) {
      const byte = this.byte(index);
      if (byte === undefined) return 'incomplete';
      if (byte === terminator) return this.other(name, index + 1);
    }
    return this.unknown();
  }
}

type Reader = (params: Params) => Step;
type Fixed = readonly [count: number, make: (n: number, m: number) => Command];

const modeOf = (n: number): Command => ({
  kind: 'mode',
  bold: (n & MODE.bold) !== 0,
  height: n & MODE.tall ? 2 : 1,
  width: n & MODE.wide ? 2 : 1,
  underline: (n & MODE.underline) !== 0,
  font: n & MODE.fontB ? 'B' : 'A',
});

/** Commands with parameters of fixed length, by the byte after ESC. */
const ESC_FIXED: Readonly<Record<number, Fixed>> = {
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

const GS_FIXED: Readonly<Record<number, Fixed>> = {
  33: [1, (n) => ({ kind: 'size', width: ((n >> 4) & 7) + 1, height: (n & 7) + 1 })],
  72: [1, (n) => ({ kind: 'barcode-text', where: n >= 0x30 ? n - 0x30 : n })],
  73: [1, (n) => ({ kind: 'identify', what: n })],
  80: [2, (x, y) => ({ kind: 'motion-unit', perInchX: x, perInchY: y })],
  97: [1, (n) => ({ kind: 'status-back', mask: n })],
  104: [1, (n) => ({ kind: 'barcode-height', dots: n })],
  114: [1, (n) => ({ kind: 'ask-queued', what: n })],
  119: [1, (n) => ({ kind: 'barcode-module', dots: n })],
};

function readFixed(params: Params, fixed: Fixed): Step {
  const [count, make] = fixed;
  return params.whole(count, () => make(params.byte(0) ?? 0, params.byte(1) ?? 0));
}

function readEsc(params: Params): Step {
  const fixed = ESC_FIXED[params.name];
  if (fixed) return readFixed(params, fixed);
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

function readGlyphs(params: Params): Step {
  const height = params.byte(0);
  const first = params.byte(1);
  const last = params.byte(2);
  if (height === undefined || first === undefined || last === undefined) return 'incomplete';
  const places: (readonly [number, number])[] = [];
  let at = 3;
  for (let code = first; code <= last; code++) {
    const columns = params.byte(at);
    if (at > MAX_COMMAND_BYTES) return params.unknown();
    if (columns === undefined) return 'incomplete';
    places.push([at + 1, at + 1 + columns * height]);
    at += 1 + columns * height;
  }
  if (height !== GLYPH_COLUMN_BYTES) return params.other('ESC &', at);
  return params.whole(at, () => ({ kind: 'define-glyphs', first, bitmaps: places.map((at) => params.slice(...at)) }));
}

function readGs(params: Params): Step {
  const fixed = GS_FIXED[params.name];
  if (fixed) return readFixed(params, fixed);
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
    default: {
      const count = GS_OTHER[params.name];
      return count === undefined
        ? params.unknown()
        : params.other(`GS ${hexDigits(params.name, 2).toUpperCase()}`, count);
    }
  }
}

function readCut(params: Params): Step {
  const mode = params.byte(0);
  if (mode === undefined) return 'incomplete';
  const full = mode % 2 === (mode >= ASCII_A ? 1 : 0);
  const feeds = mode >= ASCII_A;
  return params.whole(feeds ? 2 : 1, () => ({ kind: 'cut', full, feedUnits: feeds ? params.byte(1)! : 0 }));
}

const ASCII_A = 0x41;

function readBarcode(params: Params): Step {
  const system = params.byte(0);
  if (system === undefined) return 'incomplete';
  if (system < ASCII_A) return params.terminated('GS k', 1, 0);
  const length = params.byte(1);
  if (length === undefined) return 'incomplete';
  if (system !== CODE128) return params.other('GS k', 2 + length);
  return params.whole(2 + length, () => ({ kind: 'barcode', data: params.slice(2, 2 + length) }));
}

function readRaster(params: Params): Step {
  const widthBytes = params.word(2);
  const height = params.word(4);
  if (widthBytes === undefined || height === undefined) return 'incomplete';
  const size = widthBytes * height;
  return params.whole(6 + size, () => ({ kind: 'raster', widthBytes, height, data: params.slice(6, 6 + size) }));
}

/** `GS ( x pL pH …`: whatever it is, its length is said. */
function readParenthesis(params: Params): Step {
  const length = params.word(1);
  if (length === undefined) return 'incomplete';
  const isQr = params.byte(0) === 0x6b && params.byte(3) === 0x31;
  if (!isQr) return params.other(`GS ( ${String.fromCharCode(params.byte(0)!)}`, 3 + length);
  return params.whole(3 + length, () => qrCommand(params, length));
}

function qrCommand(params: Params, length: number): Command {
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

/** `( x pL pH …` behind ESC or FS. */
function lengthFirst(params: Params, name: string): Step {
  const length = params.word(1);
  return length === undefined ? 'incomplete' : params.other(name, 3 + length);
}

function readFs(params: Params): Step {
  if (params.name === 0x2e) return params.whole(0, () => ({ kind: 'kanji-off' }));
  if (params.name === 0x28) return lengthFirst(params, 'FS (');
  const count = FS_OTHER[params.name];
  return count === undefined ? params.unknown() : params.other(`FS ${hexDigits(params.name, 2).toUpperCase()}`, count);
}

/** Real-time commands with an effect are found before this is asked; what is left is skipped by its length. */
function readDle(params: Params): Step {
  const fn = params.byte(0);
  switch (params.name) {
    case 0x04:
      if (fn === undefined) return 'incomplete';
      return params.other('DLE EOT', fn >= 7 ? 2 : 1);
    case 0x05:
      return params.other('DLE ENQ', 1);
    case 0x14:
      if (fn === undefined) return 'incomplete';
      return params.other('DLE DC4', fn === 8 ? CLEAR_PARAMS.length : 3);
    default:
      return params.unknown();
  }
}

const READERS: Readonly<Record<number, Reader>> = { [ESC]: readEsc, [GS]: readGs, [FS]: readFs, [DLE]: readDle };
