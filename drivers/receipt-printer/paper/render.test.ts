import fc from 'fast-check';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { LONGEST_CODE } from '../../../test/support/long-code.ts';
import { fromHex, toUpperHex } from '../../bytes.ts';
import type { Receipt, ReceiptLine } from '../contract.ts';
import { encodeReceipt } from '../dialects/encode.ts';
import { createPaperInterpreter, interpretEscpos, type Paper } from '../dialects/paper.ts';
import { bitmapOf, GLYPH_HEIGHT } from './glyphs.ts';
import { PRINTER_MODELS, type PrinterModel, requirePrinterModel } from './profile.ts';
import { dotsPerQrModule, qrModulesPerSide } from './qr.ts';
import { placeInk, renderPaperText } from './render.ts';
import { renderPaperPng } from './render-png.ts';
import { renderPaperSvg } from './render-svg.ts';

const EPSON = requirePrinterModel('epson-tm-t20');
const LINK = 'https://example.org/K5-7QF2-41';
const RECEIPT: Receipt = {
  lines: [
    { text: 'MƏRKƏZ', style: 'title', align: 'center' },
    { columns: ['Ödənildi', '5,00 ₼'] },
    { rule: true },
    { qr: LINK },
    { text: 'Готово', align: 'right' },
  ],
  cut: true,
};

function printed(receipt: Receipt, model: PrinterModel): Paper {
  return interpretEscpos(encodeReceipt(receipt, model), { model })[0]!;
}

/** CommonJS: by loader, the function is `default` of `default` or of the module. */
const readQr = ((jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr) as unknown as (
  data: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string } | null;

describe('PNG', () => {
  test.each(Object.values(PRINTER_MODELS))('when a QR code is printed on $name, then it can be read', (model) => {
    const png = PNG.sync.read(Buffer.from(renderPaperPng(printed(RECEIPT, model), { scale: 2 })));
    expect(png.width).toBe(model.paperWidthMm * model.dotsPerMm * 2);
    expect(readQr(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(LINK);
  });

  test.each(Object.values(PRINTER_MODELS))(
    'when a QR code is printed before a barcode on $name, then it can be read',
    (model) => {
      const paper = printed({ lines: [{ text: 'ŞƏ' }, { qr: LINK }, { barcode: 'K5-7QF2' }], cut: true }, model);
      const png = PNG.sync.read(Buffer.from(renderPaperPng(paper, { scale: 2 })));
      expect(readQr(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(LINK);
    },
  );

  // This length has a proof: test/integration/paper-ocr.test.ts reads paper with a foreign program.
  test.each(Object.values(PRINTER_MODELS))(
    'when the longest QR code is printed on $name, then it fits the paper and can be read',
    (model) => {
      const paper = printed({ lines: [{ qr: LONGEST_CODE }], cut: true }, model);
      const [code] = paper.rows.flatMap((row) => (row.kind === 'raster' ? [row.dots] : []));
      expect(code!.widthBytes * 8).toBeLessThanOrEqual(model.dotsPerLine);
      const png = PNG.sync.read(Buffer.from(renderPaperPng(paper)));
      expect(readQr(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(LONGEST_CODE);
    },
  );

  test('when a letter is drawn, then each dot is at its position', () => {
    const png = PNG.sync.read(Buffer.from(renderPaperPng(printed({ lines: [{ text: 'ə' }], cut: true }, EPSON))));
    const dark = (x: number, y: number) => png.data[(y * png.width + x) * 4] === 0;
    const left = (png.width - EPSON.dotsPerLine) / 2;
    const top = 24;
    const bitmap = bitmapOf('ə')!;
    for (let x = 0; x < 12; x++) {
      for (let y = 0; y < 24; y++) {
        const black = (bitmap[x * 3 + (y >> 3)]! & (0x80 >> (y & 7))) !== 0;
        expect(dark(left + x, top + y)).toBe(black);
      }
    }
  });
});

describe('the quiet zone of a QR code: four modules above and below', () => {
  const neighbours: readonly ReceiptLine[] = [
    { text: 'ŞƏ' },
    { text: 'A042', style: 'large' },
    { text: '' },
    { feed: 1 },
    { feed: 9 },
    { rule: true },
    { barcode: 'K5-7QF2' },
    { qr: 'K5' },
    { qr: LONGEST_CODE },
  ];

  test.each(Object.values(PRINTER_MODELS))(
    'when any lines surround a QR code on $name, then its quiet zone is white',
    (model) => {
      const lines = fc.array(fc.constantFrom(...neighbours), { maxLength: 3 });
      fc.assert(
        fc.property(lines, lines, fc.boolean(), (before, after, cut) => {
          const all = [...before, { qr: LINK }, ...after];
          const paper = printed({ lines: all, cut }, model);
          const module = dotsPerQrModule(qrModulesPerSide(LINK, 'M'), model);
          const side = module * qrModulesPerSide(LINK, 'M');
          const bands = placeInk(paper).inks.map((ink) => ({
            top: ink.y,
            foot: ink.y + (ink.kind === 'picture' ? ink.dots.height : GLYPH_HEIGHT * ink.cell.style.height),
          }));
          const codes = bands.filter(({ top, foot }) => foot - top === side);
          expect(codes.length).toBeGreaterThan(0);
          for (const code of codes) {
            const above = bands.filter(({ top }) => top < code.top).map(({ foot }) => code.top - foot);
            const below = bands.filter(({ top }) => top > code.top).map(({ top }) => top - code.foot);
            expect(Math.min(...above, ...below)).toBeGreaterThanOrEqual(4 * module);
          }
        }),
        { numRuns: 20 },
      );
    },
  );

  test('when a QR code is the last line, then its quiet zone is before the cut', () => {
    const [paper] = interpretEscpos(encodeReceipt({ lines: [{ qr: LINK }], cut: true }, EPSON));
    const module = dotsPerQrModule(qrModulesPerSide(LINK, 'M'), EPSON);
    const side = module * qrModulesPerSide(LINK, 'M');
    const below = paper!.heightMm * EPSON.dotsPerMm - side - EPSON.headToCutterMm * EPSON.dotsPerMm;
    expect(below).toBe(4 * module);
  });

  test('when there is enough white around a QR code already, then no white is added', () => {
    const bare = encodeReceipt({ lines: [{ feed: 9 }, { qr: LINK }, { feed: 9 }, { text: 'A' }], cut: false }, EPSON);
    expect(toUpperHex(bare).match(/1B4A../g)).toEqual(['1B4A48', '1B4A48']);
  });
});

test('when the paper is shown as text, then it has alignment, code and blank lines', () => {
  expect(renderPaperText(printed(RECEIPT, EPSON))).toBe(
    [
      `${' '.repeat(21)}MƏRKƏZ`,
      `Ödənildi${' '.repeat(34)}5,00 ₼`,
      '─'.repeat(48),
      '',
      `${' '.repeat(6)}[QR ${LINK}]`,
      '',
      `${' '.repeat(42)}Готово`,
      '',
    ].join('\n'),
  );
});

describe('SVG', () => {
  const svg = renderPaperSvg(printed(RECEIPT, EPSON), { idPrefix: 'p1' });

  test('when a paper is drawn, then each letter is defined once, and the label has the text', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 640 \d+/);
    expect(svg).toContain(`aria-label="MƏRKƏZ Ödənildi 5,00 ₼`);
    const ids = [...svg.matchAll(/ id="(p1-\d+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, used] of svg.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(used);
  });

  test('when two downloaded glyphs have one letter, then each is drawn with its own dots', () => {
    const glyph = (dots: string) => `1B26037E7E02${dots.repeat(6)}1B25017E`;
    const [paper] = interpretEscpos(fromHex(`${glyph('F0')}${glyph('0F')}7E0A`));
    const used = [...renderPaperSvg(paper!).matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(used).toEqual(['ink-0', 'ink-1', 'ink-1']);
  });

  test.each(Object.values(PRINTER_MODELS))(
    'when paper of $name is cut, then the drawn teeth of the cut end at its left edge',
    (model) => {
      const paper = { ...printed({ lines: [{ text: 'A' }], cut: true }, model), cut: true };
      const [, path = ''] = /<path d="([^"]+)" fill/.exec(renderPaperSvg(paper))!;
      const teeth = [...path.matchAll(/l(-[\d.]+)/g)].map(([, across]) => Number(across));
      expect(teeth.reduce((x, across) => x + across, placeInk(paper).width)).toBeCloseTo(0, 1);
    },
  );

  test('when the text has markup, then it is escaped', () => {
    const tricky = renderPaperSvg(printed({ lines: [{ text: '<b> & "x"' }], cut: true }, EPSON));
    expect(tricky).toContain('aria-label="&lt;b&gt; &amp; &quot;x&quot;"');
  });
});

describe('the interpreter of printer bytes', () => {
  test('when a line is too long for the paper, then it wraps', () => {
    const [paper] = interpretEscpos(fromHex('414243444546474849 0A'.replace(' ', '')), { columns: 4 });
    expect(renderPaperText(paper!)).toBe('ABCD\nEFGH\nI\n');
  });

  test('when ESC @ comes, then downloaded glyphs are forgotten', () => {
    const glyph = Buffer.from(bitmapOf('ə')!).toString('hex');
    const define = `1B26037E7E0C${glyph}1B2501`;
    const [paper] = interpretEscpos(fromHex(`${define}7E0A1B407E0A`));
    expect(renderPaperText(paper!)).toBe('ə\n~\n');
  });

  test('when a downloaded bitmap is unknown, then its letter is U+FFFD and its dots are kept', () => {
    const [paper] = interpretEscpos(fromHex(`1B26037E7E02${'FFFFFF'.repeat(2)}1B25017E0A`));
    const [row] = paper!.rows;
    expect(row).toMatchObject({ kind: 'text', text: '\uFFFD' });
    expect(row?.kind === 'text' && row.cells[0]?.bitmap).toHaveLength(6);
  });

  test('when the code page is unknown, then its letters are U+FFFD', () => {
    const [paper] = interpretEscpos(fromHex('1B74C880410A'));
    expect(renderPaperText(paper!)).toBe('\uFFFDA\n');
  });

  test('when a cut comes, then the paper is separate and the rest is uncut', () => {
    const papers = interpretEscpos(fromHex('410A1D564200420A'));
    expect(papers.map((paper) => [paper.cut, renderPaperText(paper)])).toEqual([
      [true, 'A\n'],
      [false, 'B\n'],
    ]);
  });

  test('when bytes come in chunks with questions in between, then all events are reported', () => {
    const interpreter = createPaperInterpreter(EPSON);
    const events = ['1004', '0441', '0A1D7201', 'FF', '001D5642', '00'].flatMap((chunk) =>
      interpreter.feed(fromHex(chunk)),
    );
    expect(events.map((event) => event.kind)).toEqual(['asked', 'asked', 'discarded', 'cut']);
    expect(interpreter.current().rows).toEqual([]);
  });
});
