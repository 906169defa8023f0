import type { Receipt, ReceiptLine, ReceiptStyle } from '../contract.ts';
import { fitsCode128 } from './code128.ts';
import type { Align } from './command.ts';
import type { Dots } from './dots.ts';
import { decodePngBase64 } from './png-read.ts';
import { printableText } from './text.ts';

export interface TextStyle {
  readonly bold: boolean;
  readonly width: number;
  readonly height: number;
}

export type LayoutLine =
  | { readonly kind: 'text'; readonly text: string; readonly style: TextStyle; readonly align: Align }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'barcode'; readonly data: string }
  /** `width`: dots of each row that belong to the picture. */
  | { readonly kind: 'image'; readonly dots: Dots; readonly width: number }
  | { readonly kind: 'feed'; readonly mm: number };

export interface ReceiptLayout {
  readonly lines: readonly LayoutLine[];
  /** Letters that were replaced, each once; `image`: an unreadable picture. */
  readonly replaced: readonly string[];
}

/** Largest scale of the style `large`. At 2 its text wraps; 1 keeps a long word whole. */
const LARGE_MAX = 4;
const PLAIN: TextStyle = { bold: false, width: 1, height: 1 };

const CELL_GAP = 2;
/** A first cell with room for fewer letters gets its own lines, unless it fits. */
const NARROWEST_FIRST_CELL = 8;

/** Breaks a receipt into lines of at most `columns` letters. */
export function layOut(receipt: Receipt, columns: number): ReceiptLayout {
  const replaced = new Set<string>();
  const clean = (text: string): string => {
    const printable = printableText(text);
    for (const letter of printable.replaced) replaced.add(letter);
    return printable.text;
  };
  const lines = receipt.lines.flatMap((line) => {
    if (!('image' in line)) return layOutLine(line, columns, clean);
    const image = decodePngBase64(line.image);
    // A damaged logo must not stop a paid receipt.
    if (!image) replaced.add('image');
    return image ? [{ kind: 'image' as const, ...image }] : [];
  });
  return { lines, replaced: [...replaced] };
}

type PlainLine = Exclude<ReceiptLine, { readonly image: string }>;

function layOutLine(line: PlainLine, columns: number, clean: (text: string) => string): readonly LayoutLine[] {
  if ('barcode' in line) {
    const below = layOutLine({ text: line.barcode, align: 'center' }, columns, clean);
    return fitsCode128(line.barcode) ? [{ kind: 'barcode', data: line.barcode }, ...below] : below;
  }
  if ('qr' in line) return [{ kind: 'qr', data: line.qr }];
  if ('feed' in line) return [{ kind: 'feed', mm: line.feed }];
  if ('rule' in line) return [{ kind: 'text', text: '─'.repeat(columns), style: PLAIN, align: 'left' }];
  if ('columns' in line) {
    const cells = line.columns.map((cell) => clean(cell).replaceAll('\n', ' '));
    const style = styleOf(line.style, cells.join('  '), columns);
    const rows = layOutRow(cells, Math.floor(columns / style.width));
    return rows.map((text) => ({ kind: 'text', text, style, align: 'left' }));
  }
  const text = clean(line.text);
  const style = styleOf(line.style, text, columns);
  const align = line.align ?? 'left';
  const rows = text.split('\n').flatMap((part) => wrap(part, Math.floor(columns / style.width)));
  return rows.map((row) => ({ kind: 'text', text: row, style, align }));
}

function styleOf(style: ReceiptStyle | undefined, text: string, columns: number): TextStyle {
  switch (style ?? 'normal') {
    case 'normal':
      return PLAIN;
    case 'bold':
      return { ...PLAIN, bold: true };
    case 'title':
      return { bold: true, width: 2, height: 2 };
    default: {
      const sizeOf = (parts: readonly string[]) => Math.floor(columns / Math.max(1, ...parts.map(letterCount)));
      const wrapped = Math.max(1, Math.min(2, sizeOf(text.split(/[ \n]/))));
      const size = Math.max(wrapped, Math.min(LARGE_MAX, sizeOf(text.split('\n'))));
      return { bold: true, width: size, height: size };
    }
  }
}

/** Counts letters, not UTF-16 units. */
const letterCount = (text: string): number => Array.from(text).length;

/** Breaks at spaces. A word longer than a line is cut between letters. Spaces inside a line stay. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line: string[] = [];
  for (const token of text.split(/( +)/)) {
    let letters = Array.from(token);
    if (line.length + letters.length <= width) {
      line.push(...letters);
      continue;
    }
    if (line.length > 0) lines.push(line.join('').trimEnd());
    if (token.startsWith(' ')) letters = [];
    for (; letters.length > width; letters = letters.slice(width)) lines.push(letters.slice(0, width).join(''));
    line = letters;
  }
  if (line.length > 0 || lines.length === 0) lines.push(line.join('').trimEnd());
  return lines;
}

/** The first cell may continue below; the others are at the right edge. */
function layOutRow(cells: readonly string[], width: number): readonly string[] {
  const [first = '', ...others] = cells;
  const right = others.map((cell) => ' '.repeat(CELL_GAP) + cell).join('');
  const room = width - letterCount(right);
  if (others.length === 0) return wrap(first, width);
  if (room < Math.min(NARROWEST_FIRST_CELL, letterCount(first))) {
    const below = wrap(right.trimStart(), width).map((row) => row.padStart(width + row.length - letterCount(row)));
    return [...wrap(first, width), ...below];
  }
  const [top = '', ...rest] = wrap(first, room);
  return [top + ' '.repeat(room - letterCount(top)) + right, ...rest];
}
