import { latin1Bytes } from '../../bytes.ts';
import type { ZoneBlockShape } from './block.ts';

/** Byte after ETX; see `threeMShape`. */
export type CheckByte = 'xor' | 'ignore';

const SOH = 0x01;
const STX = 0x02;
const ETX = 0x03;
const O = 0x4f;
const U = 0x55;
/** Length bytes after SOH, if present: low, high, seven bits each. */
const LENGTH_WORD = 2;
const BITS_OF_LENGTH_BYTE = 7;

const PADDED_TWO_LINES = 44;
const TD2_LENGTH = 36;

/**
 * Blocks of 3M (Rochford Thompson) readers in RTE Native: `SOH [length] "OU" STX flag line1 CR line2 CR line3 CR ETX [BCC]`, without
 * commands (3M RTE6701-OEM Integration Manual VC27U V1.03, 9.1). The length is ignored: some firmware omits it, and ETX marks the end. The
 * flag is one byte of any value. Readers pad two lines with `_` to 44 for any document (9.1.1.2): TD2 gets a passport's width. Absent lines
 * are empty.
 *
 * `checkByte`: byte after ETX. `xor`: exclusive or of everything after SOH, with ETX. `ignore`: any byte or none. The manual page at hand
 * does not define this byte: use `ignore` until `xor` was seen. The zone's check digits hold anyway.
 */
export function threeMShape(checkByte: CheckByte): ZoneBlockShape {
  return {
    headerAt,
    tailLength: 1,
    tailMayBeMissing: checkByte === 'ignore',
    wrongIn: (block) => (checkByte === 'ignore' || bccOf(block) === block.at(-1) ? null : 'wrong check byte'),
    tidy: unpad,
  };
}

function headerAt(bytes: Uint8Array, from: number): number | 'more' | null {
  if (bytes[from] !== SOH) return null;
  const left = bytes.length - from;
  let more = false;
  for (const length of [0, LENGTH_WORD]) {
    const seen = [O, U, STX].map((wanted, index) => {
      const byte = bytes[from + 1 + length + index];
      return byte === undefined || byte === wanted;
    });
    if (!seen.every(Boolean)) continue;
    const header = 1 + length + 4;
    if (left >= header) return header;
    more = true;
  }
  return more ? 'more' : null;
}

/** Removes the padding: eight `_` at the end of each of two lines. */
function unpad(lines: readonly string[]): readonly string[] {
  const present = lines.filter((line) => line !== '');
  const isPadded = (line: string) =>
    line.length === PADDED_TWO_LINES && line.endsWith('_'.repeat(PADDED_TWO_LINES - TD2_LENGTH));
  return present.length === 2 && present.every(isPadded) ? present.map((line) => line.slice(0, TD2_LENGTH)) : present;
}

function bccOf(block: Uint8Array): number {
  return block.subarray(1, -1).reduce((sum, byte) => sum ^ byte, 0);
}

/** Encodes the block of a 3M reader. No lines: the reader could read nothing. */
export function encodeThreeM(lines: readonly string[], flag = 0x20): Uint8Array {
  const width = lines.length === 2 ? PADDED_TWO_LINES : 0;
  const absent = Array.from({ length: Math.max(0, 3 - lines.length) }, () => '');
  const text = [...absent, ...lines.map((line) => line.padEnd(width, '_'))].map((line) => `${line}\r`).join('');
  // Length from "O" to the check byte, both included.
  const length = text.length + 6;
  const head = [SOH, length & 0x7f, length >> BITS_OF_LENGTH_BYTE, O, U, STX, flag];
  const block = Uint8Array.from([...head, ...latin1Bytes(text), ETX, 0]);
  block[block.length - 1] = bccOf(block);
  return block;
}
