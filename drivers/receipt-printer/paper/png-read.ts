import { Unzlib } from 'fflate';
import { concatBytes, fromBase64, latin1Text, toHex } from '../../bytes.ts';
import type { Dots } from './dots.ts';

const SIGNATURE = '89504e470d0a1a0a';
const GREY = 0;
const PALETTE = 3;
/** Per side: a larger picture is a mistake. */
const MOST_DOTS = 2_000;

/**
 * Decodes a black-and-white PNG: one bit per dot, grey or with a palette of two, not interlaced (PNG specification, sections 9 and 11.2).
 * `undefined`: a file of another kind, or a damaged file. `width` is in dots; bits beyond the width are white. Runs in a web page, where
 * pngjs lacks `Buffer`.
 * An encoder may split `IDAT` into several chunks. Unpacking (zlib format, RFC 1950) stops at the first byte too many: a small file cannot
 * block the processor. The checksum (RFC 1950, section 8.2) is compared here, because fflate does not check it.
 */
export function decodePng(bytes: Uint8Array): { readonly dots: Dots; readonly width: number } | undefined {
  if (toHex(bytes.subarray(0, 8)) !== SIGNATURE) return undefined;
  const chunks = chunksOf(bytes);
  if (!chunks) return undefined;
  const header = dataOf(chunks, 'IHDR');
  if (header.length !== 13) return undefined;
  const [width, height] = [uint32(header, 0), uint32(header, 4)];
  const [depth, colour, , , interlace] = header.subarray(8);
  if (depth !== 1 || interlace !== 0 || (colour !== GREY && colour !== PALETTE)) return undefined;
  if (width < 1 || height < 1 || width > MOST_DOTS || height > MOST_DOTS) return undefined;
  const widthBytes = Math.ceil(width / 8);
  const rows = unfiltered(dataOf(chunks, 'IDAT'), widthBytes, height);
  const isOneBlack = colour === PALETTE && isSecondDarker(dataOf(chunks, 'PLTE'));
  const lastByte = 0xff << (8 * widthBytes - width);
  const data = rows?.map(
    (byte, at) => (isOneBlack ? byte : ~byte) & (at % widthBytes === widthBytes - 1 ? lastByte : 0xff),
  );
  return data && { width, dots: { widthBytes, height, data } };
}

/** Decodes base64 of such a PNG, as receipts have it. */
export function decodePngBase64(text: string): ReturnType<typeof decodePng> {
  const bytes = fromBase64(text);
  return bytes && decodePng(bytes);
}

type Chunk = readonly [type: string, data: Uint8Array];

/** `undefined`: the file ends inside a chunk. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const from = at + 8;
    const to = from + uint32(bytes, at);
    if (to + 4 > bytes.length) return undefined;
    chunks.push([latin1Text(bytes.subarray(at + 4, from)), bytes.subarray(from, to)]);
    at = to + 4;
  }
  return chunks;
}

const dataOf = (chunks: readonly Chunk[], wanted: string): Uint8Array =>
  concatBytes(chunks.flatMap(([type, data]) => (type === wanted ? [data] : [])));

const uint32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);

function unfiltered(packed: Uint8Array, widthBytes: number, height: number): Uint8Array | undefined {
  const raw = unpacked(packed, (widthBytes + 1) * height);
  if (!raw) return undefined;
  const rows = new Uint8Array(widthBytes * height);
  for (let y = 0; y < height; y++) {
    const predict = FILTERS[raw[y * (widthBytes + 1)]!];
    if (!predict) return undefined;
    for (let x = 0; x < widthBytes; x++) {
      const at = y * widthBytes + x;
      const left = x > 0 ? rows[at - 1]! : 0;
      const up = y > 0 ? rows[at - widthBytes]! : 0;
      const corner = x > 0 && y > 0 ? rows[at - widthBytes - 1]! : 0;
      rows[at] = raw[at + y + 1]! + predict(left, up, corner);
    }
  }
  return rows;
}

/** Compressed bytes, which unpack to at most about 1 MB. */
const STEP_BYTES = 1_024;

function unpacked(data: Uint8Array, size: number): Uint8Array | undefined {
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

function adler32(bytes: Uint8Array): number {
  let [sum, sums] = [1, 0];
  for (const byte of bytes) {
    sum = (sum + byte) % 65_521;
    sums = (sums + sum) % 65_521;
  }
  return sums * 65_536 + sum;
}

/** Predicted byte of each filter: none, sub, up, average, Paeth (PNG specification, 9.2). */
const FILTERS: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, corner) => {
    const distance = (each: number): number => Math.abs(left + up - corner - each);
    return [left, up, corner].reduce((nearest, each) => (distance(each) < distance(nearest) ? each : nearest));
  },
];

function isSecondDarker(palette: Uint8Array): boolean {
  const light = (entry: number): number => [0, 1, 2].reduce((sum, at) => sum + (palette[entry * 3 + at] ?? 255), 0);
  return light(1) < light(0);
}
