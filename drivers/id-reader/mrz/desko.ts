import { latin1Bytes } from '../../bytes.ts';
import type { ZoneBlockShape } from './block.ts';

const STX = 0x02;
const ETX = 0x03;

/** Delimiters as set in the device. Empty: not checked. */
export interface DeskoDelimiters {
  readonly prefix: Uint8Array;
  readonly suffix: Uint8Array;
}

/**
 * DESKO blocks: `SOD STX line1 CR line2 CR [line3 CR] ETX EOD` (DESKO 7 000 310 001, 1.4). One device may have a document reader, a card
 * swipe and a barcode reader on one port, with different delimiters. With a prefix set, only the document reader's blocks count.
 */
export function deskoShape({ prefix, suffix }: DeskoDelimiters): ZoneBlockShape {
  const header = [...prefix, STX];
  return {
    headerAt(bytes, from) {
      const there = header.slice(0, bytes.length - from);
      if (!there.every((byte, index) => bytes[from + index] === byte)) return null;
      return there.length === header.length ? header.length : 'more';
    },
    tailLength: suffix.length,
    tailMayBeMissing: false,
    wrongIn: (block) =>
      suffix.every((byte, index) => block[block.length - suffix.length + index] === byte) ? null : 'wrong suffix',
    tidy: (lines) => lines,
  };
}

export function encodeDesko(lines: readonly string[], { prefix, suffix }: DeskoDelimiters): Uint8Array {
  const text = lines.map((line) => `${line}\r`).join('');
  return Uint8Array.from([...prefix, STX, ...latin1Bytes(text), ETX, ...suffix]);
}
