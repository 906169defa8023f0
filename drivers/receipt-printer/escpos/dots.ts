import { bitmapOf, emboldened, GLYPH_HEIGHT, GLYPH_WIDTH, isBlack } from './glyphs.ts';
import type { TextStyle } from './layout.ts';
import type { QrMatrix } from './qr.ts';

/** A black-and-white picture: rows of `widthBytes`, the leftmost dot is the highest bit, 1 is black. */
export interface Dots {
  readonly widthBytes: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export function blankDots(width: number, height: number): Dots {
  const widthBytes = Math.ceil(width / 8);
  return { widthBytes, height, data: new Uint8Array(widthBytes * height) };
}

export const dotAt = (dots: Dots, x: number, y: number): boolean =>
  ((dots.data[y * dots.widthBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;

/** Blackens a square of `size` dots. Dots right of the edge are lost, as on paper. */
export function blacken(dots: Dots, x: number, y: number, width = 1, height = 1): void {
  for (let row = y; row < Math.min(y + height, dots.height); row++) {
    for (let column = x; column < Math.min(x + width, dots.widthBytes * 8); column++) {
      dots.data[row * dots.widthBytes + (column >> 3)]! |= 0x80 >> (column & 7);
    }
  }
}

/** One glyph with its top left dot at `x`, `y`. */
export function drawGlyph(dots: Dots, bitmap: Uint8Array, style: TextStyle, x: number, y: number): void {
  const ink = style.bold ? emboldened(bitmap) : bitmap;
  for (let column = 0; column < GLYPH_WIDTH; column++) {
    for (let row = 0; row < GLYPH_HEIGHT; row++) {
      if (!isBlack(ink, column, row)) continue;
      blacken(dots, x + column * style.width, y + row * style.height, style.width, style.height);
    }
  }
}

/** A line of text as a picture as wide as its letters. Letters without a bitmap stay blank. */
export function textDots(text: string, style: TextStyle): Dots {
  const letters = Array.from(text);
  const dots = blankDots(letters.length * GLYPH_WIDTH * style.width, GLYPH_HEIGHT * style.height);
  letters.forEach((letter, at) => {
    const bitmap = bitmapOf(letter);
    if (bitmap) drawGlyph(dots, bitmap, style, at * GLYPH_WIDTH * style.width, 0);
  });
  return dots;
}

export function qrDots(matrix: QrMatrix, module: number): Dots {
  const dots = blankDots(matrix.length * module, matrix.length * module);
  for (const [y, row] of matrix.entries()) {
    for (const [x, black] of row.entries()) {
      if (black) blacken(dots, x * module, y * module, module, module);
    }
  }
  return dots;
}

/** Horizontal bands of at most `bytes` each, from top to bottom. */
export function bandsOf(dots: Dots, bytes: number): readonly Dots[] {
  const rows = Math.max(1, Math.floor(bytes / dots.widthBytes));
  const bands: Dots[] = [];
  for (let y = 0; y < dots.height; y += rows) {
    const data = dots.data.slice(y * dots.widthBytes, (y + rows) * dots.widthBytes);
    bands.push({ widthBytes: dots.widthBytes, height: data.length / dots.widthBytes, data });
  }
  return bands;
}

const DLE = 0x10;
const REAL_TIME_FUNCTIONS = [0x04, 0x05, 0x14];

/**
 * Raster data in which no real-time command can be found. Printers obey `10 04 n` and `10 05 n` even inside
 * picture data; one dot more beside the first byte's dot breaks the pattern and cannot be seen.
 */
export function withoutRealTime(data: Uint8Array): Uint8Array {
  const safe = data.slice();
  for (let at = safe.indexOf(DLE); at >= 0; at = safe.indexOf(DLE, at + 1)) {
    if (REAL_TIME_FUNCTIONS.includes(safe[at + 1] ?? 0)) safe[at] = 0x30;
  }
  return safe;
}
