/**
 * A baseline JPEG of greys (ITU-T T.81, sequential DCT, the tables of its annex K): enough to put a drawn face into a
 * document, and the same bytes on every machine, which no library promises.
 */

const ZIGZAG = [
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21],
  ...[28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61],
  ...[54, 47, 55, 62, 63],
];
/** Table K.1, row by row, halved as K.1 advises for a picture that looks like its original. */
const QUANTISATION = [
  ...[16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56],
  ...[14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92],
  ...[49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99],
].map((step) => Math.round(step / 2));

interface HuffmanTable {
  /** How many codes there are of 1, 2, … 16 bits. */
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

/** Table K.3. */
const DC: HuffmanTable = {
  counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  symbols: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
};
/** Table K.5; its symbols in hexadecimal. */
const AC: HuffmanTable = {
  counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d],
  symbols: [
    ...Buffer.from(
      '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a' +
        '434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8' +
        'a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
      'hex',
    ),
  ],
};

/** Code and its bits for every symbol (annex C). */
function codesOf({ counts, symbols }: HuffmanTable): ReadonlyMap<number, readonly [code: number, bits: number]> {
  const codes = new Map<number, readonly [number, number]>();
  let [code, at] = [0, 0];
  counts.forEach((count, index) => {
    for (let i = 0; i < count; i += 1) {
      codes.set(symbols[at] ?? 0, [code, index + 1]);
      [code, at] = [code + 1, at + 1];
    }
    code <<= 1;
  });
  return codes;
}

const DC_CODES = codesOf(DC);
const AC_CODES = codesOf(AC);
const COSINES = Array.from({ length: 64 }, (_, i) => {
  const [u, x] = [i >> 3, i & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** `grey` row by row, 0 black to 255 white; width and height are multiples of 8. */
export function encodeJpeg(grey: Uint8Array, width: number, height: number): Uint8Array {
  const out: number[] = [0xff, 0xd8];
  const segment = (marker: number, body: readonly number[]) =>
    out.push(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body);
  segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  segment(0xdb, [0, ...ZIGZAG.map((at) => QUANTISATION[at] ?? 0)]);
  segment(0xc0, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0]);
  segment(0xc4, [0x00, ...DC.counts, ...DC.symbols]);
  segment(0xc4, [0x10, ...AC.counts, ...AC.symbols]);
  segment(0xda, [1, 1, 0x00, 0, 63, 0]);
  const bits = bitWriter(out);
  let before = 0;
  for (let y = 0; y < height; y += 8) {
    for (let x = 0; x < width; x += 8) before = writeBlock(quantised(grey, y * width + x, width), before, bits);
  }
  bits.end();
  out.push(0xff, 0xd9);
  return Uint8Array.from(out);
}

/** The 64 coefficients of one block, in zigzag order. */
function quantised(grey: Uint8Array, from: number, stride: number): number[] {
  const pixel = (i: number) => (grey[from + (i >> 3) * stride + (i & 7)] ?? 0) - 128;
  const sum = (u: number, at: (x: number) => number) => {
    let total = 0;
    for (let x = 0; x < 8; x += 1) total += (COSINES[u * 8 + x] ?? 0) * at(x);
    return total;
  };
  const rows = Array.from({ length: 64 }, (_, i) => sum(i & 7, (x) => pixel((i & 56) + x)));
  const whole = Array.from({ length: 64 }, (_, i) => sum(i >> 3, (y) => rows[y * 8 + (i & 7)] ?? 0));
  return ZIGZAG.map((at) => Math.round((whole[at] ?? 0) / (QUANTISATION[at] ?? 1)));
}

type BitWriter = ReturnType<typeof bitWriter>;

/** Bits into bytes, a zero stuffed after each 0xff, the end filled with ones (F.1.2.3). */
function bitWriter(out: number[]) {
  let [held, count] = [0, 0];
  const write = (value: number, bits: number) => {
    held = (held << bits) | value;
    for (count += bits; count >= 8; count -= 8) {
      const byte = (held >> (count - 8)) & 0xff;
      out.push(byte);
      if (byte === 0xff) out.push(0);
    }
    held &= (1 << count) - 1;
  };
  return { write, end: () => write(0x7f, 7) };
}

/** Size of a coefficient and its bits (F.1.2.1): a negative one is written one less. */
function writeValue(value: number, bits: BitWriter): void {
  const size = sizeOf(value);
  if (size > 0) bits.write(value < 0 ? value + (1 << size) - 1 : value, size);
}

const sizeOf = (value: number) => 32 - Math.clz32(Math.abs(value));

function writeBlock(block: readonly number[], before: number, bits: BitWriter): number {
  const dc = block[0] ?? 0;
  bits.write(...(DC_CODES.get(sizeOf(dc - before)) ?? [0, 0]));
  writeValue(dc - before, bits);
  let zeros = 0;
  for (const value of block.slice(1)) {
    if (value === 0) zeros += 1;
    else {
      for (; zeros > 15; zeros -= 16) bits.write(...(AC_CODES.get(0xf0) ?? [0, 0]));
      bits.write(...(AC_CODES.get(zeros * 16 + sizeOf(value)) ?? [0, 0]));
      writeValue(value, bits);
      zeros = 0;
    }
  }
  if (zeros > 0) bits.write(...(AC_CODES.get(0) ?? [0, 0]));
  return dc;
}
