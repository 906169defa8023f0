import type { Command } from '../paper/command.ts';
import {
  type Clears,
  type CommandParser,
  createParser,
  empties,
  type Fixed,
  type FoundRealTime,
  type Grammar,
  Params,
  readText,
  type Step,
} from '../paper/command-parser.ts';
import { ESC, GS, LF } from '../paper/control-codes.ts';
import { ACK, ETB, PARTIAL_CUT, RS, STAR_ALIGNS, STAR_CORRECTIONS } from './commands.ts';

/** The reverse of `encodeStarCommand`, for simulators and decoders. */
export const createStarParser = (clears: Clears = empties): CommandParser => createParser(STAR, clears);

/** By the byte after ESC. */
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
  if (first >= 0x20) return readText(bytes, at, end);
  if (first === LF) return { command: { kind: 'line-feed' }, length: 1 };
  if (first === ETB) return { command: { kind: 'ask-queued', what: 1 }, length: 1 };
  if (first !== ESC) return { command: { kind: 'unknown', bytes: bytes.slice(at, at + 1) }, length: 1 };
  return at + 1 >= end ? 'incomplete' : readEsc(new Params(bytes, at, end));
}

function readEsc(params: Params): Step {
  const { name } = params;
  const fixed = BY_ESC[name];
  if (fixed) return params.fixed(fixed);
  if (name !== GS && name !== RS && name !== ACK) return params.unknown();
  // Of ESC ACK only its real-time forms are commands; those were found before, unless their last byte is yet to come.
  const second = params.byte(0);
  if (second === undefined) return 'incomplete';
  if (name === ACK) return params.unknown();
  if (name === RS) return readStatusSetting(params, second);
  const grouped = BY_ESC_GS[second];
  if (grouped) return params.fixed(grouped, 1);
  if (second === 0x53) return readRaster(params);
  return second === 0x79 ? readQr(params) : params.unknown();
}

/** `ESC RS a n` is the status setting; others of the family have one parameter too. */
function readStatusSetting(params: Params, second: number): Step {
  if (second !== 0x61) return params.other(`ESC RS ${String.fromCharCode(second)}`, 2);
  return params.whole(2, () => ({ kind: 'status-back', mask: params.byte(1)! }));
}

function readRaster(params: Params): Step {
  const [widthBytes, height] = [params.word(2), params.word(4)];
  if (widthBytes === undefined || height === undefined || params.byte(6) === undefined) return 'incomplete';
  const end = 7 + widthBytes * height;
  return params.whole(end, () => ({ kind: 'raster', widthBytes, height, data: params.slice(7, end) }));
}

function readQr(params: Params): Step {
  const group = params.byte(1);
  if (group === undefined) return 'incomplete';
  if (group === 0x50) return params.whole(2, () => ({ kind: 'qr-print' }));
  if (group === 0x53) return params.whole(4, () => qrSetting(params.byte(2)!, params.byte(3)!, params.slice(-2, 4)));
  if (group !== 0x44) return params.unknown();
  const length = params.word(4);
  if (length === undefined) return 'incomplete';
  return params.whole(6 + length, () => ({ kind: 'qr-store', data: params.slice(6, 6 + length) }));
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
