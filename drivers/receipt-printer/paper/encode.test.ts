import { describe, expect, test } from 'vitest';
import { oneBitPng } from '../../../test/support/one-bit-png.ts';
import { toUpperHex } from '../../bytes.ts';
import type { Receipt } from '../contract.ts';
import { decodePrinterBytes } from '../dialects/decode.ts';
import { encodeReceipt } from '../dialects/encode.ts';
import { interpretEscpos } from '../dialects/paper.ts';
import type { Command } from './command.ts';
import { blankDots, type Dots } from './dots.ts';
import { receiptCommands } from './encode.ts';
import { bitmapOf } from './glyphs.ts';
import { paperLines } from './paper-rows.ts';
import { type PrinterModel, requirePrinterModel } from './profile.ts';

const EPSON = requirePrinterModel('epson-tm-t20');
const CLONE = requirePrinterModel('yhd-8390');
const SMALL = requirePrinterModel('pos-5890');
const STAR = requirePrinterModel('star-mc-print3');
const MODELS: readonly PrinterModel[] = [EPSON, CLONE, SMALL];

const line = (text: string): Receipt => ({ lines: [{ text }], cut: true });
const encoded = (receipt: Receipt, model: PrinterModel): string => toUpperHex(encodeReceipt(receipt, model));
const readBack = (receipt: Receipt, model: PrinterModel): readonly string[] =>
  interpretEscpos(encodeReceipt(receipt, model), { model }).flatMap(paperLines);

/** Start: ESC @, FS ., ESC R 0, GS P 203 203. End: GS V 66 16. */
const HEAD = '1B401C2E1B52001D50CBCB';
const CUT = '1D564210';

describe('exact bytes', () => {
  test('when the text is ASCII, then no code page is selected', () => {
    expect(encoded(line('Kart **** 4021'), EPSON)).toBe(`${HEAD}4B617274202A2A2A2A2034303231${'0A'}${CUT}`);
  });

  // Source of the bytes in cp857 and cp866: CPython's codecs.
  test('when Azerbaijani is followed by Russian, then CP857 and CP866 are each selected once', () => {
    const receipt: Receipt = { lines: [{ text: 'küçü' }, { text: 'Справка № 17' }], cut: false };
    expect(encoded(receipt, EPSON)).toBe(`${HEAD}6B1B740D8187810A1B741191AFE0A0A2AAA020FC2031370A`);
    expect(encoded(receipt, CLONE)).toBe(`${HEAD}6B1B74188187810A1B740C91AFE0A0A2AAA020FC2031370A`);
  });

  test('when the text has ə, then ə is downloaded to the code of a letter that the receipt lacks', () => {
    const glyph = toUpperHex(bitmapOf('ə')!);
    expect(encoded(line('Gəncə'), EPSON)).toBe(`${HEAD}1B26037B7B0C${glyph}1B2501477B6E637B0A${CUT}`);
  });

  test('when a QR code is printed, then model 2, module, correction M, store and print are sent', () => {
    const receipt: Receipt = { lines: [{ qr: 'AB' }], cut: false };
    expect(encoded(receipt, EPSON)).toBe(
      `${HEAD}1B61011D286B0400314132001D286B03003143081D286B03003145311D286B050031503041421D286B0300315130`,
    );
  });

  test('when the style changes, then only the change is sent', () => {
    const receipt: Receipt = { lines: [{ text: 'A', style: 'title' }, { text: 'B' }, { feed: 40 }], cut: false };
    expect(encoded(receipt, EPSON)).toBe(`${HEAD}1B45011D2111410A1B45001D2100420A1B4AFF1B4A41`);
  });
});

const body = (lines: Receipt['lines'], model: PrinterModel = EPSON, cut: Receipt['cut'] = false): readonly Command[] =>
  receiptCommands({ lines, cut }, model).body;
const ascii = (letters: string): Command => ({ kind: 'text', bytes: new TextEncoder().encode(letters) });
const align = (to: 'left' | 'center' | 'right'): Command => ({ kind: 'align', align: to });
const feed = (units: number): Command => ({ kind: 'feed', units });
const LINE_FEED: Command = { kind: 'line-feed' };
const pictureOf = (commands: readonly Command[]) => {
  const bands = commands.flatMap((command) => (command.kind === 'raster' ? [command] : []));
  return { widths: [...new Set(bands.map((band) => band.widthBytes))], bands: bands.map(({ height }) => height) };
};

describe('the setup of a receipt', () => {
  test('when a model is given, then the setup has only commands that the model understands', () => {
    const known: readonly Command[] = [
      { kind: 'initialise' },
      { kind: 'kanji-off' },
      { kind: 'international', set: 0 },
    ];
    expect(receiptCommands(line('A'), SMALL).setup).toEqual(known);
    expect(receiptCommands(line('A'), EPSON).setup).toEqual([
      ...known,
      { kind: 'motion-unit', perInchX: 203, perInchY: 203 },
    ]);
    expect(receiptCommands(line('A'), STAR).setup).toEqual([{ kind: 'initialise' }]);
  });
});

describe('a line', () => {
  test('when lines have the same alignment, then the alignment is sent once', () => {
    const right = { text: 'A', align: 'right' } as const;
    expect(body([right, right, { text: 'B' }])).toEqual([
      align('right'),
      ascii('A'),
      LINE_FEED,
      ascii('A'),
      LINE_FEED,
      align('left'),
      ascii('B'),
      LINE_FEED,
    ]);
  });

  test('when a line is empty, then only a line feed is sent', () => {
    expect(body([{ text: '', style: 'title', align: 'center' }, { text: 'A' }])).toEqual([
      LINE_FEED,
      ascii('A'),
      LINE_FEED,
    ]);
  });

  test('when a line is sent as raster, then its distance to the next line is the same as for text', () => {
    const drawn = body([{ text: 'ə', align: 'center' }], SMALL);
    expect(drawn).toEqual([
      align('center'),
      expect.objectContaining({ kind: 'raster', widthBytes: 2, height: 24 }),
      feed(6),
    ]);
    expect(body([{ text: 'ə' }], { ...SMALL, lineSpacingDots: 20 }).map(({ kind }) => kind)).toEqual(['raster']);
  });
});

describe('a feed', () => {
  test.each([
    [0, []],
    [0.4, [3]],
    [31.875, [255]],
    [32, [255, 1]],
    [100, [255, 255, 255, 35]],
  ])('when %d mm are fed, then the feed is in whole dots, at most 255 at once', (mm, units) => {
    expect(body([{ feed: mm }])).toEqual(units.map(feed));
  });
});

describe('the end of a receipt', () => {
  test('when there is a cutter, then the cut is partial, full or absent, as asked, after 16 dots more of feed', () => {
    expect(body([], EPSON, true)).toEqual([{ kind: 'cut', full: false, feedUnits: 16 }]);
    expect(body([], EPSON, 'full')).toEqual([{ kind: 'cut', full: true, feedUnits: 16 }]);
    expect(body([], EPSON, false)).toEqual([]);
  });

  test('when the cut command has no feed, then a feed precedes it', () => {
    expect(body([], STAR, 'full')).toEqual([feed(16), { kind: 'cut', full: true, feedUnits: 0 }]);
  });

  test('when there is no cutter, then the paper is fed beyond the tear bar', () => {
    expect(body([], SMALL, true)).toEqual([feed(120)]);
    expect(body([], { ...STAR, cutter: false }, true)).toEqual([feed(160)]);
    expect(body([], SMALL, false)).toEqual([]);
  });
});

describe('a QR code', () => {
  test('when the data of a QR code has up to 400 bytes, then the QR command is used, else raster', () => {
    const native = body([{ qr: 'x'.repeat(400) }]);
    expect(native.map(({ kind }) => kind)).toEqual([
      'align',
      'qr-model',
      'qr-module',
      'qr-correction',
      'qr-store',
      'qr-print',
    ]);
    expect(native).toContainEqual({ kind: 'qr-correction', level: 'M' });
    const long = body([{ qr: 'x'.repeat(401) }]);
    expect(new Set(long.map(({ kind }) => kind))).toEqual(new Set(['align', 'raster']));
  });

  test('when the data of a QR code would be a real-time command of this language, then the code is sent as raster', () => {
    const kinds = (qr: string, model: PrinterModel) => body([{ qr }], model).map(({ kind }) => kind);
    const star: PrinterModel = { ...STAR, qr: 'native' };
    expect(kinds('\x10\x04\x01', EPSON)).toContain('raster');
    expect(kinds('\x1b\x06', EPSON)).toContain('qr-store');
    expect(kinds('\x1b\x06', star)).toContain('raster');
    expect(kinds('\x10\x04\x01', star)).toContain('qr-store');
  });

  test('when a QR code is sent as raster, then it is centred, with modules of 8 dots', () => {
    expect(body([{ qr: 'AB' }], SMALL)[0]).toEqual(align('center'));
    expect(pictureOf(body([{ qr: 'AB' }], SMALL))).toEqual({ widths: [21], bands: [24, 24, 24, 24, 24, 24, 24] });
  });
});

describe('the quiet zone of a QR code', () => {
  const QR = { qr: 'AB' } as const;
  /** Quiet zone: four modules of 8 dots [ISO/IEC 18004, 5.3.8]. */
  const QUIET = 32;
  function fed(lines: Receipt['lines'], model: PrinterModel = EPSON, cut: Receipt['cut'] = false): readonly number[] {
    const sums = [0];
    for (const command of body(lines, model, cut)) {
      if (command.kind === 'feed') sums[sums.length - 1] = (sums.at(-1) ?? 0) + command.units;
      else if (command.kind === 'qr-print' || command.kind === 'text' || command.kind === 'cut') sums.push(0);
    }
    return sums;
  }
  const under = (height: number) => Math.max(0, EPSON.lineSpacingDots - 24 * height);

  test('when the white above a QR code is too small, then the missing dots are fed', () => {
    expect(fed([QR])[0]).toBe(Math.max(0, QUIET - EPSON.headToCutterMm * EPSON.dotsPerMm));
    expect(fed([{ text: 'A' }, QR])[1]).toBe(QUIET - under(1));
    expect(fed([{ text: 'A', style: 'title' }, QR])[1]).toBe(QUIET - under(2));
    expect(fed([{ text: 'A' }, { feed: 1 }, QR])[1]).toBe(QUIET - under(1));
    expect(fed([{ text: 'A' }, { feed: 40 }, QR])[1]).toBe(40 * EPSON.dotsPerMm);
    expect(fed([{ text: 'A' }, { text: '' }, QR])[1]).toBe(Math.max(0, QUIET - under(1) - EPSON.lineSpacingDots));
  });

  test('when the white below a QR code is too small, then the missing dots are fed, once between two QR codes', () => {
    expect(fed([QR, { text: 'A' }])[1]).toBe(QUIET);
    expect(fed([QR, { feed: 1 }, { text: 'A' }])[1]).toBe(QUIET);
    expect(fed([QR, { text: '' }, { text: 'A' }])[1]).toBe(Math.max(0, QUIET - EPSON.lineSpacingDots));
    expect(fed([QR, QR])[1]).toBe(QUIET);
    expect(fed([QR, { text: 'A' }, { text: 'B' }])[2]).toBe(0);
  });

  test('when a QR code is the last line of a receipt, then the missing dots of white are fed too', () => {
    expect(fed([QR], EPSON, true)[1]).toBe(QUIET - 2 * EPSON.dotsPerMm);
    expect(fed([QR], SMALL, true).at(-1)).toBe((SMALL.headToCutterMm + 5) * SMALL.dotsPerMm);
  });
});

describe('a barcode', () => {
  // 77 modules: start, two letters, check (11 each), stop (13), 10 white per side.
  const bars = (dotsPerLine: number, model: PrinterModel = EPSON) =>
    body([{ barcode: 'K5' }], { ...model, dotsPerLine });

  test('when the paper is wide enough, then the modules of a barcode are 3 dots wide, else 2, else only its text is printed', () => {
    expect(bars(77 * 3)).toContainEqual({ kind: 'barcode-module', dots: 3 });
    expect(bars(77 * 3 - 1)).toContainEqual({ kind: 'barcode-module', dots: 2 });
    expect(bars(77 * 2)).toContainEqual({ kind: 'barcode-module', dots: 2 });
    expect(bars(77 * 2 - 1)).toEqual([align('center'), ascii('K5'), LINE_FEED]);
  });

  test('when the model has a barcode command, then height and module width are set, and the text is the next line', () => {
    expect(body([{ barcode: 'K5' }])).toEqual([
      align('center'),
      { kind: 'barcode-height', dots: 80 },
      { kind: 'barcode-module', dots: 3 },
      { kind: 'barcode-text', where: 0 },
      { kind: 'barcode', data: new TextEncoder().encode('{BK5') },
      ascii('K5'),
      LINE_FEED,
    ]);
  });

  test('when the model has no barcode command, then the barcode is sent as raster, 80 dots high', () => {
    const { widths, bands } = pictureOf(bars(384, SMALL));
    expect(widths).toEqual([Math.ceil((57 * 3) / 8)]);
    expect(bands.reduce((sum, height) => sum + height, 0)).toBe(80);
    expect(bars(384, SMALL)[0]).toEqual(align('center'));
  });

  test('when the data of a barcode is longer than 255 bytes, then the barcode is sent as raster', () => {
    const kinds = (letters: number) =>
      body([{ barcode: 'K'.repeat(letters) }], { ...EPSON, dotsPerLine: 10_000 }).map(({ kind }) => kind);
    // The limit is 255 bytes, and two of them select the code set.
    expect(kinds(253)).toContain('barcode');
    expect(kinds(254)).not.toContain('barcode');
    expect(kinds(254)).toContain('raster');
  });
});

describe('a picture', () => {
  const image = (dots: Dots) => body([{ image: oneBitPng(dots).toString('base64') }], SMALL);

  test('when a picture is printed, then it is centred, at most as wide as the paper', () => {
    const small: Dots = { widthBytes: 1, height: 2, data: Uint8Array.of(0x81, 0x42) };
    expect(image(small)).toEqual([align('center'), { kind: 'raster', ...small }]);
    expect(pictureOf(image(blankDots(1_152, 30)))).toEqual({ widths: [48], bands: [10] });
  });
});

describe('glyph slots', () => {
  test('when the receipt has letters with the codes of glyph slots, then these letters stay', () => {
    const text = '{|}~ ə Ə ₼ – …';
    expect(readBack(line(text), EPSON)).toEqual([text]);
  });

  test('when a letter is only in a QR code, then its code is free for a downloaded glyph', () => {
    const others = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at))
      .join('')
      .replace('S', '');
    const receipt: Receipt = { lines: [{ text: others }, { text: 'ə' }, { qr: 'S' }, { feed: 1 }], cut: false };
    expect(receiptCommands(receipt, EPSON).setup).toContainEqual(
      expect.objectContaining({ kind: 'define-glyphs', first: 0x53 }),
    );
  });

  test('when no code is free for a downloaded glyph, then the line is sent as raster', () => {
    const all = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at)).join('');
    const receipt: Receipt = { lines: [{ text: all }, { text: 'Gəncə' }], cut: true };
    expect(readBack(receipt, EPSON).join('')).toBe(`${all}Gəncə`);
    expect(
      decodePrinterBytes(encodeReceipt(receipt, EPSON), EPSON).commands.some(({ kind }) => kind === 'raster'),
    ).toBe(true);
  });

  test('when the codes of glyphs are neighbours, then one command downloads these glyphs', () => {
    const commands = decodePrinterBytes(encodeReceipt(line('ə Ə ₼'), EPSON), EPSON).commands;
    expect(commands.filter(({ kind }) => kind === 'define-glyphs')).toEqual([
      { kind: 'define-glyphs', first: 0x7b, letters: ['ə', 'Ə', '₼'] },
    ]);
  });
});

describe('letters', () => {
  const alphabet = 'AaBbCcÇçDdEeƏəFfGgĞğHhXxIıİiJjKkQqLlMmNnOoÖöPpRrSsŞşTtUuÜüVvYyZz ₼№«»–…';
  const russian = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя';

  test.each(MODELS)('when both alphabets are printed on $name, then their letters read back', (model) => {
    for (const text of [alphabet, russian]) {
      expect(readBack(line(text), model).join(' ').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  test('when a letter cannot be drawn, then it becomes its base letter or □, never a question mark', () => {
    const { replaced } = receiptCommands(line('ə 漢 ắ 🙂 ?'), EPSON);
    expect(readBack(line('ə 漢 ắ 🙂 ?'), EPSON)).toEqual(['ə □ a □ ?']);
    expect(replaced).toEqual(['漢', 'ắ', '🙂']);
  });

  test('when the text has control characters, then they become spaces and not commands', () => {
    const text = 'a\u001b@\u0010\u0005\u0002\u001dV\u0000b';
    expect(readBack(line(text), EPSON)).toEqual(['a @    V b']);
    expect(decodePrinterBytes(encodeReceipt(line(text), EPSON), EPSON).commands.map(({ kind }) => kind)).toEqual([
      'initialise',
      'kanji-off',
      'international',
      'motion-unit',
      'text',
      'line-feed',
      'cut',
    ]);
  });
});
