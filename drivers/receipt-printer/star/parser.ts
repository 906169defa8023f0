import type { Command } from '../paper/command.ts';
import {
  type Clears,
  type CommandParser,
  createParser,
  empties,
  type FoundRealTime,
  type Grammar,
  MAX_COMMAND_BYTES,
  type Step,
} from '../paper/command-parser.ts';
import { ESC, GS, LF } from '../paper/control-codes.ts';
import { ACK, ETB, PARTIAL_CUT, RS, STAR_ALIGNS, STAR_CORRECTIONS } from './commands.ts';

/** The reverse of `encodeStarCommand`, for simulators and decoders. */
export const createStarParser = (clears: Clears = empties): CommandParser => createParser(STAR, clears);

/** Parameters of `ESC x`, after the two bytes that name it. */
type Fixed = readonly [count: number, make: (n: number, m: number) => Command];

const BY_ESC: Readonly<Record<number, Fixed>> = {
  64: [0, () => ({ kind: 'initialise' })],
  69: [0, () => ({ kind: 'bold', on: true })],
  70: [0, () => ({ kind: 'bold', on: false })],
  73: [1, (n) => ({ kind: 'feed', units: n })],
  97: [1, (n) => ({ kind: 'feed-lines', lines: n })],
  // 0 and 1 (or the digits) cut without a feed, 2 and 3 feed to the knife first; odd ones leave a bridge.
  100: [1, (n) => ({ kind: 'cut', full: n % 2 !== PARTIAL_CUT % 2, feedUnits: 0 })],
  105: [2, (n, m) => ({ kind: 'size', width: digit(m) + 1, height: digit(n) + 1 })],
};

const BY_ESC_GS: Readonly<Record<number, Fixed>> = {
  97: [1, (n) => ({ kind: 'align', align: STAR_ALIGNS[digit(n)] ?? 'left' })],
  116: [1, (n) => ({ kind: 'code-page', number: n })],
};

/** Many parameters may be a number or its digit. */
const digit = (n: number): number => (n >= 0x30 ? n - 0x30 : n);

function readStar(bytes: Uint8Array, at: number, end: number): Step {
  const first = bytes[at]!;
  if (first >= 0x20) {
    let to = at + 1;
    while (to < end && bytes[to]! >= 0x20) to++;
    return { command: { kind: 'text', bytes: bytes.slice(at, to) }, length: to - at };
  }
  if (first === LF) return { command: { kind: 'line-feed' }, length: 1 };
  if (first === ETB) return { command: { kind: 'ask-queued', what: 1 }, length: 1 };
  if (first !== ESC) return unknown(bytes, at);
  if (at + 1 >= end) return 'incomplete';
  return readEsc(bytes, at, end);
}

function unknown(bytes: Uint8Array, at: number): Step {
  return { command: { kind: 'unknown', bytes: bytes.slice(at, at + 1) }, length: 1 };
}

function readEsc(bytes: Uint8Array, at: number, end: number): Step {
  const name = bytes[at + 1]!;
  const fixed = BY_ESC[name];
  if (fixed) return readFixed(bytes, at, end, 2, fixed);
  if (name !== GS && name !== RS && name !== ACK) return unknown(bytes, at);
  // Of ESC ACK only its real-time forms are commands; those were found before, unless their last byte is yet to come.
  if (at + 2 >= end) return 'incomplete';
  if (name === ACK) return unknown(bytes, at);
  const second = bytes[at + 2]!;
  if (name === RS) return readStatusSetting(bytes, at, end, second);
  const grouped = BY_ESC_GS[second];
  if (grouped) return readFixed(bytes, at, end, 3, grouped);
  if (second === 0x53) return readRaster(bytes, at, end);
  return second === 0x79 ? readQr(bytes, at, end) : unknown(bytes, at);
}

function readFixed(bytes: Uint8Array, at: number, end: number, head: number, [count, make]: Fixed): Step {
  if (at + head + count > end) return 'incomplete';
  return { command: make(bytes[at + head] ?? 0, bytes[at + head + 1] ?? 0), length: head + count };
}

/** `ESC RS a n` is the status setting; others of the family have one parameter too. */
function readStatusSetting(bytes: Uint8Array, at: number, end: number, second: number): Step {
  if (at + 4 > end) return 'incomplete';
  const command: Command =
    second === 0x61
      ? { kind: 'status-back', mask: bytes[at + 3]! }
      : { kind: 'other', name: `ESC RS ${String.fromCharCode(second)}`, bytes: bytes.slice(at, at + 4) };
  return { command, length: 4 };
}

function readRaster(bytes: Uint8Array, at: number, end: number): Step {
  if (at + 9 > end) return 'incomplete';
  const widthBytes = bytes[at + 4]! + 256 * bytes[at + 5]!;
  const height = bytes[at + 6]! + 256 * bytes[at + 7]!;
  const length = 9 + widthBytes * height;
  if (length > MAX_COMMAND_BYTES) return unknown(bytes, at);
  if (at + length > end) return 'incomplete';
  return { command: { kind: 'raster', widthBytes, height, data: bytes.slice(at + 9, at + length) }, length };
}

function readQr(bytes: Uint8Array, at: number, end: number): Step {
  const group = bytes[at + 3];
  if (group === undefined || at + 4 > end) return 'incomplete';
  if (group === 0x50) return { command: { kind: 'qr-print' }, length: 4 };
  if (group === 0x53) {
    if (at + 6 > end) return 'incomplete';
    return { command: qrSetting(bytes[at + 4]!, bytes[at + 5]!, bytes.slice(at, at + 6)), length: 6 };
  }
  if (group !== 0x44) return unknown(bytes, at);
  if (at + 8 > end) return 'incomplete';
  const length = 8 + bytes[at + 6]! + 256 * bytes[at + 7]!;
  if (at + length > end) return 'incomplete';
  return { command: { kind: 'qr-store', data: bytes.slice(at + 8, at + length) }, length };
}

function qrSetting(what: number, value: number, bytes: Uint8Array): Command {
  if (what === 0x30) return { kind: 'qr-model' };
  if (what === 0x31) return { kind: 'qr-correction', level: STAR_CORRECTIONS[value] ?? 'L' };
  return what === 0x32 ? { kind: 'qr-module', dots: value } : { kind: 'other', name: 'ESC GS y S', bytes };
}

/** `ESC ACK SOH` asks for the status, `ESC ACK CAN` resets: both at once, whatever waits before them. */
function nextRealTime(bytes: Uint8Array, from: number): FoundRealTime | undefined {
  for (let at = bytes.indexOf(ESC, from); at >= 0; at = bytes.indexOf(ESC, at + 1)) {
    if (bytes[at + 1] !== ACK) continue;
    if (bytes[at + 2] === 0x01) return { command: { kind: 'ask-status', what: 1 }, at, length: 3 };
    if (bytes[at + 2] === 0x18) return { command: { kind: 'clear-buffer' }, at, length: 3 };
  }
  return undefined;
}

const STAR: Grammar = { read: readStar, nextRealTime, longestRealTime: 3 };
