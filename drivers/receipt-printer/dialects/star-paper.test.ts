import { describe, expect, it } from 'vitest';
import { concat } from '../../bytes.ts';
import type { CommandParser } from '../paper/command-parser.ts';
import type { PaperRow } from '../paper/paper-rows.ts';
import { requirePrinterModel } from '../paper/profile.ts';
import { placeInk, renderPaperText } from '../paper/render.ts';
import { createStarParser } from '../star/parser.ts';
import { interpretEscpos, type UndrawnCommand } from './paper.ts';

/** Commands of other programs, never sent here (Star's line mode specification). */

const ESC = 0x1b;
const GS = 0x1d;
const RS = 0x1e;
const LF = 0x0a;
type Part = string | readonly number[];

function printed(...parts: readonly Part[]) {
  const missed: UndrawnCommand[] = [];
  const bytes = concat(...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
  const papers = interpretEscpos(bytes, {
    model: requirePrinterModel('star-mc-print3'),
    onNotDrawn: (what) => missed.push(what),
  });
  const rows = papers.flatMap((paper) => paper.rows);
  return { papers, missed, rows, text: papers.map(renderPaperText).join('').trimEnd() };
}

const cellsIn = (rows: readonly PaperRow[]) => rows.flatMap((row) => (row.kind === 'text' ? row.cells : []));

/** Distance from head to knife: 15 mm. */
const GAP_DOTS = requirePrinterModel('star-mc-print3').headToCutterMm * requirePrinterModel('star-mc-print3').dotsPerMm;
const FED_TO_KNIFE = [ESC, 0x49, GAP_DOTS];

describe('the cutter of a Star printer', () => {
  const cut = (...parts: readonly Part[]) =>
    printed(...parts).papers.map((paper) => [paper.cut, renderPaperText(paper).trim()]);

  it.each([0, 1, 0x30, 0x31])('when ESC d %i comes, then rows below the knife stay on the roll', (n) => {
    expect(cut('one\ntwo', [LF], FED_TO_KNIFE, 'three\nfour\n', [ESC, 0x64, n], 'five\n')).toEqual([
      [true, 'one\ntwo'],
      [false, 'three\nfour\nfive'],
    ]);
  });

  it('when ESC d 0 comes after a feed to the knife, then the feed is divided at the knife', () => {
    const { papers } = printed('A\n', FED_TO_KNIFE, [ESC, 0x49, 10, ESC, 0x64, 0], 'B\n');
    const fed = ({ rows }: (typeof papers)[number]) =>
      rows.flatMap((row) => (row.kind === 'feed' ? [row.heightDots] : [])).reduce((sum, dots) => sum + dots, 0);
    expect(papers.map(fed)).toEqual([10, GAP_DOTS]);
  });

  it.each([2, 3])('when ESC d %i comes, then all rows are on the paper, and its end is at the knife', (n) => {
    const { papers } = printed('one\n', [ESC, 0x64, n], 'two\n');
    expect(papers.map((paper) => renderPaperText(paper).trim())).toEqual(['one', 'two']);
    expect(papers[0]?.rows.at(-1)).toMatchObject({ kind: 'feed', heightDots: GAP_DOTS });
  });

  it.each([
    [11, ['one', 'two']],
    [12, ['one\ntwo', '']],
  ])('when %i of 24 dots of a row are above the knife, then the cut does not divide the row', (above, texts) => {
    const feed = [ESC, 0x49, GAP_DOTS - 24 + above];
    expect(cut([ESC, 0x30], 'one\ntwo\n', feed, [ESC, 0x64, 0]).map(([, text]) => text)).toEqual(texts);
  });
});

describe('a Star printer', () => {
  it('when commands have parameters, then none of them is printed as text', () => {
    const { text, missed } = printed(
      ...[
        [ESC, 0x40],
        [ESC, 0x2d, 0x30],
        [ESC, 0x35],
        [ESC, 0x6c, 0],
        [ESC, 0x51, 0x30],
      ],
      ...[
        [ESC, GS, 0x41, 0, 0],
        [ESC, GS, 0x52, 12, 0],
        [ESC, 0x52, 0],
        [ESC, 0x20, 0],
        [ESC, 0x57, 0x30],
      ],
      ...[
        [ESC, 0x68, 0x30],
        [ESC, RS, 0x46, 0],
        [ESC, RS, 0x64, 0x30],
        [ESC, GS, 0x62, 0x31],
        [ESC, 0x7a, 1],
      ],
      ...[
        [ESC, 0x07, 11, 55],
        [0x07],
        [ESC, GS, 0x29, 0x55, 2, 0, 0x30, 1],
        [ESC, GS, 0x23, 0x2b, 0x4e, 1, 2, 3, 4, LF, 0],
      ],
      ...[
        [ESC, 0x5f, 0],
        [ESC, 0x2f, 1],
        [ESC, 0x4d],
        [ESC, 0x43, 0, 5],
        [ESC, 0x44, 8, 16, 0],
        [ESC, 0x30],
      ],
      'ASAN HALL',
      [LF],
    );
    expect(text).toBe(' ASAN HALL');
    expect(missed).toEqual([]);
  });

  const LETTER = Array<number>(48).fill(0x42);
  const REGION = [0x41, 0, 0x41, 0, 0x41, 1, 0x41, 1];
  it.each<[string, readonly number[]]>([
    ['page mode begins and ends', [ESC, GS, 0x50, 0x30, ESC, GS, 0x50, 0x31]],
    ['the direction of a page is set', [ESC, GS, 0x50, 0x32, 0x31]],
    ['the region of a page is set', [ESC, GS, 0x50, 0x33, ...REGION]],
    ['the place on a page is set', [ESC, GS, 0x50, 0x34, 0x41, 0x42, ESC, GS, 0x50, 0x35, 0x41, 0x42]],
    ['a counter of blocks is asked for', [ESC, GS, 3, 1, 0x41, 0x42]],
    ['a letter of one’s own is defined', [ESC, 0x26, 1, 1, 0x41, ...LETTER]],
    ['a letter of one’s own is deleted', [ESC, 0x26, 1, 0, 0x41]],
    ['a Kanji of one’s own is defined', [ESC, 0x72, 0x77, 0x30, ...LETTER, ...LETTER.slice(24)]],
    ['the spaces around a Kanji are set', [ESC, 0x74, 0x31, 0x32, ESC, 0x73, 0x31, 0x32]],
    ['the foot of a page is set', [ESC, 0x4e, 0x41, ESC, 0x4f]],
    ['the line spacing of a dot printer is set', [ESC, 0x31, ESC, 0x33, 0x41, ESC, 0x32]],
    ['two logos are stored', [ESC, 0x1c, 0x71, 2, 1, 0, 1, 0, ...LETTER.slice(40), 1, 0, 2, 0, ...LETTER.slice(32)]],
    ['the size of a symbol is asked for', [ESC, GS, 0x79, 0x49]],
    ['the status is asked for', [0x05, 0x04]],
  ])('when %s, then no parameter is printed as text', (_, bytes) => {
    const { text, missed } = printed('A', bytes, 'Z', [LF]);
    expect([text, missed.filter(({ command }) => command.kind === 'unknown')]).toEqual(['AZ', []]);
  });

  it('when a page of page mode is printed, then this command is reported as not drawn', () => {
    const { missed } = printed([ESC, GS, 0x50, 0x30], 'A', [ESC, GS, 0x50, 0x37], [LF]);
    expect(missed.map(({ bytes }) => [...bytes])).toEqual([[ESC, GS, 0x50, 0x37]]);
  });

  it('when the data of a symbol come in blocks, then the symbol has all data, and the next text is printed', () => {
    const { rows } = printed(
      [ESC, GS, 0x79, 0x44, 0x32, 2, 1, 3, 0],
      '123',
      [2, 2, 0],
      'AB',
      [ESC, GS, 0x79, 0x50],
      'after',
      [LF],
    );
    expect(rows).toMatchObject([
      { kind: 'qr', data: '123AB' },
      { kind: 'text', text: 'after' },
    ]);
  });

  it('when CAN comes, then the unfinished line is dropped and the settings are reset', () => {
    const { rows, missed } = printed([ESC, 0x45], 'gone', [0x18], 'kept', [LF]);
    expect(missed).toEqual([]);
    expect(cellsIn(rows).map(({ letter, style }) => letter + style.bold)).toEqual(
      Array.from('kept', (letter) => `${letter}false`),
    );
  });

  it('when letters are underlined, inverse, wide, tall or small, then each letter is drawn in its style', () => {
    const { rows, missed } = printed(
      ...[[ESC, 0x2d, 1], 'u', [ESC, 0x2d, 0], [ESC, 0x34], 'i', [ESC, 0x35], [0x0e], 'w', [0x14]],
      ...[[ESC, 0x0e], 't', [ESC, 0x14], [ESC, 0x57, 2], [ESC, 0x68, 0x32], 'b', [ESC, 0x57, 0], [ESC, 0x68, 0]],
      ...[[ESC, RS, 0x46, 1], 's', [ESC, RS, 0x46, 0], 'n', [LF]],
    );
    expect(missed).toEqual([]);
    const plain = { bold: false, width: 1, height: 1 };
    expect(cellsIn(rows).map(({ letter, style }) => [letter, style])).toEqual([
      ['u', { ...plain, underline: 1 }],
      ['i', { ...plain, inverse: true }],
      ['w', { ...plain, width: 2 }],
      ['t', { ...plain, height: 2 }],
      ['b', { ...plain, width: 3, height: 3 }],
      ['s', { ...plain, font: 'B' }],
      ['n', plain],
    ]);
  });

  it.each([
    [0x36, 'ABC1234', 'CODE128', 'ABC1234'],
    [0x33, '476000123456', 'EAN13', '4760001234564'],
    [4, 'ASAN-1', 'CODE39', 'ASAN-1'],
    [0x38, 'A123B', 'CODABAR', 'A123B'],
  ])('when ESC b %i comes, then its barcode is drawn', (kind, data, symbology, text) => {
    const { rows, missed } = printed([ESC, 0x62, kind, 1, 2, 80], data, [RS], 'after', [LF]);
    expect(missed).toEqual([]);
    expect(rows).toMatchObject([
      { kind: 'barcode', symbology, data: text, moduleDots: 3, heightDots: 80 },
      { kind: 'text', text: 'after' },
    ]);
  });

  it('when n2 of ESC b asks for text, then the text is below the bars; otherwise no text is printed', () => {
    const texts = (n2: number) => printed([ESC, 0x62, 6, n2, 1, 40], 'A%0B', [RS]).rows.map(({ kind }) => kind);
    expect([1, 2, 3, 4].map(texts)).toEqual([['barcode'], ['barcode', 'text'], ['barcode'], ['barcode', 'text']]);
  });

  it('when ESC X or ESC k comes, then its picture is drawn', () => {
    const columns = Array<number>(8 * 3).fill(0xff);
    const { papers, missed } = printed([ESC, 0x58, 8, 0], columns, [LF], [ESC, 0x6b, 1, 0], columns, [LF]);
    expect(missed).toEqual([]);
    const pictures = papers.flatMap((paper) => placeInk(paper).inks).filter(({ kind }) => kind === 'picture');
    expect(pictures).toMatchObject([{ dots: { widthBytes: 1, height: 24 } }, { dots: { widthBytes: 1, height: 24 } }]);
  });

  it('when raster mode is on, then raster rows are drawn, and the letters b and k are not printed as text', () => {
    const row = (letter: string, ...data: readonly number[]) => [letter.charCodeAt(0), data.length, 0, ...data];
    const mode = (letter: string) => [ESC, 0x2a, 0x72, letter.charCodeAt(0)];
    const { rows, missed, text } = printed(
      ...[
        mode('A'),
        mode('P'),
        '0',
        [0],
        row('b', 0xff, 0x62),
        row('k', 0x81, 0x6b),
        mode('Y'),
        '8',
        [0],
        row('b', 0xff),
      ],
      ...[mode('B'), 'back', [LF]],
    );
    expect(missed).toEqual([]);
    expect(text.trim()).toMatch(/back$/);
    expect(rows).toMatchObject([
      { kind: 'raster', dots: { widthBytes: 2, height: 2, data: Uint8Array.of(0xff, 0x62, 0x81, 0x6b) } },
      { kind: 'feed', heightDots: 8 },
      { kind: 'raster', dots: { widthBytes: 1, height: 1 } },
      { kind: 'text', text: 'back' },
    ]);
  });

  it.each([
    ['the power is cut', (parser: CommandParser) => parser.reset()],
    ['ESC @ comes', (parser: CommandParser) => void parser.feed(Uint8Array.of(ESC, 0x40))],
  ])('when %s in raster mode, then the letter b is text again', (_, end) => {
    const parser = createStarParser();
    parser.feed(Uint8Array.of(ESC, 0x2a, 0x72, 0x41));
    end(parser);
    expect(parser.feed(Uint8Array.of(0x62)).map(({ command }) => command.kind)).toEqual(['text']);
  });

  it('when a command cannot be drawn, then it is reported and no part of it is printed', () => {
    const { text, missed } = printed(
      ...[
        [ESC, GS, 0x78, 0x53, 0x30, 0, 1, 2],
        [ESC, GS, 0x78, 0x53, 0x31, 2],
      ],
      ...[[ESC, GS, 0x78, 0x44, 3, 0], 'abc', [ESC, GS, 0x78, 0x50], [ESC, 0x1c, 0x70, 1, 0], [0x0f]],
      ...[[ESC, 0x2a, 0x72, 0x41], [ESC, 0x2a, 0x72, 0x50], '0', [0], [ESC, 0x2a, 0x72, 0x42], 'rest', [LF]],
    );
    expect(text).toBe('rest');
    expect(missed.map(({ command }) => (command.kind === 'other' ? command.name : command.kind))).toEqual([
      'ESC GS x',
      'ESC FS p',
      'SI',
    ]);
  });
});
