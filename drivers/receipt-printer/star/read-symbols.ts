import { concatBytes } from '../../bytes.ts';
import type { Command } from '../paper/command.ts';
import { type CommandParams, type CommandParseResult, MAX_PRINTER_COMMAND_BYTES } from '../paper/command-parser.ts';
import { STAR_CORRECTIONS } from './commands.ts';

/** Parameter counts of `ESC GS x S n`, by `n`. */
const PDF417_SETTINGS: Readonly<Record<number, number>> = { 48: 3, 49: 1, 50: 1, 51: 1 };

/** `ESC GS x`. */
export function readPdf417(params: CommandParams): CommandParseResult {
  const group = params.byte(1);
  const what = params.byte(2);
  if (group === 0x50 || group === 0x49) return params.other('ESC GS x', 2);
  if (group === undefined || what === undefined) return 'incomplete';
  if (group === 0x53) return params.other('ESC GS x', 3 + (PDF417_SETTINGS[what] ?? 1));
  const length = group === 0x44 ? params.word(2) : undefined;
  if (group !== 0x44) return params.unknown();
  return length === undefined ? 'incomplete' : params.other('ESC GS x', 4 + length);
}

/** `ESC GS y`. */
export function readQr(params: CommandParams): CommandParseResult {
  const group = params.byte(1);
  if (group === undefined) return 'incomplete';
  if (group === 0x50) return params.whole(2, () => ({ kind: 'qr-print' }));
  if (group === 0x53) return params.whole(4, () => qrSetting(params.byte(2)!, params.byte(3)!, params.slice(-2, 4)));
  // Question about the size of the symbol.
  if (group === 0x49) return params.other('ESC GS y I', 2);
  if (group !== 0x44) return params.unknown();
  if (params.byte(2) === 0x32) return readQrBlocks(params);
  const length = params.word(4);
  if (length === undefined) return 'incomplete';
  return params.whole(6 + length, () => ({ kind: 'qr-store', data: params.slice(6, 6 + length) }));
}

/** `ESC GS y D 2 a`, then `a` blocks `m nL nH d…` of typed data. */
function readQrBlocks(params: CommandParams): CommandParseResult {
  const count = params.byte(3);
  if (count === undefined) return 'incomplete';
  const places: (readonly [number, number])[] = [];
  let end = 4;
  for (let block = 0; block < count && end <= MAX_PRINTER_COMMAND_BYTES; block++) {
    const length = params.word(end + 1);
    if (length === undefined) return 'incomplete';
    places.push([end + 3, end + 3 + length]);
    end += 3 + length;
  }
  return params.whole(end, () => ({
    kind: 'qr-store',
    data: concatBytes(places.map((place) => params.slice(...place))),
  }));
}

function qrSetting(what: number, value: number, bytes: Uint8Array): Command {
  if (what === 0x30) return { kind: 'qr-model' };
  if (what === 0x31) return { kind: 'qr-correction', level: STAR_CORRECTIONS[value] ?? 'L' };
  return what === 0x32 ? { kind: 'qr-module', dots: value } : { kind: 'other', name: 'ESC GS y S', bytes };
}
