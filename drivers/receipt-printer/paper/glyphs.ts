import { latin1Bytes, latin1Text } from '../../bytes.ts';
import { GLYPH_COLUMN_BYTES } from './command.ts';
import { PAPER_FONT_BITMAPS, PAPER_FONT_LETTERS } from './paper-font.ts';

/** Size of a letter of font A, in dots. */
export const GLYPH_WIDTH = 12;
export const GLYPH_HEIGHT = 24;

const GLYPH_BYTES = GLYPH_WIDTH * GLYPH_COLUMN_BYTES;

const BITMAPS: ReadonlyMap<string, Uint8Array> = readFont();
/** Letters by bitmap. Latin Ə and Cyrillic Ә share a bitmap, which reads as Latin. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  [...BITMAPS].reverse().map(([letter, dots]) => [latin1Text(dots), letter]),
);

function readFont(): ReadonlyMap<string, Uint8Array> {
  const all = latin1Bytes(atob(PAPER_FONT_BITMAPS));
  const letters = Array.from(PAPER_FONT_LETTERS);
  return new Map(letters.map((letter, at) => [letter, all.slice(at * GLYPH_BYTES, (at + 1) * GLYPH_BYTES)]));
}

/** Dots of a letter for `ESC &`: 12 columns of 3 bytes, top dot is the highest bit. `undefined`: the letter cannot be drawn. */
export const bitmapOf = (letter: string): Uint8Array | undefined => BITMAPS.get(letter);

/** Letter of a downloaded bitmap, by its dots. A bitmap with fewer columns is padded with blank ones. */
export function letterOfBitmap(bitmap: Uint8Array): string | undefined {
  if (bitmap.length === GLYPH_BYTES) return LETTERS.get(latin1Text(bitmap));
  if (bitmap.length > GLYPH_BYTES) return undefined;
  const padded = new Uint8Array(GLYPH_BYTES);
  padded.set(bitmap);
  return LETTERS.get(latin1Text(padded));
}

/** Whether the dot at column `x`, row `y` is black. */
export function isBlack(bitmap: Uint8Array, x: number, y: number): boolean {
  return ((bitmap[x * GLYPH_COLUMN_BYTES + (y >> 3)] ?? 0) & (0x80 >> (y & 7))) !== 0;
}

/** Bold as a thermal head prints it: every dot again, one to the right. */
export function emboldened(bitmap: Uint8Array): Uint8Array {
  return bitmap.map((byte, at) => byte | (at >= GLYPH_COLUMN_BYTES ? bitmap[at - GLYPH_COLUMN_BYTES]! : 0));
}

/** All letters that can be drawn. */
export const drawableLetters = (): readonly string[] => [...BITMAPS.keys()];
