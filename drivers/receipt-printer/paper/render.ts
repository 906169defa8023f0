import { cellHeight, cellWidth } from './cell-dots.ts';
import { barDots, type Dots, qrDots } from './dots.ts';
import { type Paper, type PaperCell, type PaperRow, textOfRow } from './paper-rows.ts';
import { qrMatrix } from './qr.ts';

/** White above the first line: a picture must not begin with ink. */
const TOP_MARGIN_MM = 3;

/** Position in dots from the paper's left and top edge. */
export interface InkPosition {
  readonly x: number;
  readonly y: number;
}

export type PlacedInk =
  | (InkPosition & { readonly kind: 'letter'; readonly cell: PaperCell })
  | (InkPosition & { readonly kind: 'picture'; readonly dots: Dots });

export interface InkedPaper {
  readonly width: number;
  readonly height: number;
  readonly inks: readonly PlacedInk[];
}

/** Positions of all letters and pictures of a paper. */
export function placeInk(paper: Paper): InkedPaper {
  const width = paper.paperWidthMm * paper.dotsPerMm;
  const left = Math.max(0, Math.floor((width - paper.dotsPerLine) / 2));
  const inks: PlacedInk[] = [];
  let y = TOP_MARGIN_MM * paper.dotsPerMm;
  for (const row of paper.rows) {
    inks.push(...inkRow(row, paper, left, y));
    y += row.heightDots;
  }
  return { width, height: Math.max(1, Math.ceil(y)), inks };
}

function inkRow(row: PaperRow, paper: Paper, left: number, y: number): readonly PlacedInk[] {
  switch (row.kind) {
    case 'feed':
      return [];
    case 'text': {
      const tallest = Math.max(...row.cells.map(heightOf));
      const start = left + startOf(row, widthOf(row.cells), paper);
      return row.cells.map((cell): PlacedInk => {
        const at = { x: start + cell.x, y: y + tallest - heightOf(cell) };
        return cell.picture ? { kind: 'picture', dots: cell.picture, ...at } : { kind: 'letter', cell, ...at };
      });
    }
    case 'barcode': {
      const dots = barDots(row.modules, row.moduleDots, row.heightDots);
      return [{ kind: 'picture', dots, x: left + startOf(row, row.modules.length * row.moduleDots, paper), y }];
    }
    case 'qr':
      return [picture(qrDots(qrMatrix(row.data, row.level), row.moduleDots), row, paper, left, y)];
    case 'raster':
    case 'frame':
      return [picture(row.dots, row, paper, left, y)];
    default:
      return row satisfies never;
  }
}

const picture = (
  dots: Dots,
  row: Exclude<PaperRow, { kind: 'feed' }>,
  paper: Paper,
  left: number,
  y: number,
): PlacedInk => ({
  kind: 'picture',
  dots,
  x: left + startOf(row, dots.widthBytes * 8, paper),
  y,
});

const heightOf = (cell: PaperCell): number => cell.picture?.height ?? cellHeight(cell.style);

const widthOf = (cells: readonly PaperCell[]): number =>
  Math.max(...cells.map((cell) => cell.x + (cell.picture ? cell.picture.widthBytes * 8 : cellWidth(cell.style))));

function startOf(row: Exclude<PaperRow, { kind: 'feed' }>, width: number, paper: Paper): number {
  const area = row.area ?? { left: 0, width: paper.dotsPerLine };
  const free = Math.max(0, area.width - width);
  if (row.align === 'center') return area.left + Math.floor(free / 2);
  return row.align === 'right' ? area.left + free : area.left;
}

/** The paper as lines of text: alignment as spaces, blank paper as empty lines, a code as `[QR …]`. A large letter takes one place. */
export function renderPaperText(paper: Paper): string {
  const lines = paper.rows.flatMap((row) => {
    if (row.kind === 'feed') return blankLines(row.heightDots, paper);
    const text = codeWords(row) ?? textOfRow(row);
    return text === '' ? blankLines(row.heightDots, paper) : [aligned(text, row.align, paper.columns)];
  });
  return `${lines.join('\n').trimEnd()}\n`;
}

function codeWords(row: PaperRow): string | undefined {
  if (row.kind === 'qr') return `[QR ${row.data}]`;
  return row.kind === 'barcode' || row.kind === 'frame' ? `[${row.symbology} ${row.data}]` : undefined;
}

const BLANK_LINE_MM = 4;

const blankLines = (heightDots: number, paper: Paper): readonly string[] =>
  Array.from({ length: Math.round(heightDots / paper.dotsPerMm / BLANK_LINE_MM) }, () => '');

function aligned(text: string, align: 'left' | 'center' | 'right', columns: number): string {
  const free = Math.max(0, columns - Array.from(text).length);
  if (align === 'center') return ' '.repeat(Math.floor(free / 2)) + text;
  return align === 'right' ? ' '.repeat(free) + text : text;
}
