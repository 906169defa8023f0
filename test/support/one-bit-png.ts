import { crc32, deflateSync } from 'node:zlib';
import type { Dots } from '../../drivers/receipt-printer/paper/dots.ts';

/** Makes a PNG of rows, each after its filter byte. `rest`: the bytes after width and height in `IHDR` (PNG specification, 11.2.2). */
export function pngFile(
  [width = 0, height = 0, ...rest]: readonly number[],
  palette: readonly number[] | null,
  rows: readonly number[] | Uint8Array,
): Buffer {
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', [...uint32(width), ...uint32(height), ...rest]),
    ...(palette ? [chunk('PLTE', palette)] : []),
    chunk('IDAT', deflateSync(Uint8Array.from(rows))),
    chunk('IEND', []),
  ]);
}

/** Makes a black-and-white PNG. In `Dots`, 1 is black; in a grey PNG, 1 is white. */
export function oneBitPng({ widthBytes, height, data }: Dots): Buffer {
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...data.subarray(y * widthBytes, (y + 1) * widthBytes).map((byte) => ~byte),
  ]);
  return pngFile([widthBytes * 8, height, 1, 0, 0, 0, 0], null, rows.flat());
}

const uint32 = (n: number): readonly number[] => [n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff];

function chunk(type: string, data: readonly number[] | Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), Uint8Array.from(data)]);
  return Buffer.concat([Uint8Array.from(uint32(data.length)), body, Uint8Array.from(uint32(crc32(body)))]);
}
