import { describe, expect, it, test } from 'vitest';
import { concat } from '../../bytes.ts';
import { dotsOfCell } from '../paper/cell-dots.ts';
import { letterOf } from '../paper/codepages.ts';
import { hasDotAt } from '../paper/dots.ts';
import { PRINTER_MODELS, requirePrinterModel } from '../paper/profile.ts';
import { placeInk, renderPaperText } from '../paper/render.ts';
import { renderPaperPng } from '../paper/render-png.ts';
import { renderPaperSvg } from '../paper/render-svg.ts';
import { interpretEscpos, type Paper, type UndrawnCommand } from './paper.ts';

/** Commands of other programs, never sent here (Epson's ESC/POS reference). */

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
type Part = string | readonly number[] | Uint8Array;
const bytesOf = (...parts: readonly Part[]): Uint8Array =>
  concat(...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

function printed(...parts: readonly Part[]): { readonly paper: Paper; readonly missed: readonly UndrawnCommand[] } {
  const missed: UndrawnCommand[] = [];
  const [paper] = interpretEscpos(bytesOf(...parts), { onNotDrawn: (what) => missed.push(what) });
  if (!paper) throw new Error('nothing printed');
  return { paper, missed };
}

function textOf(...parts: readonly Part[]): string {
  const { paper, missed } = printed(...parts);
  expect(missed).toEqual([]);
  return renderPaperText(paper).trimEnd();
}

function rasterOf(paper: Paper): readonly string[] {
  const [ink] = placeInk(paper).inks.filter((each) => each.kind === 'picture');
  if (ink?.kind !== 'picture') throw new Error('no picture');
  const { dots } = ink;
  return Array.from({ length: dots.height }, (_, y) =>
    Array.from({ length: dots.widthBytes * 8 }, (__, x) => (hasDotAt(dots, x, y) ? '#' : '.')).join(''),
  );
}

describe('positions in a line', () => {
  it('when a tab comes, then the next letter is at the next multiple of eight columns', () => {
    expect(textOf('Total\t5.00\n')).toBe('Total   5.00');
    expect(textOf('1234567\t9\t17\n')).toBe('1234567 9       17');
  });

  it('when ESC D sets tab stops, then the stops keep their dots if the font changes', () => {
    expect(textOf([ESC, 0x44, 10, 20, 0], 'A\tB\tC\tD\n')).toBe('A         B         CD');
    expect(textOf([ESC, 0x4d, 1, ESC, 0x44, 16, 0, ESC, 0x4d, 0], 'A\tB\n')).toBe('A           B');
  });

  it('when ESC $ or ESC \\ moves, then the first counts from the margin and the second from the current position', () => {
    expect(textOf('A', [ESC, 0x24, 120, 0], 'B\n')).toBe('A         B');
    expect(textOf('A', [ESC, 0x5c, 24, 0], 'B\n')).toBe('A  B');
    expect(textOf([ESC, 0x24, 60, 0], 'B', [ESC, 0x24, 0, 0], 'A\n')).toBe('A    B');
    expect(textOf('ABC', [ESC, 0x5c, 0xdc, 0xff], 'X\n')).toBe('AXBC');
    expect(textOf([GS, 0x50, 20, 20, ESC, 0x24, 9, 0], 'A\n')).toBe(`${' '.repeat(8)}A`);
  });

  it('when margins are set, then the line moves and wraps inside the margins', () => {
    const { paper } = printed([GS, 0x4c, 24, 0, GS, 0x57, 48, 0], 'ABCDEF\n');
    expect(paper.rows.map((row) => row.kind === 'text' && row.text)).toEqual(['ABCD', 'EF']);
    const plain = printed('ABCD\n').paper;
    expect(placeInk(paper).inks[0]!.x - placeInk(plain).inks[0]!.x).toBe(24);
    const centred = printed([GS, 0x4c, 24, 0, GS, 0x57, 48, 0, ESC, 0x61, 1], 'AB\n').paper;
    expect(placeInk(centred).inks[0]!.x - placeInk(plain).inks[0]!.x).toBe(24 + 12);
  });

  it('when font B or ESC SP is set, then a line has 64 or 24 letters instead of 48', () => {
    const rows = (...parts: readonly Part[]) =>
      printed(...parts).paper.rows.map((row) => row.kind === 'text' && row.text);
    expect(rows([ESC, 0x4d, 1], 'x'.repeat(65), '\n')).toEqual(['x'.repeat(64), 'x']);
    expect(rows([ESC, 0x21, 1], 'x'.repeat(65), '\n')).toEqual(['x'.repeat(64), 'x']);
    expect(rows([ESC, 0x20, 12], 'x'.repeat(25), '\n')[0]).toBe('x'.repeat(24));
  });

  it.each([0, 0x30])('when GS T %i comes, then the unfinished line is erased', (how) => {
    expect(textOf('ABC', [GS, 0x54, how], 'DE\n')).toBe('DE');
  });

  it.each([1, 0x31])('when GS T %i comes, then an unfinished line is printed, and an empty line is not', (how) => {
    expect(textOf([GS, 0x54, how], 'ABC', [GS, 0x54, how], [GS, 0x54, how], 'DE\n')).toBe('ABC\nDE');
  });

  it('when a carriage return comes, then it has no effect', () => {
    expect(textOf('A\r\nB\r\n')).toBe('A\nB');
  });
});

describe('letters', () => {
  const pictureOf = (paper: Paper): string => Buffer.from(renderPaperPng(paper)).toString('base64');
  const inkOf = (...parts: readonly Part[]) => placeInk(printed(...parts, 'A A\n').paper).inks[1]!;

  it.each([
    ['inverse', [GS, 0x42, 1], { inverse: true }],
    ['underline', [ESC, 0x2d, 1], { underline: 1 }],
    ['a thick underline', [ESC, 0x2d, 0x32], { underline: 2 }],
    ['an underline by ESC !', [ESC, 0x21, 0x80], { underline: 1 }],
    ['double strike', [ESC, 0x47, 1], { bold: true }],
    ['font B', [ESC, 0x4d, 0x31], { font: 'B' }],
  ])('when %s is switched on and off, then only the letters in between have it', (_, on, style) => {
    expect(inkOf(on)).toMatchObject({ cell: { style } });
    const off = [...on.slice(0, 2), 0];
    expect(inkOf(on, off)).toMatchObject({ cell: { style: { bold: false } } });
    expect(Object.keys((inkOf(on, off) as { cell: { style: object } }).cell.style)).toEqual([
      'bold',
      'width',
      'height',
    ]);
    const svg = (...parts: readonly Part[]) => renderPaperSvg(printed(...parts, 'A A\n').paper);
    expect(svg(on)).not.toBe(svg());
    expect(pictureOf(printed(on, 'A A\n').paper)).not.toBe(pictureOf(printed('A A\n').paper));
  });

  it('when the font lacks a letter, then a box is drawn', () => {
    const greek = printed([ESC, 0x74, 14], [0x80], '\n');
    expect(renderPaperText(greek.paper).trim()).toBe('Α');
    const [ink] = placeInk(greek.paper).inks;
    if (ink?.kind !== 'letter') throw new Error('no letter');
    expect(dotsOfCell(ink.cell)).toEqual(dotsOfCell({ ...ink.cell, letter: '□' }));
    expect(dotsOfCell(ink.cell)).not.toEqual(dotsOfCell({ ...ink.cell, letter: 'A' }));
    expect(renderPaperSvg(greek.paper)).toContain('<use ');
  });
});

describe('pictures', () => {
  it('when ESC * comes, then the picture stands in the line, 24 dots high', () => {
    const tall = printed('A', [ESC, 0x2a, 33, 8, 0], Array(8).fill([0x80, 0, 1]).flat(), 'B\n');
    expect(tall.missed).toEqual([]);
    expect(rasterOf(tall.paper)).toEqual(['########', ...Array(22).fill('........'), '########']);
    const [a, picture, b] = placeInk(tall.paper).inks;
    expect([picture!.x - a!.x, b!.x - a!.x]).toEqual([12, 20]);
    const low = printed([ESC, 0x2a, 0, 4, 0, 0x80, 0, 0x80, 0], '\n');
    expect(rasterOf(low.paper).slice(0, 4)).toEqual([...Array(3).fill('##..##..........'), '.'.repeat(16)]);
  });

  const picture = [0x30, 0x70, 0x30, 1, 1, 0x31, 8, 0, 2, 0, 0xf0, 0x0f];

  it.each([
    ['GS ( L', [GS, 0x28, 0x4c, picture.length, 0, ...picture], [GS, 0x28, 0x4c, 2, 0, 0x30, 0x32]],
    ['GS 8 L', [GS, 0x38, 0x4c, picture.length, 0, 0, 0, ...picture], [GS, 0x28, 0x4c, 2, 0, 0x30, 2]],
    ['GS *', [GS, 0x2a, 1, 1, 0x80, 0x80, 0x80, 0x80, 0x40, 0x40, 0x40, 0x40], [GS, 0x2f, 0]],
  ])('when %s stores a picture, then it is printed only on command', (_, store, print) => {
    expect(interpretEscpos(bytesOf(store))).toEqual([]);
    const { paper, missed } = printed(store, print);
    expect(missed).toEqual([]);
    expect(rasterOf(paper).slice(0, 2)).toEqual(['####....', '....####']);
  });

  it('when a stored picture has a scale, then it is printed larger', () => {
    const twice = [...picture.slice(0, 3), 2, 2, ...picture.slice(5)];
    const { paper } = printed([GS, 0x28, 0x4c, twice.length, 0, ...twice], [GS, 0x28, 0x4c, 2, 0, 0x30, 50]);
    expect(rasterOf(paper)).toEqual([...Array(2).fill('########........'), ...Array(2).fill('........########')]);
  });
});

describe('barcodes', () => {
  const bars = (system: number, data: string): readonly number[] => [
    GS,
    0x6b,
    system,
    data.length,
    ...Buffer.from(data),
  ];

  it.each([
    [65, '01234567890', '[UPC-A 012345678905]'],
    [66, '012345', '[UPC-E 00123457]'],
    [67, '590123412345', '[EAN13 5901234123457]'],
    [67, '5901234123457', '[EAN13 5901234123457]'],
    [68, '9638507', '[EAN8 96385074]'],
    [69, 'K5-7QF2', '[CODE39 K5-7QF2]'],
    [70, '012345', '[ITF 012345]'],
    [71, 'A40156B', '[CODABAR A40156B]'],
    [72, 'CODE93', '[CODE93 CODE93]'],
  ])('when GS k %i has %s, then the paper has %s', (system, data, text) => {
    expect(textOf(bars(system, data))).toBe(text);
  });

  it('when the barcode has the older form, which ends with a zero, then the barcode is printed too', () => {
    expect(textOf([GS, 0x6b, 2], '590123412345', [0])).toBe('[EAN13 5901234123457]');
  });

  it('when GS H asks for text, then the text is below the bars, or above and below', () => {
    const code = bars(68, '9638507');
    expect(textOf([GS, 0x48, 2], code)).toBe('[EAN8 96385074]\n96385074');
    expect(textOf([GS, 0x48, 3], code)).toBe('96385074\n[EAN8 96385074]\n96385074');
  });

  it('when a barcode is invalid, then the command is reported as not drawn', () => {
    const { missed } = printed('A\n', bars(67, '59012341234X'), bars(73, '{A\x01'), bars(69, 'LOWER case'));
    expect(missed.map(({ command }) => command.kind)).toEqual(['other', 'barcode', 'other']);
  });
});

describe('PDF417', () => {
  const set = (fn: number, ...values: readonly number[]) => [GS, 0x28, 0x6b, 2 + values.length, 0, 0x30, fn, ...values];
  const store = (text: string) => set(0x50, 0x30, ...Buffer.from(text));
  const PRINT = set(0x51, 0x30);

  /** Columns (ISO/IEC 15438) have 17 modules, edges 69. One codeword for the length, then data and correction. */
  it.each([
    // 1 length, 5 data, 4 correction codewords in 4 columns: 3 rows.
    ['PDF417 test', [set(0x41, 4), set(0x43, 2)], (69 + 4 * 17) * 2, 3 * 3 * 2],
    // 10 letters: 5 data codewords. 1 + 5 + 64 in 10 columns: 7 rows.
    ['ABCDEFGHIJ', [set(0x41, 10), set(0x43, 2), set(0x44, 4), set(0x45, 0x30, 0x35)], (69 + 10 * 17) * 2, 7 * 4 * 2],
    // 88 digits: 31 data codewords. 1 + 31 + 4 in 2 columns: 18 rows.
    ['1'.repeat(88), [set(0x41, 2)], (69 + 2 * 17) * 3, 18 * 3 * 3],
    // 12 bytes: 11 data codewords. 1 + 11 + 4 in 4 columns: 4 rows. Truncated: edges of 35 modules.
    ['ə'.repeat(6), [set(0x41, 4), set(0x46, 1)], (35 + 4 * 17) * 3, 4 * 3 * 3],
  ])(
    'when %s is printed as PDF417, then the paper has a frame of the size of the symbol',
    (text, settings, width, height) => {
      const { paper, missed } = printed(...settings, store(text), PRINT);
      expect(renderPaperText(paper)).toContain(`[PDF417 ${text}]`);
      const [frame] = placeInk(paper).inks;
      const dots = frame?.kind === 'picture' ? frame.dots : undefined;
      expect(dots).toMatchObject({ widthBytes: Math.ceil(width / 8), height });
      expect([hasDotAt(dots!, width - 1, 0), hasDotAt(dots!, 0, height - 1)]).toEqual([true, true]);
      expect(missed.map(({ command }) => command)).toMatchObject([{ kind: 'other', name: 'GS ( k PDF417' }]);
    },
  );

  it('when the printer chooses the columns, then the frame fits the paper', () => {
    const { paper } = printed(store('ASAN '.repeat(30)), PRINT);
    const [frame] = placeInk(paper).inks;
    expect(frame?.kind === 'picture' && frame.dots.widthBytes).toBe(Math.ceil(((69 + 7 * 17) * 3) / 8));
  });

  it('when the symbol does not fit, then no symbol is printed and the command is named', () => {
    const { paper, missed } = printed('A\n', set(0x41, 30), set(0x43, 8), store('AB'), PRINT);
    expect(renderPaperText(paper)).toBe('A\n');
    expect(missed).toHaveLength(1);
  });
});

const TEN = Array<number>(10).fill(0x41);

describe('commands that are not drawn', () => {
  it.each([
    ['page mode', [ESC, 0x4c]],
    ['a picture in the printer’s memory', [FS, 0x70, 1, 0]],
    ['letters upside down', [ESC, 0x7b, 1]],
    ['a picture of columns', [GS, 0x51, 0x30, 0, 5, 0, 2, 0, ...TEN]],
    ['a byte that begins nothing', [0x02]],
  ])('when %s comes, then it is reported with its bytes', (_, bytes) => {
    const { missed, paper } = printed('A', bytes, 'B\n');
    expect(missed.map((each) => [...each.bytes])).toEqual([bytes]);
    expect(renderPaperText(paper)).toBe('AB\n');
  });

  it.each([
    ['a cash drawer', [ESC, 0x70, 0, 25, 250]],
    ['one direction', [ESC, 0x55, 1]],
    ['the buzzer', [ESC, 0x28, 0x41, 4, 0, 48, 51, 3, 15]],
    ['a Kanji of one’s own', [FS, 0x32, 0x77, 0x7e, ...Array<number>(72).fill(0x41)]],
    ['a PDF417 that is stored and not printed', [GS, 0x28, 0x6b, 5, 0, 0x30, 0x50, 0x30, 0x41, 0x42]],
    ['settings of PDF417', [GS, 0x28, 0x6b, 3, 0, 0x30, 0x43, 3]],
    ['a question', [0x10, 0x04, 1]],
    ['a question about the status, DLE DC4 7', [0x10, 0x14, 7, 1]],
    ['the buzzer, DLE DC4 3', [0x10, 0x14, 3, 0x41, 0x42, 0x43, 0x44, 0x45]],
    ['two pictures for the printer’s memory', [FS, 0x71, 2, 1, 0, 1, 0, ...TEN.slice(2), 1, 0, 1, 0, ...TEN.slice(2)]],
    ['data for the user’s memory', [FS, 0x67, 0x31, 0, 0x41, 0x41, 0, 0, 10, 0, ...TEN]],
    ['a question about the user’s memory', [FS, 0x67, 0x32, 0, 0x41, 0x41, 0, 0, 2, 0]],
    ['how a counter is printed', [GS, 0x43, 0x30, 0x30, 0x30]],
    ['the range of a counter', [GS, 0x43, 0x31, ...TEN.slice(4)]],
    ['the value of a counter', [GS, 0x43, 0x32, 0x41, 0x42]],
    ['a counter in letters', [GS, 0x43, ...Buffer.from(';1;65535;;4;5;')]],
    ['zeros', [0, 0]],
  ])('when %s comes, then no part of the command is printed', (_, bytes) => {
    expect(textOf('A', bytes, 'B\n')).toBe('AB');
  });
});

describe('code pages', () => {
  test.each([
    ['epson-tm-t20', 2, 0x9c, '£', 'cp850'],
    ['epson-tm-t20', 18, 0xa5, 'ą', 'cp852'],
    ['epson-tm-t20', 16, 0x80, '€', 'windows1252'],
    ['pos-5890', 54, 0xa5, 'ą', 'cp852'],
    ['rongta-rp326', 39, 0xb0, 'А', 'iso8859-5'],
    ['kefar-kr-306', 50, 0xb9, 'ą', 'windows1250'],
  ] as const)('when %s gets ESC t %i, then byte %i is %s (%s)', (name, page, byte, letter, table) => {
    const model = requirePrinterModel(name);
    const [paper] = interpretEscpos(bytesOf([ESC, 0x74, page, byte, 0x0a]), { model });
    expect(renderPaperText(paper!).trim()).toBe(letter);
    expect(letterOf(byte, table)).toBe(letter);
  });

  it('when a Star printer uses its own page 0, then its letters are read', () => {
    const model = requirePrinterModel('star-mc-print3');
    const [paper] = interpretEscpos(bytesOf([ESC, GS, 0x74, 0], 'gr', [0xb9, 0xa3], 'e A', [0xc3], '\n'), { model });
    expect(renderPaperText(paper!).trim()).toBe('größe Aç');
  });

  it('when a model has a page, then the page has 128 letters and no control character', () => {
    for (const { readPages, codePages } of Object.values(PRINTER_MODELS)) {
      for (const page of [...Object.values(readPages), ...(Object.keys(codePages) as (keyof typeof codePages)[])]) {
        const letters = Array.from({ length: 128 }, (_, at) => letterOf(0x80 + at, page));
        expect(
          letters.filter((letter) => letter === '' || /\p{Cc}/u.test(letter)),
          page,
        ).toEqual([]);
        expect(
          letters.some((letter) => letter !== '\uFFFD'),
          page,
        ).toBe(true);
      }
    }
  });
});
