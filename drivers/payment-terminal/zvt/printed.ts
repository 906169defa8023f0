import type { ReceiptKind, ReceiptLine, TerminalReceipt } from '../contract.ts';
import type { TextBlock, TextLine } from './text-block.ts';

/** Attribute bits [PA00P015 13.08, chapter 3.5]. Low nibble: indent in characters. */
const LAST_LINE = 0x80;
const CENTRED = 0x40;
const DOUBLE_WIDTH = 0x20;
const DOUBLE_HEIGHT = 0x10;
const INDENT = 0x0f;
/** Attribute of line feeds; the next byte is their number. */
export const FEED_ATTRIBUTE = 0xff;

export interface PrintedReceipts {
  readonly done: readonly TerminalReceipt[];
  /** Its `kind` is `null` if none was sent. */
  readonly open: TerminalReceipt | null;
  readonly lastBlock: TextBlock | null;
}

export const NOTHING_PRINTED: PrintedReceipts = { done: [], open: null, lastBlock: null };

/** Adds a `06 D1`. An empty text is an empty line, unless it only ends the receipt. */
export function withPrintedLine(
  printed: PrintedReceipts,
  line: TextLine & { readonly feeds?: number },
  kind: ReceiptKind,
): PrintedReceipts {
  if (line.attribute === FEED_ATTRIBUTE)
    return added(printed, kind, Array<ReceiptLine>(line.feeds ?? 1).fill(EMPTY), false);
  const last = (line.attribute & LAST_LINE) !== 0;
  const onlyEnds = last && line.text === '';
  return added(printed, kind, onlyEnds ? [] : [lineOf(line)], last);
}

/** Adds a `06 D3`. The same block twice in a row is a repeat: its acknowledgement was lost. */
export function withTextBlock(printed: PrintedReceipts, block: TextBlock): PrintedReceipts {
  if (printed.lastBlock && JSON.stringify(printed.lastBlock) === JSON.stringify(block)) return printed;
  return { ...added(printed, block.receiptType, block.lines.map(lineOf), block.complete), lastBlock: block };
}

const EMPTY: ReceiptLine = { text: '', centred: false, doubleWidth: false, doubleHeight: false, indent: 0 };

function lineOf({ text, attribute }: TextLine): ReceiptLine {
  return {
    text,
    centred: (attribute & CENTRED) !== 0,
    doubleWidth: (attribute & DOUBLE_WIDTH) !== 0,
    doubleHeight: (attribute & DOUBLE_HEIGHT) !== 0,
    indent: attribute & INDENT,
  };
}

/** Lines for another recipient end the receipt, marked or not. */
function added(
  printed: PrintedReceipts,
  kind: ReceiptKind,
  lines: readonly ReceiptLine[],
  last: boolean,
): PrintedReceipts {
  const before = printed.open && printed.open.kind !== kind ? finishOpenReceipt(printed) : printed;
  const open: TerminalReceipt = { kind, lines: [...(before.open?.lines ?? []), ...lines] };
  return last ? finishOpenReceipt({ ...before, open }) : { ...before, open };
}

export function finishOpenReceipt(printed: PrintedReceipts): PrintedReceipts {
  if (!printed.open) return printed;
  return {
    ...printed,
    done: printed.open.lines.length > 0 ? [...printed.done, printed.open] : printed.done,
    open: null,
  };
}

/** Lines for the customer, one per entry, with receipts of unknown kind. */
export function customerLines(printed: PrintedReceipts): readonly string[] {
  return finishOpenReceipt(printed)
    .done.filter(({ kind }) => kind === 'customer' || kind === null)
    .flatMap(({ lines }) => lines.map(({ text }) => text));
}
