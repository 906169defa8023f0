import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import bench from '../../../test/bench/receipt.json' with { type: 'json' };
import { toUpperHex } from '../../bytes.ts';
import type { Receipt } from '../contract.ts';
import { byteOf, letterOf } from '../paper/codepages.ts';
import { receiptCommands } from '../paper/encode.ts';
import { bitmapOf, drawableLetters } from '../paper/glyphs.ts';
import { paperLines } from '../paper/paper-rows.ts';
import { type PrinterModel, printerModel } from '../paper/profile.ts';
import { encodeReceipt } from './encode.ts';
import { interpretEscpos, type Paper } from './paper.ts';

const EPSON = printerModel('epson-tm-t20');
const CLONE = printerModel('yhd-8390');
const SMALL = printerModel('pos-5890');
const MODELS: readonly PrinterModel[] = [EPSON, CLONE, SMALL];

const readBack = (receipt: Receipt, model: PrinterModel): readonly string[] =>
  interpretEscpos(encodeReceipt(receipt, model), { model }).flatMap(paperLines);

/** The first letter of the font with these dots. Latin E and Cyrillic Е look alike: downloaded, both read back as Latin. */
const FIRST_BY_DOTS = new Map(
  drawableLetters()
    .toReversed()
    .map((letter) => [toUpperHex(bitmapOf(letter)!), letter]),
);
const firstAlike = (letter: string): string => FIRST_BY_DOTS.get(toUpperHex(bitmapOf(letter)!))!;

test.each(MODELS)('any text of letters we can draw reads back equal on $name', (model) => {
  const drawable = drawableLetters().filter((letter) => firstAlike(letter) === letter);
  const letters = fc.constantFrom(...drawable.filter((letter) => letter !== ' '));
  const word = fc.array(letters, { minLength: 1, maxLength: 12 }).map((all) => all.join('').normalize('NFC'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
      const read = readBack({ lines: [{ text: words.join(' ') }], cut: true }, model).join(' ');
      // A word longer than a line is cut between letters. Dots do not say which script a lookalike is of.
      const found = model === SMALL ? Array.from(read, firstAlike).join('') : read;
      expect(found.replaceAll(' ', '')).toBe(words.join(''));
    }),
    { numRuns: model === SMALL ? 25 : 100 },
  );
});

// As a picture the stem of the first and the bow of the second make `DLE EOT` in row after row, and one dot more in each avoids it.
test.each(['ғњ', '!! !ғњ!', 'ғ њ'])('%s reads back although dots were added to its rows', (text) => {
  expect(readBack({ lines: [{ text }], cut: true }, SMALL)).toEqual([text]);
});

describe('the standard receipt', () => {
  const receipt = bench as Receipt;

  test('is at most 2.2 kB on the wire, Azerbaijani, Russian and QR together', () => {
    for (const model of [EPSON, CLONE]) expect(encodeReceipt(receipt, model).length).toBeLessThanOrEqual(2_200);
  });

  test('reads back as it was written', () => {
    const lines = readBack(receipt, EPSON);
    expect(lines).toContain('Şəxsiyyət vəsiqəsinin dəyişdirilməsi');
    expect(lines).toContain('Замена удостоверения личности');
    expect(lines).toContain('ÖDƏNİLDİ / ОПЛАЧЕНО                       5,00 ₼');
    expect(lines).toContain('K5-7QF2-41');
    expect(qrOf(interpretEscpos(encodeReceipt(receipt, EPSON))[0]!)).toEqual(['https://asan.gov.az/m/K5-7QF2-41']);
    expect(receiptCommands(receipt, EPSON).replaced).toEqual([]);
  });

  test.each(MODELS)('holds no real-time command on $name', (model) => {
    expect(toUpperHex(encodeReceipt(receipt, model))).not.toMatch(/^(..)*10(04|05|14)/);
  });
});

const qrOf = (paper: Paper): readonly string[] => paper.rows.flatMap((row) => (row.kind === 'qr' ? [row.data] : []));

test('no bitmap of the font holds a real-time command', () => {
  for (const letter of drawableLetters()) expect(toUpperHex(bitmapOf(letter)!)).not.toMatch(/^(..)*10(04|05|14)/);
});

/** CPython 3.13: which pages hold what. Sample bytes: the same. */
test.each([
  ['cp857', 'Bakı küçəsi', '42616B8D206B8187', 'ə'],
  ['cp1254', 'Bakı küçəsi', '42616BFD206BFCE7', 'ə'],
  ['cp866', 'Справка №', '91AFE0A0A2AAA020FC', ''],
  ['cp1251', 'Справка №', 'D1EFF0E0E2EAE020B9', ''],
] as const)('%s', (page, text, bytes, missing) => {
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

test('ə, Ə and ₼ are in no page', () => {
  for (const page of ['cp437', 'cp857', 'cp866', 'cp1251', 'cp1254'] as const) {
    for (const letter of 'əƏ₼') expect(byteOf(letter, page)).toBeUndefined();
  }
});
