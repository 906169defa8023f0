// @ts-check
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import receiptline from 'receiptline';

/** @typedef {import('../../drivers/receipt-printer/contract.ts').Receipt} Receipt */
/** @typedef {import('../../drivers/receipt-printer/contract.ts').ReceiptLine} ReceiptLine */
/** @typedef {InstanceType<typeof ReceiptPrinterEncoder>} Encoder */

const COLUMNS = 48;

/**
 * These encoders choose among code pages and download no letters, so they send `?` for `ə` and `₼`, or nothing.
 *
 * @type {readonly { by: string, encode: (receipt: Receipt) => Uint8Array }[]}
 */
export const OTHER_ENCODERS = [
  { by: '@point-of-sale/receipt-printer-encoder', encode: withPointOfSale },
  { by: 'node-thermal-printer', encode: withThermalPrinter },
  { by: 'receiptline', encode: withReceiptline },
];

const PAGES = /** @type {const} */ (['cp857', 'cp866']);
const CELL = 18;

/**
 * @param {ReceiptLine} line
 * @returns {never}
 */
function unknown(line) {
  throw new Error(`the standard receipt has no such line: ${Object.keys(line).join(', ')}`);
}

/**
 * @param {Receipt} receipt
 * @returns {Uint8Array}
 */
function withPointOfSale({ lines, cut }) {
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

/**
 * @param {Encoder} encoder
 * @param {ReceiptLine} line
 */
function add(encoder, line) {
  if ('rule' in line) encoder.rule();
  else if ('feed' in line) encoder.newline(1);
  else if ('qr' in line) encoder.align('center').qrcode(line.qr, { model: 2, size: 6, errorlevel: 'm' });
  else if ('columns' in line) addRow(encoder, line.columns, line.style === 'bold');
  else if ('text' in line) addText(encoder, line);
  else unknown(line);
}

/**
 * @param {Encoder} encoder
 * @param {readonly string[]} cells
 * @param {boolean} bold
 */
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

/**
 * @param {Encoder} encoder
 * @param {Extract<ReceiptLine, { text: string }>} line
 */
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

/**
 * @param {Receipt} receipt
 * @returns {Uint8Array}
 */
function withThermalPrinter({ lines, cut }) {
  const printer = new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: 'tcp://127.0.0.1:9100',
    width: COLUMNS,
    characterSet: CharacterSet.PC857_TURKISH,
  });
  for (const line of lines) {
    if ('rule' in line) printer.drawLine();
    else if ('feed' in line) printer.newLine();
    else if ('qr' in line) printer.printQR(line.qr, { cellSize: 6, correction: 'M', model: 2 });
    else if ('columns' in line) {
      printer.bold(line.style === 'bold');
      printer.leftRight(line.columns[0] ?? '', line.columns[1] ?? '');
      printer.bold(false);
    } else if ('text' in line) {
      const { align = 'left', style = 'normal' } = line;
      if (align === 'center') printer.alignCenter();
      else printer.alignLeft();
      printer.bold(style !== 'normal');
      printer.setTextSize(style === 'title' || style === 'large' ? 1 : 0, style === 'large' ? 1 : 0);
      printer.println(line.text);
      printer.setTextNormal();
    } else unknown(line);
  }
  if (cut) printer.partialCut();
  return printer.getBuffer() ?? new Uint8Array();
}

/** @param {string} text */
const plain = (text) => text.replaceAll(/[\\|{}~_"`^=-]/g, (sign) => `\\${sign}`);

/**
 * @param {Receipt} receipt
 * @returns {Uint8Array}
 */
function withReceiptline({ lines, cut }) {
  const markup = lines.map((line) => {
    if ('rule' in line) return '-';
    if ('feed' in line) return '';
    if ('qr' in line) return `{code:${plain(line.qr)};option:qrcode,6,m}`;
    if ('columns' in line) return `${plain(line.columns[0] ?? '')}|${plain(line.columns[1] ?? '')}`;
    if (!('text' in line)) return unknown(line);
    const { style = 'normal', align = 'left' } = line;
    const sized = { normal: '', bold: '"', title: '^^', large: '^^^' }[style];
    const text = `${sized}${plain(line.text)}${sized}`;
    return align === 'center' ? text : `${text}|`;
  });
  if (cut) markup.push('=');
  const written = receiptline.transform(markup.join('\n'), {
    cpl: COLUMNS,
    encoding: 'multilingual',
    command: 'escpos',
  });
  return Buffer.from(written, 'latin1');
}
