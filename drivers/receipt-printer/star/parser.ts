import { hexDigits, latin1Text } from '../../bytes.ts';
import {
  type BufferClearPredicate,
  CommandParams,
  type CommandParseResult,
  type CommandParser,
  createParser,
  emptiesBuffer,
  type FixedCommand,
  type FoundRealTimeCommand,
  type PrinterGrammar,
  readLogos,
  readTextCommand,
} from '../paper/command-parser.ts';
import { ESC, GS, LF } from '../paper/control-codes.ts';
import { ACK, CAN, ETB, FULL_CUT, PARTIAL_CUT, RS, STAR_ALIGNS } from './commands.ts';
import { readPdf417, readQr } from './read-symbols.ts';

/**
 * Reverse of `encodeStarCommand`, for simulators and decoders. Also knows the parameter counts of commands that are not used here, so that
 * no parameter is read as text. `ESC 50` and `ESC 51` belong to dot printers (Star's "Dot Impact Printer STAR Command Specifications").
 * `ESC 114` has one Kanji of 24 × 24 dots. In `ESC GS P`, page mode, 2 is the direction, 3 the region, 4 and 5 are positions.
 * `ESC * r A` begins raster mode: `b` and `k` are rows, not letters. `ESC * r B` and `ESC @` end it. CAN drops the unfinished line and the
 * settings, as `ESC @` does. `ESC RS a n` sets status reports; all `ESC RS` commands have one parameter.
 */
export const createStarParser = (clears: BufferClearPredicate = emptiesBuffer): CommandParser =>
  createParser(createStar, clears);

const BY_ESC: Readonly<Record<number, FixedCommand>> = {
  64: [0, () => ({ kind: 'initialise' })],
  69: [0, () => ({ kind: 'bold', on: true })],
  70: [0, () => ({ kind: 'bold', on: false })],
  73: [1, (n) => ({ kind: 'feed', units: n })],
  // Line spacing of 3 mm: 24 dots. On thermal printers `ESC 1` is the same.
  48: [0, () => ({ kind: 'line-spacing', units: 24 })],
  49: [0, () => ({ kind: 'line-spacing', units: 24 })],
  // n/4 mm.
  74: [1, (n) => ({ kind: 'feed', units: 2 * n })],
  82: [1, (n) => ({ kind: 'international', set: digit(n) })],
  97: [1, (n) => ({ kind: 'feed-lines', lines: n })],
  // `n` 2 and 3 (or digits) first feed to the knife, 0 and 1 do not. Odd: partial cut.
  100: [
    1,
    (n) => ({
      kind: 'cut',
      full: n % 2 !== PARTIAL_CUT % 2,
      feedUnits: 0,
      ...(digit(n) < FULL_CUT && { inPlace: true }),
    }),
  ],
  105: [2, (n, m) => ({ kind: 'size', width: digit(m) + 1, height: digit(n) + 1 })],
  // Line spacing. 0: 3 mm. 1: 4 mm, the default.
  122: [1, (n) => ({ kind: 'line-spacing', units: digit(n) === 0 ? 24 : null })],
};

const BY_ESC_GS: Readonly<Record<number, FixedCommand>> = {
  97: [1, (n) => ({ kind: 'align', align: STAR_ALIGNS[digit(n)] ?? 'left' })],
  116: [1, (n) => ({ kind: 'code-page', number: n })],
};

/** Not sent here. */
const CONTROLS: Readonly<Record<number, string>> = {
  4: 'EOT',
  5: 'ENQ',
  7: 'BEL',
  9: 'HT',
  11: 'VT',
  12: 'FF',
  13: 'CR',
  14: 'SO',
  15: 'SI',
  18: 'DC2',
  20: 'DC4',
  25: 'EM',
  26: 'SUB',
  28: 'FS',
};

const ESC_OTHER: Readonly<Record<number, number>> = {
  7: 2,
  12: 1,
  14: 0,
  20: 0,
  32: 1,
  36: 1,
  37: 1,
  45: 1,
  47: 1,
  50: 0,
  51: 1,
  52: 0,
  53: 0,
  54: 0,
  55: 0,
  58: 0,
  61: 1,
  63: 2,
  65: 1,
  77: 0,
  78: 1,
  79: 0,
  80: 0,
  81: 1,
  87: 1,
  95: 1,
  103: 0,
  104: 1,
  106: 1,
  108: 1,
  112: 0,
  113: 0,
  114: 74,
  115: 2,
  116: 2,
  121: 1,
};

const ESC_GS_OTHER: Readonly<Record<number, number>> = { 3: 3, 7: 3, 25: 4, 65: 2, 82: 2, 98: 1, 99: 2 };

const PAGE_MODE: Readonly<Record<number, number>> = {
  48: 0,
  49: 0,
  50: 1,
  51: 8,
  52: 2,
  53: 2,
  54: 0,
  55: 0,
  56: 0,
};

const digit = (n: number): number => (n >= 0x30 ? n - 0x30 : n);

function createStarReader(): PrinterGrammar['read'] {
  let isRaster = false;
  return (bytes, at, end) => {
    const isRow = isRaster && (bytes[at] === 0x62 || bytes[at] === 0x6b);
    const step = isRow ? readRasterRow(bytes, at, end) : readStar(bytes, at, end);
    if (step === 'incomplete') return step;
    if (step.command.kind === 'initialise') isRaster = false;
    if (step.command.kind === 'other' && step.command.name === 'ESC * r')
      isRaster = rasterAfter(bytes[at + 3], isRaster);
    return step;
  };
}

const [RASTER_BEGINS, RASTER_ENDS] = [0x41, 0x42];

const rasterAfter = (letter: number | undefined, before: boolean): boolean =>
  letter === RASTER_BEGINS || (before && letter !== RASTER_ENDS);

/** `b nL nH d…`: one row of dots (Star's raster mode). */
function readRasterRow(bytes: Uint8Array, at: number, end: number): CommandParseResult {
  if (at + 3 > end) return 'incomplete';
  const widthBytes = bytes[at + 1]! + 256 * bytes[at + 2]!;
  const length = 3 + widthBytes;
  if (length > MAX_ROW_BYTES) return { command: { kind: 'unknown', bytes: bytes.slice(at, at + 1) }, length: 1 };
  if (at + length > end) return 'incomplete';
  return { command: { kind: 'raster', widthBytes, height: 1, data: bytes.slice(at + 3, at + length) }, length };
}

/** Longest row: 1,024 dots, wider than any receipt paper. */
const MAX_ROW_BYTES = 3 + 1_024 / 8;

function readStar(bytes: Uint8Array, at: number, end: number): CommandParseResult {
  const first = bytes[at]!;
  if (first >= 0x20) return readTextCommand(bytes, at, end);
  if (first === LF) return { command: { kind: 'line-feed' }, length: 1 };
  if (first === ETB) return { command: { kind: 'ask-queued', what: 1 }, length: 1 };
  if (first === CAN) return { command: { kind: 'initialise' }, length: 1 };
  const control = CONTROLS[first];
  if (control) return { command: { kind: 'other', name: control, bytes: bytes.slice(at, at + 1) }, length: 1 };
  if (first !== ESC) return { command: { kind: 'unknown', bytes: bytes.slice(at, at + 1) }, length: 1 };
  return at + 1 >= end ? 'incomplete' : readEsc(new CommandParams(bytes, at, end));
}

function readEsc(params: CommandParams): CommandParseResult {
  const { name } = params;
  const fixed = BY_ESC[name];
  if (fixed) return params.fixed(fixed);
  const count = ESC_OTHER[name];
  if (count !== undefined) return params.other(escName(name), count);
  if (name !== GS && name !== RS && name !== ACK) return readLonger(params, name);
  // Real-time forms were found before, unless their last byte is missing.
  const second = params.byte(0);
  if (second === undefined) return 'incomplete';
  if (name === ACK) return params.unknown();
  if (name === RS) return readStatusSetting(params, second);
  const grouped = BY_ESC_GS[second];
  if (grouped) return params.fixed(grouped, 1);
  if (second === 0x53) return readRaster(params);
  return second === 0x79 ? readQr(params) : readGroup(params, second);
}

function readStatusSetting(params: CommandParams, second: number): CommandParseResult {
  if (second !== 0x61) return params.other(`ESC RS ${String.fromCharCode(second)}`, 2);
  return params.whole(2, () => ({ kind: 'status-back', mask: params.byte(1)! }));
}

const escName = (name: number): string =>
  `ESC ${CONTROLS[name] ?? (name >= 0x20 ? String.fromCharCode(name) : hexDigits(name, 2))}`;

function readLonger(params: CommandParams, name: number): CommandParseResult {
  switch (name) {
    // Page length in lines, or, after a zero, in inches.
    case 0x43: {
      const lines = params.byte(0);
      return lines === undefined ? 'incomplete' : params.other('ESC C', lines === 0 ? 2 : 1);
    }
    case 0x42:
    case 0x44:
      return params.terminated(escName(name), 0, 0);
    case 0x4b:
    case 0x4c:
    case 0x58:
    case 0x6b:
      return readPicture(params, name);
    case 0x62:
      return params.terminated('ESC b', 4, RS);
    case 0x1c: {
      const second = params.byte(0);
      if (second === undefined) return 'incomplete';
      if (second === 0x71) return readLogos(params, 'ESC FS q', 1);
      return second === 0x70 ? params.other('ESC FS p', 3) : params.unknown();
    }
    case 0x26:
      return readOwnLetter(params);
    case 0x2a:
      return readRasterMode(params);
    default:
      return params.unknown();
  }
}

/** `ESC & c1 c2 n` and one letter of 12 × 24 dots, two bytes per row. `c2` 0 deletes it, without dots. */
function readOwnLetter(params: CommandParams): CommandParseResult {
  const deletes = params.byte(1);
  if (deletes === undefined) return 'incomplete';
  return params.other('ESC &', digit(deletes) === 0 ? 3 : 3 + 48);
}

/** Columns of 8 dots (`K`, `L`) or 24 (`X`), or 24 rows (`k`). */
function readPicture(params: CommandParams, name: number): CommandParseResult {
  const count = params.word(0);
  if (count === undefined) return 'incomplete';
  const each = { 75: 1, 76: 1, 88: 3, 107: 24 }[name] ?? 1;
  return params.other(escName(name), 2 + count * each);
}

/** Begins, ends or clears raster mode. Settings end with a zero; `Y` feeds dots, in digits. */
function readRasterMode(params: CommandParams): CommandParseResult {
  const letter = params.byte(1);
  if (letter === undefined) return 'incomplete';
  if (params.byte(0) !== 0x72) return params.unknown();
  const isShort = letter >= 0x41 && letter <= 0x43;
  if (isShort) return params.other('ESC * r', 2);
  const step = params.terminated('ESC * r', 2, 0);
  if (letter !== 0x59 || step === 'incomplete' || step.command.kind !== 'other') return step;
  const dots = Number.parseInt(latin1Text(step.command.bytes.subarray(4, -1)), 10);
  return dots > 0 ? { ...step, command: { kind: 'feed', units: dots } } : step;
}

function readGroup(params: CommandParams, second: number): CommandParseResult {
  const count = ESC_GS_OTHER[second];
  if (count !== undefined) return params.other(`ESC GS ${hexDigits(second, 2)}`, 1 + count);
  switch (second) {
    case 0x23:
      return params.terminated('ESC GS #', 1, 0);
    case 0x28:
    case 0x29: {
      const length = params.word(2);
      return length === undefined ? 'incomplete' : params.other('ESC GS )', 4 + length);
    }
    case 0x50: {
      const what = params.byte(1);
      if (what === undefined) return 'incomplete';
      const ofPage = PAGE_MODE[what];
      return ofPage === undefined ? params.unknown() : params.other('ESC GS P', 2 + ofPage);
    }
    case 0x78:
      return readPdf417(params);
    default:
      return params.unknown();
  }
}

function readRaster(params: CommandParams): CommandParseResult {
  const [widthBytes, height] = [params.word(2), params.word(4)];
  if (widthBytes === undefined || height === undefined || params.byte(6) === undefined) return 'incomplete';
  const end = 7 + widthBytes * height;
  return params.whole(end, () => ({ kind: 'raster', widthBytes, height, data: params.slice(7, end) }));
}

/** `ESC ACK SOH` asks for the status, `ESC ACK CAN` resets: both before waiting commands. */
function nextRealTime(bytes: Uint8Array, from: number): FoundRealTimeCommand | undefined {
  for (let at = bytes.indexOf(ESC, from); at >= 0; at = bytes.indexOf(ESC, at + 1)) {
    if (bytes[at + 1] !== ACK) continue;
    if (bytes[at + 2] === 0x01) return { command: { kind: 'ask-status', what: 1 }, at, length: 3 };
    if (bytes[at + 2] === 0x18) return { command: { kind: 'clear-buffer' }, at, length: 3 };
  }
  return undefined;
}

const createStar = (): PrinterGrammar => ({ read: createStarReader(), nextRealTime, longestRealTime: 3 });
