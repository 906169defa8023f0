import { concat } from '../../bytes.ts';
import type { Align, Command, QrCorrection } from '../paper/command.ts';
import { ESC, GS, LF } from '../paper/control-codes.ts';

export const RS = 0x1e;
export const ACK = 0x06;
/** Star's name: "Cancel print data and initialize commands". */
export const CAN = 0x18;
/** "Update ASB ETB status", when everything sent before is printed (page 3-54). */
export const ETB = 0x17;

export const STAR_ALIGNS: readonly Align[] = ['left', 'center', 'right'];
export const STAR_CORRECTIONS: readonly QrCorrection[] = ['L', 'M', 'Q', 'H'];

/** Numbers of `ESC d n`: both first feed to the knife. */
export const FULL_CUT = 2;
export const PARTIAL_CUT = 3;

const low = (n: number): number => n & 0xff;
const high = (n: number): number => n >> 8;

/**
 * Encodes a command for Star, with the commands of Star's "STAR Line Mode Command Specifications" (line thermal printers). They hold for
 * both command sets, except raster (`ESC GS S`, StarPRNT only). A command that asks or clears becomes Star's equivalent. Throws for a
 * command that Star lacks: callers must not use it.
 */
export function encodeStarCommand(command: Command): Uint8Array {
  switch (command.kind) {
    case 'text':
    case 'other':
    case 'unknown':
      return command.bytes;
    case 'raster': {
      const { widthBytes, height, data } = command;
      return concat([ESC, GS, 0x53, 1, low(widthBytes), high(widthBytes), low(height), high(height), 0], data);
    }
    case 'qr-store': {
      const { data } = command;
      return concat([ESC, GS, 0x79, 0x44, 0x31, 0, low(data.length), high(data.length)], data);
    }
    default: {
      const encode = SHORT[command.kind] as ((short: Command) => readonly number[]) | undefined;
      if (!encode) throw new Error(`StarPRNT has no ${command.kind}`);
      return Uint8Array.from(encode(command));
    }
  }
}

const SHORT: {
  readonly [Kind in Command['kind']]?: (command: Extract<Command, { readonly kind: Kind }>) => readonly number[];
} = {
  'line-feed': () => [LF],
  initialise: () => [ESC, 0x40],
  'code-page': ({ number }) => [ESC, GS, 0x74, number],
  bold: ({ on }) => [ESC, on ? 0x45 : 0x46],
  size: ({ width, height }) => [ESC, 0x69, height - 1, width - 1],
  align: ({ align }) => [ESC, GS, 0x61, STAR_ALIGNS.indexOf(align)],
  // `n`/8 mm: one dot of a head with 203 dpi.
  feed: ({ units }) => [ESC, 0x49, units],
  'feed-lines': ({ lines }) => [ESC, 0x61, lines],
  'qr-model': () => [ESC, GS, 0x79, 0x53, 0x30, 2],
  'qr-correction': ({ level }) => [ESC, GS, 0x79, 0x53, 0x31, STAR_CORRECTIONS.indexOf(level)],
  'qr-module': ({ dots }) => [ESC, GS, 0x79, 0x53, 0x32, dots],
  'qr-print': () => [ESC, GS, 0x79, 0x50],
  cut: ({ full, inPlace }) => [ESC, 0x64, (full ? FULL_CUT : PARTIAL_CUT) - (inPlace ? FULL_CUT : 0)],
  'status-back': ({ mask }) => [ESC, RS, 0x61, mask],
  'ask-status': () => [ESC, ACK, 0x01],
  'ask-queued': () => [ETB],
  'clear-buffer': () => [ESC, ACK, 0x18],
};
