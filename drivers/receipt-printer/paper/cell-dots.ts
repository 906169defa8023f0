import { blacken, blankDots, copyDots, type Dots } from './dots.ts';
import { bitmapOf, emboldened, GLYPH_HEIGHT, GLYPH_WIDTH, isBlack } from './glyphs.ts';
import type { PaperCell, PaperStyle } from './paper-rows.ts';

/** Dots of Epson's font B; drawn as a smaller font A. */
const FONT_B = { width: 9, height: 17 } as const;
const UNDRAWABLE = '□';

const boxOf = ({ font }: PaperStyle) => (font === 'B' ? FONT_B : { width: GLYPH_WIDTH, height: GLYPH_HEIGHT });

/** Dots of a letter in this style, with the space after it. */
export const cellWidth = (style: PaperStyle): number => (boxOf(style).width + (style.space ?? 0)) * style.width;
export const cellHeight = (style: PaperStyle): number => boxOf(style).height * style.height;

/** Dots of a letter before scaling; `undefined`: white. */
export function dotsOfCell({ letter, style, bitmap }: PaperCell): Dots | undefined {
  const { width, height } = boxOf(style);
  const isBlank = letter.trim() === '' && !bitmap;
  if (isBlank && !style.inverse && !style.underline) return undefined;
  const shape = bitmap ?? bitmapOf(letter) ?? (isBlank ? undefined : bitmapOf(UNDRAWABLE));
  const ink = shape && style.bold ? emboldened(shape) : shape;
  const across = width + (style.space ?? 0);
  const dots = blankDots(across, height);
  for (let y = 0; y < height; y++) {
    const isLine = y >= height - (style.underline ?? 0);
    for (let x = 0; x < across; x++) {
      const fromX = Math.floor((x * GLYPH_WIDTH) / width);
      const fromY = Math.floor((y * GLYPH_HEIGHT) / height);
      const black = isLine || (x < width && ink !== undefined && isBlack(ink, fromX, fromY));
      if (black !== (style.inverse === true)) blacken(dots, x, y);
    }
  }
  return dots;
}

/** Draws a letter in its size, with its top left dot at `left`, `top`. */
export function drawCell(to: Dots, cell: PaperCell, left: number, top: number): void {
  const dots = dotsOfCell(cell);
  if (!dots) return;
  copyDots(dots, to, left, top, cell.style.width, cell.style.height);
}

export function textDots(text: string, style: PaperStyle): Dots {
  const letters = Array.from(text);
  const dots = blankDots(letters.length * cellWidth(style), cellHeight(style));
  letters.forEach((letter, at) => {
    const x = at * cellWidth(style);
    drawCell(dots, { letter, style, x }, x, 0);
  });
  return dots;
}
