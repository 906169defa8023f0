import { type Dots, hasDotAt } from './dots.ts';
import { bitmapOf, drawableLetters, emboldened, GLYPH_HEIGHT, GLYPH_WIDTH, isBlack } from './glyphs.ts';

const DOTS_FORGIVEN = 2;
const BIGGEST_SCALE = 8;

/**
 * Reads letters in a picture made of our own bitmaps; `undefined`: another picture. So the text on a printer without glyphs is tested
 * without a text recogniser. Two dots may be wrong anywhere, or each row may have one more, added against real-time commands. А and A have
 * the same dots: one letter that only Cyrillic has makes a word Cyrillic.
 */
export function readTextFromDots(dots: Dots): string | undefined {
  const scale = dots.height / GLYPH_HEIGHT;
  if (!Number.isInteger(scale) || scale < 1 || scale > BIGGEST_SCALE) return undefined;
  const count = Math.floor((dots.widthBytes * 8) / (GLYPH_WIDTH * scale));
  let text = '';
  for (let cell = 0; cell < count; cell++) {
    const left = cell * GLYPH_WIDTH * scale;
    const seen = rowsOf((x, y) => hasDotAt(dots, left + x * scale, y * scale));
    const letter = exactly(seen) ?? nearest(seen);
    if (letter === undefined) return undefined;
    text += letter;
  }
  return text.trimEnd().replace(/\p{L}+/gu, oneScript);
}

function rowsOf(black: (x: number, y: number) => boolean): readonly number[] {
  return Array.from({ length: GLYPH_HEIGHT }, (_, y) => {
    let row = 0;
    for (let x = 0; x < GLYPH_WIDTH; x++) row = (row << 1) | Number(black(x, y));
    return row;
  });
}

interface Shape {
  readonly letter: string;
  readonly rows: readonly number[];
}

const shapeOf = (letter: string, bitmap: Uint8Array): Shape => ({
  letter,
  rows: rowsOf((x, y) => isBlack(bitmap, x, y)),
});

let shapes: readonly Shape[] | undefined;
let byRows: ReadonlyMap<string, string> | undefined;

function allShapes(): readonly Shape[] {
  shapes ??= drawableLetters().flatMap((letter) => {
    const bitmap = bitmapOf(letter)!;
    return [shapeOf(letter, bitmap), shapeOf(letter, emboldened(bitmap))];
  });
  return shapes;
}

function exactly(rows: readonly number[]): string | undefined {
  byRows ??= new Map([...allShapes()].reverse().map((shape) => [shape.rows.join(), shape.letter]));
  return byRows.get(rows.join());
}

function nearest(rows: readonly number[]): string | undefined {
  const alike = allShapes()
    .filter((shape) => distance(shape.rows, rows) <= DOTS_FORGIVEN || hasOneMoreARow(shape.rows, rows))
    .sort((a, b) => distance(a.rows, rows) - distance(b.rows, rows));
  return alike[0]?.letter;
}

function hasOneMoreARow(shape: readonly number[], seen: readonly number[]): boolean {
  const isBlank = shape.every((row) => row === 0);
  return !isBlank && shape.every((row, y) => (row & ~seen[y]!) === 0 && dotsIn(seen[y]! & ~row) <= 1);
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, row, y) => sum + dotsIn(row ^ b[y]!), 0);

function dotsIn(row: number): number {
  let dots = 0;
  for (let bits = row; bits !== 0; bits &= bits - 1) dots++;
  return dots;
}

function oneScript(word: string): string {
  const lookalikes = cyrillicLookalikes();
  const isCyrillic = Array.from(word).some((letter) => /\p{Script=Cyrillic}/u.test(letter));
  return isCyrillic ? Array.from(word, (letter) => lookalikes.get(letter) ?? letter).join('') : word;
}

let lookalikes: ReadonlyMap<string, string> | undefined;

function cyrillicLookalikes(): ReadonlyMap<string, string> {
  lookalikes ??= new Map(
    drawableLetters()
      .filter((letter) => /\p{Script=Cyrillic}/u.test(letter))
      .reverse()
      .flatMap((letter): [string, string][] => {
        const latin = exactly(shapeOf(letter, bitmapOf(letter)!).rows);
        return latin === undefined || latin === letter ? [] : [[latin, letter]];
      }),
  );
  return lookalikes;
}
