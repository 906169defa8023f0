import type { Symbology } from './bars.ts';
import { cellWidth } from './cell-dots.ts';
import type { Align, QrCorrection } from './command.ts';
import type { Dots } from './dots.ts';
import { GLYPH_WIDTH } from './glyphs.ts';
import type { TextStyle } from './layout.ts';
import { readTextFromDots } from './read-dots.ts';

/** Absent: off. */
export interface PaperStyle extends TextStyle {
  readonly font?: 'B';
  /** Height in dots. */
  readonly underline?: number;
  readonly inverse?: true;
  /** White dots after the letter. */
  readonly space?: number;
}

/** One letter on paper. `bitmap`: dots of a downloaded letter, drawn as sent. */
export interface PaperCell {
  /** `\uFFFD`: unknown page or bitmap. */
  readonly letter: string;
  readonly style: PaperStyle;
  readonly bitmap?: Uint8Array;
  /** Dots from the row's left edge. */
  readonly x: number;
  /** Picture in place of a letter. */
  readonly picture?: Dots;
}

/** Between the margins, in dots from the left edge of the print head. */
export interface RowArea {
  readonly left: number;
  readonly width: number;
}

interface Placed {
  readonly align: Align;
  readonly area?: RowArea;
  readonly heightDots: number;
}

export type PaperRow =
  | (Placed & { readonly kind: 'text'; readonly text: string; readonly cells: readonly PaperCell[] })
  | (Placed & {
      readonly kind: 'qr';
      readonly data: string;
      readonly level: QrCorrection;
      readonly moduleDots: number;
    })
  /** `modules`: `true` is black. */
  | (Placed & {
      readonly kind: 'barcode';
      readonly data: string;
      readonly symbology: 'CODE128' | Symbology;
      readonly modules: readonly boolean[];
      readonly moduleDots: number;
    })
  /** Symbol that cannot be drawn: `dots` is a frame of its size. */
  | (Placed & { readonly kind: 'frame'; readonly symbology: 'PDF417'; readonly data: string; readonly dots: Dots })
  | (Placed & { readonly kind: 'raster'; readonly dots: Dots })
  | { readonly kind: 'feed'; readonly heightDots: number };

/** Piece of paper. `cut: false`: torn off, or still in the printer. */
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
 * Letters of a line from left to right. A gap from a tab or a position becomes as many spaces as fit in it. A large letter takes one place.
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

/** Readable content of a row: its letters, the content of its code, or the letters in its picture. */
export function textOfRow(row: PaperRow): string {
  switch (row.kind) {
    case 'text':
      return row.text;
    case 'qr':
    case 'barcode':
    case 'frame':
      return row.data;
    case 'raster':
      return readTextFromDots(row.dots) ?? '';
    case 'feed':
      return '';
    default:
      return row satisfies never;
  }
}

/** Lines of text from top to bottom, without alignment, blank paper and codes. */
export function paperLines(paper: Paper): readonly string[] {
  return paper.rows
    .filter((row) => row.kind === 'text' || row.kind === 'raster')
    .map((row) => textOfRow(row).trimEnd())
    .filter((text) => text !== '');
}
