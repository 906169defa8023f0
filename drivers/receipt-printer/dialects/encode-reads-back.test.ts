import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import bench from '../../../test/bench/receipt.json' with { type: 'json' };
import { toUpperHex } from '../../bytes.ts';
import type { Receipt } from '../contract.ts';
import { byteOf, letterOf } from '../paper/codepages.ts';
import { receiptCommands } from '../paper/encode.ts';
import { bitmapOf, drawableLetters } from '../paper/glyphs.ts';
import { paperLines } from '../paper/paper-rows.ts';
import { type PrinterModel, requirePrinterModel } from '../paper/profile.ts';
import { encodeReceipt } from './encode.ts';
import { interpretEscpos, type Paper } from './paper.ts';

const EPSON = requirePrinterModel('epson-tm-t20');
const CLONE = requirePrinterModel('yhd-8390');
const SMALL = requirePrinterModel('pos-5890');
const MODELS: readonly PrinterModel[] = [EPSON, CLONE, SMALL];

const readBack = (receipt: Receipt, model: PrinterModel): readonly string[] =>
  interpretEscpos(encodeReceipt(receipt, model), { model }).flatMap(paperLines);

/** Latin E and Cyrillic Е have the same dots: both read back as Latin. */
const FIRST_BY_DOTS = new Map(
  drawableLetters()
    .toReversed()
    .map((letter) => [toUpperHex(bitmapOf(letter)!), letter]),
);
const firstAlike = (letter: string): string => FIRST_BY_DOTS.get(toUpperHex(bitmapOf(letter)!))!;

test.each(MODELS)(
  'when any text of drawable letters is printed on $name, then readBack returns the same text',
  (model) => {
    const drawable = drawableLetters().filter((letter) => firstAlike(letter) === letter);
    const letters = fc.constantFrom(...drawable.filter((letter) => letter !== ' '));
    const word = fc.array(letters, { minLength: 1, maxLength: 12 }).map((all) => all.join('').normalize('NFC'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const read = readBack({ lines: [{ text: words.join(' ') }], cut: true }, model).join(' ');
        // Long words are cut between letters. Dots do not show a lookalike's script.
        const found = model === SMALL ? Array.from(read, firstAlike).join('') : read;
        expect(found.replaceAll(' ', '')).toBe(words.join(''));
      }),
      { numRuns: model === SMALL ? 25 : 100 },
    );
  },
);

// In raster rows, stem and bow often make `DLE EOT`, a command: the encoder adds a dot.
test.each(['ғњ', '!! !ғњ!', 'ғ њ'])('when dots are added to rows of %s, then the text still reads back', (text) => {
  expect(readBack({ lines: [{ text }], cut: true }, SMALL)).toEqual([text]);
});

describe('the standard receipt', () => {
  const receipt = bench as Receipt;

  test('when a receipt in Azerbaijani and Russian with a QR code is encoded, then it has at most 2.2 kB', () => {
    for (const model of [EPSON, CLONE]) expect(encodeReceipt(receipt, model).length).toBeLessThanOrEqual(2_200);
  });

  test('when the receipt is printed, then it reads back as written', () => {
    const lines = readBack(receipt, EPSON);
    expect(lines).toContain('Şəxsiyyət vəsiqəsinin dəyişdirilməsi');
    expect(lines).toContain('Замена удостоверения личности');
    expect(lines).toContain('ÖDƏNİLDİ / ОПЛАЧЕНО                       5,00 ₼');
    expect(lines).toContain('K5-7QF2-41');
    expect(qrOf(interpretEscpos(encodeReceipt(receipt, EPSON))[0]!)).toEqual(['https://asan.gov.az/m/K5-7QF2-41']);
    expect(receiptCommands(receipt, EPSON).replaced).toEqual([]);
  });

  test.each(MODELS)('when the receipt is encoded for $name, then it has no real-time command', (model) => {
    expect(toUpperHex(encodeReceipt(receipt, model))).not.toMatch(/^(..)*10(04|05|14)/);
  });
});

const qrOf = (paper: Paper): readonly string[] => paper.rows.flatMap((row) => (row.kind === 'qr' ? [row.data] : []));

test('when any bitmap of the font is sent, then it has no real-time command', () => {
  for (const letter of drawableLetters()) expect(toUpperHex(bitmapOf(letter)!)).not.toMatch(/^(..)*10(04|05|14)/);
});

/** Names and bytes of pages: CPython 3.13. */
test.each([
  ['cp857', 'Bakı küçəsi', '42616B8D206B8187', 'ə'],
  ['cp1254', 'Bakı küçəsi', '42616BFD206BFCE7', 'ə'],
  ['cp866', 'Справка №', '91AFE0A0A2AAA020FC', ''],
  ['cp1251', 'Справка №', 'D1EFF0E0E2EAE020B9', ''],
] as const)('page %s encodes %s', (page, text, bytes, missing) => {
  const found = Array.from(text, (letter) => byteOf(letter, page));
  const known = found.slice(0, bytes.length / 2) as number[];
  expect(toUpperHex(Uint8Array.from(known))).toBe(bytes);
  expect(
    Array.from(text)
      .filter((_, at) => found[at] === undefined)
      .join(''),
  ).toBe(missing);
  expect(known.map((byte) => letterOf(byte, page)).join('')).toBe(text.slice(0, known.length));
});

test('when the letter is ə, Ə or ₼, then no page has it', () => {
  for (const page of ['cp437', 'cp857', 'cp866', 'cp1251', 'cp1254'] as const) {
    for (const letter of 'əƏ₼') expect(byteOf(letter, page)).toBeUndefined();
  }
});
