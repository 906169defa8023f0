import type { Align, Command, QrCorrection } from '../paper/command.ts';
import { ESC, GS, LF } from '../paper/control-codes.ts';

/*
 * StarPRNT: the same commands in Star's bytes. Names of sections: Star's "STAR Line Mode Command Specifications" (line
 * thermal printers), which both command sets share but for raster (`ESC GS S`, StarPRNT only).
 */

export const RS = 0x1e;
export const ACK = 0x06;
/** Queued: "update ASB ETB status" when all before it is printed (page 3-54). */
export const ETB = 0x17;

export const STAR_ALIGNS: readonly Align[] = ['left', 'center', 'right'];
export const STAR_CORRECTIONS: readonly QrCorrection[] = ['L', 'M', 'Q', 'H'];

/** `ESC d n`: both feed to the knife first. */
const FULL_CUT = 2;
export const PARTIAL_CUT = 3;

const low = (n: number): number => n & 0xff;
const high = (n: number): number => n >> 8;

/**
 * One command in Star's bytes. What asks and what clears are those of Star that do the same. Throws for a command that
 * Star has not: whoever writes for a Star printer must not use it.
 */
export function encodeStarCommand(command: Command): Uint8Array {
  switch (command.kind) {
    case 'text':
    case 'other':
    case 'unknown':
      return command.bytes;
    case 'raster': {
      const { widthBytes, height, data } = command;
      return Uint8Array.of(ESC, GS, 0x53, 1, low(widthBytes), high(widthBytes), low(height), high(height), 0, ...data);
    }
    case 'qr-store':
      return Uint8Array.of(
        ESC,
        GS,
        0x79,
        0x44,
        0x31,
        0,
        low(command.data.length),
        high(command.data.length),
        ...command.data,
      );
    default:
      return Uint8Array.from(encodePlain(command));
  }
}

function encodePlain(command: Command): readonly number[] {
  switch (command.kind) {
    case 'line-feed':
      return [LF];
    case 'initialise':
      return [ESC, 0x40];
    case 'code-page':
      return [ESC, GS, 0x74, command.number];
    case 'bold':
      return [ESC, command.on ? 0x45 : 0x46];
    case 'size':
      return [ESC, 0x69, command.height - 1, command.width - 1];
    case 'align':
      return [ESC, GS, 0x61, STAR_ALIGNS.indexOf(command.align)];
    // n/8 mm, which is one dot of a head with 203 dots an inch.
    case 'feed':
      return [ESC, 0x49, command.units];
    case 'feed-lines':
      return [ESC, 0x61, command.lines];
    case 'qr-model':
      return [ESC, GS, 0x79, 0x53, 0x30, 2];
    case 'qr-correction':
      return [ESC, GS, 0x79, 0x53, 0x31, STAR_CORRECTIONS.indexOf(command.level)];
    case 'qr-module':
      return [ESC, GS, 0x79, 0x53, 0x32, command.dots];
    case 'qr-print':
      return [ESC, GS, 0x79, 0x50];
    case 'cut':
      return [ESC, 0x64, command.full ? FULL_CUT : PARTIAL_CUT];
    case 'status-back':
      return [ESC, RS, 0x61, command.mask];
    case 'ask-status':
      return [ESC, ACK, 0x01];
    case 'ask-queued':
      return [ETB];
    case 'clear-buffer':
      return [ESC, ACK, 0x18];
    default:
      throw new Error(`StarPRNT has no ${command.kind}`);
  }
}
