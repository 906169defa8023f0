import { crc32, deflateSync } from 'node:zlib';
import type { Dots } from './dots.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** One bit a dot, greyscale, deflate, no interlace (PNG specification, 11.2.2). */
const ONE_BIT_GREY = [1, 0, 0, 0, 0];

/** A black-and-white PNG. Our dots are 1 for black, PNG's greys are 1 for white. */
export function encodePng(dots: Dots): Uint8Array {
  const width = dots.widthBytes * 8;
  const header = Uint8Array.from([...uint32(width), ...uint32(dots.height), ...ONE_BIT_GREY]);
  const lines = new Uint8Array((dots.widthBytes + 1) * dots.height);
  for (let y = 0; y < dots.height; y++) {
    const row = dots.data.subarray(y * dots.widthBytes, (y + 1) * dots.widthBytes);
    // The first byte of each line names its filter: 0, none.
    lines.set(
      row.map((byte) => byte ^ 0xff),
      y * (dots.widthBytes + 1) + 1,
    );
  }
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', new Uint8Array(0))];
  return Uint8Array.from(Buffer.concat([SIGNATURE, ...chunks]));
}

const uint32 = (n: number): readonly number[] => [n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff];

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([Uint8Array.from(uint32(data.length)), body, Uint8Array.from(uint32(crc32(body)))]);
}
