// @ts-check
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';

const COLUMNS = 48;
/** The two that the receipt's letters are in: among all its pages the package searches five times as long. */
const PAGES = /** @type {const} */ (['cp857', 'cp866']);
/** Of the cells after the first. */
const CELL = 18;

/** @typedef {import('../../drivers/receipt-printer/contract.ts').ReceiptLine} ReceiptLine */
/** @typedef {InstanceType<typeof ReceiptPrinterEncoder>} Encoder */

/**
 * The same receipt as somebody would write it with `@point-of-sale/receipt-printer-encoder`: it chooses among code
 * pages and has no downloaded letters, so it sends `?` for `ə` and `₼`.
 *
 * @param {import('../../drivers/receipt-printer/contract.ts').Receipt} receipt
 * @returns {Uint8Array}
 */
export function encodeWithPackage({ lines, cut }) {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: COLUMNS,
    codepageMapping: 'epson',
    codepageCandidates: [...PAGES],
  });
  encoder.initialize().codepage('auto');
  for (const line of lines) add(encoder, line);
  if (cut) encoder.cut('partial');
  return encoder.encode();
}

/** @param {Encoder} encoder @param {ReceiptLine} line */
function add(encoder, line) {
  if ('rule' in line) encoder.rule();
  else if ('feed' in line) encoder.newline(1);
  else if ('qr' in line) encoder.align('center').qrcode(line.qr, { model: 2, size: 6, errorlevel: 'm' });
  else if ('columns' in line) addRow(encoder, line.columns, line.style === 'bold');
  else addText(encoder, line);
}

/** @param {Encoder} encoder @param {readonly string[]} cells @param {boolean} bold */
function addRow(encoder, cells, bold) {
  const rest = cells.length - 1;
  const columns = cells.map((_, at) =>
    at === 0
      ? { width: COLUMNS - CELL * rest, align: /** @type {const} */ ('left') }
      : { width: CELL, align: /** @type {const} */ ('right') },
  );
  encoder
    .align('left')
    .bold(bold)
    .table(columns, [[...cells]])
    .bold(false);
}

/** @param {Encoder} encoder @param {Extract<ReceiptLine, { text: string }>} line */
function addText(encoder, { text, style = 'normal', align = 'left' }) {
  const [wide, high] = style === 'large' ? [2, 2] : style === 'title' ? [1, 2] : [1, 1];
  encoder
    .align(align)
    .bold(style !== 'normal')
    .size(wide, high)
    .line(text)
    .size(1, 1)
    .bold(false);
}
