import type { Align, QrCorrection } from './commands.ts';
import type { Dots } from './dots.ts';
import type { TextStyle } from './layout.ts';
import { readDots } from './read-dots.ts';

/** One letter on paper. `bitmap` is there when the letter was downloaded: what is drawn is what was sent. */
export interface PaperCell {
  /** Real Unicode; `\uFFFD` for a byte of an unknown page or a bitmap we do not know. */
  readonly letter: string;
  readonly style: TextStyle;
  readonly bitmap?: Uint8Array;
}

/** One strip of paper from the top, as high as `heightDots`. */
export type PaperRow =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly cells: readonly PaperCell[];
      readonly align: Align;
      readonly heightDots: number;
    }
  | {
      readonly kind: 'qr';
      readonly data: string;
      readonly level: QrCorrection;
      readonly moduleDots: number;
      readonly align: Align;
      readonly heightDots: number;
    }
  | {
      readonly kind: 'barcode';
      readonly data: string;
      /** Bars of CODE128, `true` is black. */
      readonly modules: readonly boolean[];
      readonly moduleDots: number;
      readonly align: Align;
      readonly heightDots: number;
    }
  | { readonly kind: 'raster'; readonly dots: Dots; readonly align: Align; readonly heightDots: number }
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

/** What a person reads on a row: its letters, the content of its code, or the letters in its picture. */
export function textOfRow(row: PaperRow): string {
  switch (row.kind) {
    case 'text':
      return row.text;
    case 'qr':
    case 'barcode':
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
