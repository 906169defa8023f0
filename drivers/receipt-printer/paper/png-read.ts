import { Unzlib } from 'fflate';
import { concatBytes, fromBase64, latin1Text, toHex } from '../../bytes.ts';
import { blankDots, type Dots } from './dots.ts';

const SIGNATURE = '89504e470d0a1a0a';
const GREY = 0;
const PALETTE = 3;
/** A picture for paper is small; more than this is a mistake or an attack. */
const MOST_DOTS = 2_000;

/**
 * The dots of a black-and-white PNG: one bit a dot, grey or with a palette of two, not interlaced (PNG specification,
 * sections 9 and 11.2). `undefined`: it is no such picture. `width` is the picture's own; the bits behind it are white.
 */
export function decodePng(bytes: Uint8Array): { readonly dots: Dots; readonly width: number } | undefined {
  const chunks = chunksOf(bytes);
  const header = chunks?.find(({ type }) => type === 'IHDR')?.data;
  if (!chunks || header?.length !== 13) return undefined;
  const [width, height] = [uint32(header, 0), uint32(header, 4)];
  const [depth, colour, , , interlace] = header.subarray(8);
  if (depth !== 1 || interlace !== 0 || (colour !== GREY && colour !== PALETTE)) return undefined;
  if (width < 1 || height < 1 || width > MOST_DOTS || height > MOST_DOTS) return undefined;
  const lines = unfiltered(chunks, Math.ceil(width / 8), height);
  const black = colour === GREY ? 0 : darker(chunks.find(({ type }) => type === 'PLTE')?.data);
  return lines && { width, dots: dotsOf(lines, width, height, black) };
}

/** A picture as a receipt carries it: base64 of such a PNG. */
export function decodePngBase64(text: string): ReturnType<typeof decodePng> {
  const bytes = fromBase64(text);
  return bytes && decodePng(bytes);
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

function chunksOf(bytes: Uint8Array): readonly Chunk[] | undefined {
  if (toHex(bytes.subarray(0, 8)) !== SIGNATURE) return undefined;
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = uint32(bytes, at);
    if (at + 12 + length > bytes.length) return undefined;
    chunks.push({ type: latin1Text(bytes.subarray(at + 4, at + 8)), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

const uint32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);

/** Rows of `widthBytes` with their filters taken off, or `undefined` where the data is damaged. */
function unfiltered(chunks: readonly Chunk[], widthBytes: number, height: number): Uint8Array | undefined {
  const size = (widthBytes + 1) * height;
  const raw = inflated(concatBytes(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []))), size);
  if (!raw) return undefined;
  const rows = new Uint8Array(widthBytes * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (widthBytes + 1)]!;
    if (filter > 4) return undefined;
    for (let x = 0; x < widthBytes; x++) {
      const left = x > 0 ? rows[y * widthBytes + x - 1]! : 0;
      const up = y > 0 ? rows[(y - 1) * widthBytes + x]! : 0;
      const corner = x > 0 && y > 0 ? rows[(y - 1) * widthBytes + x - 1]! : 0;
      rows[y * widthBytes + x] = raw[y * (widthBytes + 1) + 1 + x]! + predicted(filter, left, up, corner);
    }
  }
  return rows;
}

/** Compressed bytes at a time: they unpack to at most about 1 MB. */
const STEP_BYTES = 1_024;

/** zlib's format (RFC 1950) that unpacks to exactly `size` bytes. Unpacking stops at the first byte too many. */
function inflated(data: Uint8Array, size: number): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  let room = size;
  const stream = new Unzlib((piece) => {
    pieces.push(piece);
    room -= piece.length;
  });
  try {
    for (let at = 0; at < data.length && room >= 0; at += STEP_BYTES)
      stream.push(data.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= data.length);
  } catch {
    return undefined;
  }
  const raw = concatBytes(pieces);
  return room === 0 && adler32(raw) === uint32(data, data.length - 4) ? raw : undefined;
}

/** The check at the end of zlib's format (RFC 1950, section 8.2); the library does not look at it. */
function adler32(bytes: Uint8Array): number {
  let [sum, sums] = [1, 0];
  for (const byte of bytes) {
    sum = (sum + byte) % 65_521;
    sums = (sums + sum) % 65_521;
  }
  return sums * 65_536 + sum;
}

/** PNG specification, 9.2: none, sub, up, average, Paeth. */
function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function darker(palette: Uint8Array | undefined): 0 | 1 {
  const light = (entry: number): number => [0, 1, 2].reduce((sum, at) => sum + (palette?.[entry * 3 + at] ?? 255), 0);
  return light(0) <= light(1) ? 0 : 1;
}

function dotsOf(rows: Uint8Array, width: number, height: number, black: 0 | 1): Dots {
  const dots = blankDots(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = (rows[y * dots.widthBytes + (x >> 3)]! >> (7 - (x & 7))) & 1;
      if (bit === black) dots.data[y * dots.widthBytes + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  return dots;
}
