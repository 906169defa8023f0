import type { QrMatrix } from './qr.ts';

/** Black-and-white picture. The leftmost dot is the highest bit; 1 is black. */
export interface Dots {
  readonly widthBytes: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export function blankDots(width: number, height: number): Dots {
  const widthBytes = Math.ceil(width / 8);
  return { widthBytes, height, data: new Uint8Array(widthBytes * height) };
}

export const hasDotAt = (dots: Dots, x: number, y: number): boolean =>
  ((dots.data[y * dots.widthBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;

/** Blackens a rectangle. Dots beyond the right edge are lost, as on paper. */
export function blacken(dots: Dots, x: number, y: number, width = 1, height = 1): void {
  for (let row = y; row < Math.min(y + height, dots.height); row++) {
    for (let column = x; column < Math.min(x + width, dots.widthBytes * 8); column++) {
      dots.data[row * dots.widthBytes + (column >> 3)]! |= 0x80 >> (column & 7);
    }
  }
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

/** A barcode as a picture of `height` dots. */
export function barDots(modules: readonly boolean[], module: number, height: number): Dots {
  const dots = blankDots(modules.length * module, height);
  modules.forEach((black, at) => {
    if (black) blacken(dots, at * module, 0, module, height);
  });
  return dots;
}

/** Shrinks a picture of `width` dots to at most `most`, with the same proportions. A smaller picture stays. */
export function shrinkToWidth(dots: Dots, width: number, most: number): Dots {
  if (width <= most) return dots;
  const scale = width / most;
  const small = blankDots(most, Math.max(1, Math.round(dots.height / scale)));
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < most; x++) {
      if (mostlyBlack(dots, x * scale, y * scale, scale)) blacken(small, x, y);
    }
  }
  return small;
}

/** Whether at least half of a square's dots are black: thin lines stay. */
function mostlyBlack(dots: Dots, left: number, top: number, size: number): boolean {
  let black = 0;
  let all = 0;
  for (let y = Math.floor(top); y < Math.min(dots.height, Math.ceil(top + size)); y++) {
    for (let x = Math.floor(left); x < Math.ceil(left + size); x++) {
      all += 1;
      if (hasDotAt(dots, x, y)) black += 1;
    }
  }
  return black * 2 >= all && black > 0;
}

/** Copies black dots into another picture, each scaled. */
export function copyDots(from: Dots, to: Dots, left: number, top: number, scaleX = 1, scaleY = 1): void {
  for (let y = 0; y < from.height; y++) {
    for (let x = 0; x < from.widthBytes * 8; x++) {
      if (hasDotAt(from, x, y)) blacken(to, left + x * scaleX, top + y * scaleY, scaleX, scaleY);
    }
  }
}

export function scaleDots(dots: Dots, scaleX: number, scaleY: number): Dots {
  if (scaleX === 1 && scaleY === 1) return dots;
  const big = blankDots(dots.widthBytes * 8 * scaleX, dots.height * scaleY);
  copyDots(dots, big, 0, 0, scaleX, scaleY);
  return big;
}

/** Cuts a picture into horizontal bands of at most `maxBytes`, from top to bottom. */
export function splitIntoBands(dots: Dots, maxBytes: number): readonly Dots[] {
  const rows = Math.max(1, Math.floor(maxBytes / dots.widthBytes));
  const bands: Dots[] = [];
  for (let y = 0; y < dots.height; y += rows) {
    const data = dots.data.slice(y * dots.widthBytes, (y + rows) * dots.widthBytes);
    bands.push({ widthBytes: dots.widthBytes, height: data.length / dots.widthBytes, data });
  }
  return bands;
}

/** Bytes that begin a real-time command. `instead`: the first byte with one more dot. */
const REAL_TIME = {
  escpos: { first: 0x10, seconds: [0x04, 0x05, 0x14], instead: 0x30 },
  star: { first: 0x1b, seconds: [0x06], instead: 0x3b },
} as const;

type Language = keyof typeof REAL_TIME;

/** Whether a printer could read a real-time command in these bytes. */
export function containsRealTimeCommand(data: Uint8Array, language: Language = 'escpos'): boolean {
  const { first, seconds } = REAL_TIME[language];
  return data.some((byte, at) => byte === first && (seconds as readonly number[]).includes(data[at + 1] ?? 0));
}

/**
 * Raster data without real-time commands. Printers obey `10 04`, `10 05` and `10 14` even inside picture data. One more dot beside a dot of
 * the first byte breaks the pattern and is invisible.
 */
export function removeRealTimeCommands(data: Uint8Array, language: Language = 'escpos'): Uint8Array {
  const { first, seconds, instead } = REAL_TIME[language];
  const safe = data.slice();
  for (let at = safe.indexOf(first); at >= 0; at = safe.indexOf(first, at + 1)) {
    if ((seconds as readonly number[]).includes(safe[at + 1] ?? 0)) safe[at] = instead;
  }
  return safe;
}
