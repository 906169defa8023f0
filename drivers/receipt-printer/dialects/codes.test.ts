import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneBitPng } from '../../../test/support/one-bit-png.ts';
import { toUpperHex } from '../../bytes.ts';
import type { Receipt, ReceiptLine } from '../contract.ts';
import { blacken, blankDots, containsRealTimeCommand, type Dots, shrinkToWidth } from '../paper/dots.ts';
import { paperLines } from '../paper/paper-rows.ts';
import { PRINTER_MODELS, type PrinterModel, requirePrinterModel } from '../paper/profile.ts';
import { renderPaperText } from '../paper/render.ts';
import { decodePrinterBytes } from './decode.ts';
import { encodeReceipt } from './encode.ts';
import { commandLanguageOf } from './language.ts';
import { interpretEscpos } from './paper.ts';

const EPSON = requirePrinterModel('epson-tm-t20');
const ALL: readonly PrinterModel[] = Object.values(PRINTER_MODELS);
const one = (line: ReceiptLine): Receipt => ({ lines: [line], cut: true });
const kindsOf = (receipt: Receipt, model: PrinterModel) =>
  decodePrinterBytes(encodeReceipt(receipt, model), model).commands.map(({ kind }) => kind);
const imageOf = (dots: Dots): string => oneBitPng(dots).toString('base64');

describe('barcodes', () => {
  test('when the printer has a barcode command, then this command is used, with the text in the next line', () => {
    const bytes = toUpperHex(encodeReceipt({ ...one({ barcode: 'K5' }), cut: false }, EPSON));
    expect(bytes).toContain('1B6101' + '1D6850' + '1D7703' + '1D4800' + '1D6B49047B424B35' + '4B350A');
  });

  test.each(ALL)('when a barcode is printed on $name, then its text is on the paper', (model) => {
    const [paper] = interpretEscpos(encodeReceipt(one({ barcode: 'K5-7QF2' }), model), { model });
    expect(paperLines(paper!)).toContain('K5-7QF2');
    const native = paper!.rows.some((row) => row.kind === 'barcode' && row.data === 'K5-7QF2');
    expect(native).toBe(model.barcode === 'native');
    if (native) expect(renderPaperText(paper!)).toContain('[CODE128 K5-7QF2]');
  });

  // In code set C, the digit pairs 16 and 04 would be DLE EOT.
  test('when the digits would be a real-time command, then the barcode is printed as raster', () => {
    expect(kindsOf(one({ barcode: '16041604' }), EPSON)).toContain('raster');
    expect(kindsOf(one({ barcode: '17041704' }), EPSON)).toContain('barcode');
  });

  test('when a barcode is too long for the paper, then only its text is printed', () => {
    const text = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0';
    const small = requirePrinterModel('pos-5890');
    const [paper] = interpretEscpos(encodeReceipt(one({ barcode: text }), small), { model: small });
    expect(paperLines(paper!)).toEqual([text]);
    expect(paper!.rows.some((row) => row.kind === 'raster')).toBe(false);
  });

  test('when a barcode has letters that CODE128 lacks, then only its text is printed', () => {
    expect(paperLines(interpretEscpos(encodeReceipt(one({ barcode: 'qəbz' }), EPSON))[0]!)).toEqual(['qəbz']);
  });
});

describe('pictures', () => {
  const logo = blankDots(64, 40);
  blacken(logo, 3, 5, 50, 20);

  test.each(ALL)('when a picture is printed on $name, then each dot is on the paper', (model) => {
    const [paper] = interpretEscpos(encodeReceipt(one({ image: imageOf(logo) }), model), { model });
    expect(paper!.rows).toContainEqual({ kind: 'raster', dots: logo, align: 'center', heightDots: 40 });
  });

  test('when a picture is wider than the paper, then it shrinks and keeps its proportions', () => {
    const wide = blankDots(1_152, 100);
    blacken(wide, 0, 0, 1_152, 50);
    const small = shrinkToWidth(wide, 1_152, 384);
    expect([small.widthBytes, small.height]).toEqual([48, 33]);
    expect(small.data.slice(0, 48 * 16).every((byte) => byte === 0xff)).toBe(true);
    expect(small.data.slice(48 * 17).every((byte) => byte === 0)).toBe(true);
  });

  test('when a picture is unreadable, then the rest of the receipt is printed', () => {
    const receipt: Receipt = { lines: [{ image: 'AAAA' }, { text: 'Salam' }], cut: true };
    expect(paperLines(interpretEscpos(encodeReceipt(receipt, EPSON))[0]!)).toEqual(['Salam']);
  });
});

test('when the cut is full, then the command of a full cut is sent', () => {
  expect(toUpperHex(encodeReceipt({ lines: [{ text: 'A' }], cut: 'full' }, EPSON)).endsWith('1D564110')).toBe(true);
});

describe('receipts with dangerous content', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 40 });
  const anyImage = fc
    .uint8Array({ minLength: 64, maxLength: 64 })
    .map((data) => ({ image: imageOf({ widthBytes: 4, height: 16, data }) }));
  const dangerousImage = fc
    .array(fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x1b, 0x06, 0x01, 0x18), { minLength: 64, maxLength: 64 })
    .map((data) => ({ image: imageOf({ widthBytes: 4, height: 16, data: Uint8Array.from(data) }) }));
  const anyLine: fc.Arbitrary<ReceiptLine> = fc.oneof(
    anyText.map((text) => ({ text })),
    anyText.map((qr) => ({ qr: `x${qr}` })),
    fc.constantFrom('\x10\x04\x01', '\x10\x05\x02', '\x1b\x06\x18').map((qr) => ({ qr })),
    fc.stringMatching(/^[0-9]{4,12}$/).map((barcode) => ({ barcode })),
    anyImage,
    dangerousImage,
  );

  test.each(ALL)('when any receipt is printed on $name, then its content is no command', (model) => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 4 }), (lines) => {
        const bytes = encodeReceipt({ lines, cut: true }, model);
        expect(containsRealTimeCommand(bytes, model.language)).toBe(false);
        const kinds = commandLanguageOf(model)
          .createParser()
          .feed(bytes)
          .map(({ command }) => command.kind);
        for (const kind of ['ask-status', 'recover', 'clear-buffer', 'unknown', 'other'])
          expect(kinds).not.toContain(kind);
      }),
      { numRuns: 60 },
    );
  });
});
