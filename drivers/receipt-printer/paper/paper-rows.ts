import type { Symbology } from './bars.ts';
import { cellWidth } from './cell-dots.ts';
import type { Align, QrCorrection } from './command.ts';
import type { Dots } from './dots.ts';
import { GLYPH_WIDTH } from './glyphs.ts';
import type { TextStyle } from './layout.ts';
import { readDots } from './read-dots.ts';

/** How a letter on paper is drawn; what is not there is off. */
export interface PaperStyle extends TextStyle {
  readonly font?: 'B';
  /** Dots high. */
  readonly underline?: number;
  /** White on black. */
  readonly inverse?: true;
  /** Dots behind the letter. */
  readonly space?: number;
}

/** One letter on paper. `bitmap` is there when the letter was downloaded: what is drawn is what was sent. */
export interface PaperCell {
  /** Real Unicode; `\uFFFD` for a byte of an unknown page or a bitmap we do not know. */
  readonly letter: string;
  readonly style: PaperStyle;
  readonly bitmap?: Uint8Array;
  /** Dots from the left edge of its row. */
  readonly x: number;
  /** A picture that stands in the line as a letter does, and has no letter. */
  readonly picture?: Dots;
}

/** Where margins were set: the row's area, in dots from the left edge of what the head reaches. */
export interface RowArea {
  readonly left: number;
  readonly width: number;
}

interface Placed {
  readonly align: Align;
  readonly area?: RowArea;
  readonly heightDots: number;
}

/** One strip of paper from the top, as high as `heightDots`. */
export type PaperRow =
  | (Placed & { readonly kind: 'text'; readonly text: string; readonly cells: readonly PaperCell[] })
  | (Placed & {
      readonly kind: 'qr';
      readonly data: string;
      readonly level: QrCorrection;
      readonly moduleDots: number;
    })
  /** Of `modules` `true` is black. */
  | (Placed & {
      readonly kind: 'barcode';
      readonly data: string;
      readonly symbology: 'CODE128' | Symbology;
      readonly modules: readonly boolean[];
      readonly moduleDots: number;
    })
  /** A code that we cannot draw: `dots` is a frame of its size. */
  | (Placed & { readonly kind: 'frame'; readonly symbology: 'PDF417'; readonly data: string; readonly dots: Dots })
  | (Placed & { readonly kind: 'raster'; readonly dots: Dots })
  | { readonly kind: 'feed'; readonly heightDots: number };

/** A piece of paper as it hangs out of the printer (`cut: false`) or lies in the hand. */
export interface Paper {
  readonly rows: readonly PaperRow[];
  readonly cut: boolean;
  readonly heightMm: number;
  readonly columns: number;
  readonly dotsPerLine: number;
  readonly dotsPerMm: number;
  readonly paperWidthMm: number;
}

/**
 * The letters of a line from left to right. A gap that a tab or a position left is as many spaces as fit in it; a big letter
 * takes one place as every other.
 */
export function textOfCells(cells: readonly PaperCell[]): string {
  let text = '';
  let end = 0;
  for (const cell of [...cells].sort((one, other) => one.x - other.x)) {
    text += ' '.repeat(Math.max(0, Math.round((cell.x - end) / GLYPH_WIDTH))) + cell.letter;
    end = cell.x + (cell.picture ? cell.picture.widthBytes * 8 : cellWidth(cell.style));
  }
  return text.trimEnd();
}

/** What a person reads on a row: its letters, the content of its code, or the letters in its picture. */
export function textOfRow(row: PaperRow): string {
  switch (row.kind) {
    case 'text':
      return row.text;
    case 'qr':
    case 'barcode':
    case 'frame':
      return row.data;
    case 'raster':
      return readDots(row.dots) ?? '';
    case 'feed':
      return '';
    default:
      return row satisfies never;
  }
}

/** The lines of text on a paper from top to bottom, without alignment, blank paper and codes. */
export function paperLines(paper: Paper): readonly string[] {
  return paper.rows
    .filter((row) => row.kind === 'text' || row.kind === 'raster')
    .map((row) => textOfRow(row).trimEnd())
    .filter((text) => text !== '');
}
