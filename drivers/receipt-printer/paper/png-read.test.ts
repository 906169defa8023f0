import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { oneBitPng, pngFile as png } from '../../../test/support/one-bit-png.ts';
import { hasDotAt } from './dots.ts';
import { decodePng, decodePngBase64 } from './png-read.ts';

const picture = fc
  .record({ widthBytes: fc.integer({ min: 1, max: 6 }), height: fc.integer({ min: 1, max: 20 }) })
  .chain(({ widthBytes, height }) =>
    fc
      .uint8Array({ minLength: widthBytes * height, maxLength: widthBytes * height })
      .map((data) => ({ widthBytes, height, data })),
  );

test('when a picture is a valid PNG, then each dot is read', () => {
  fc.assert(
    fc.property(picture, (dots) => {
      expect(decodePng(oneBitPng(dots))).toEqual({ dots, width: dots.widthBytes * 8 });
    }),
  );
});

describe('a picture of another encoder', () => {
  test('when a picture is 3 dots wide, then the other dots of the byte are white', () => {
    const read = decodePng(png([3, 1, 1, 0, 0, 0, 0], null, [0, 0b01000000]));
    expect(read).toEqual({ width: 3, dots: { widthBytes: 1, height: 1, data: Uint8Array.of(0b10100000) } });
  });

  test('when a picture has a palette, then the dark colour is black, as first or second colour', () => {
    const rows = [0, 0b10000000];
    expect(decodePng(png([2, 1, 1, 3, 0, 0, 0], [0, 0, 80, 255, 255, 200], rows))?.dots.data).toEqual(
      Uint8Array.of(0x40),
    );
    expect(decodePng(png([2, 1, 1, 3, 0, 0, 0], [255, 255, 200, 0, 0, 80], rows))?.dots.data).toEqual(
      Uint8Array.of(0x80),
    );
  });

  test('when rows use each filter, then the dots are the same as in pngjs', () => {
    // Five rows, one per filter. pngjs gives the expected dots.
    const bytes = [0, 0xa5, 0x0f, 1, 0x11, 0x22, 2, 0x01, 0x80, 3, 0x33, 0x44, 4, 0x55, 0x66];
    const file = png([16, 5, 1, 0, 0, 0, 0], null, bytes);
    const theirs = PNG.sync.read(file);
    const { dots } = decodePng(file)!;
    for (let y = 0; y < 5; y++) {
      for (let x = 0; x < 16; x++) expect(hasDotAt(dots, x, y)).toBe(theirs.data[(y * 16 + x) * 4] === 0);
    }
  });
});

describe('an invalid picture', () => {
  const good = png([8, 1, 1, 0, 0, 0, 0], null, [0, 0x55]);
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['another file', Buffer.from('GIF89a, and more')],
    ['cut short', good.slice(0, 40)],
    ['eight bits a dot', png([8, 1, 8, 0, 0, 0, 0], null, [0, 1, 2, 3, 4, 5, 6, 7, 8])],
    ['interlaced', png([8, 1, 1, 0, 0, 0, 1], null, [0, 0x55])],
    ['too few rows', png([8, 2, 1, 0, 0, 0, 0], null, [0, 0x55])],
    ['more rows than it says', png([8, 1, 1, 0, 0, 0, 0], null, [0, 0x55, 0, 0x55])],
    ['a filter that is none', png([8, 1, 1, 0, 0, 0, 0], null, [5, 0x55])],
    ['no dots', png([0, 1, 1, 0, 0, 0, 0], null, [0])],
    ['another check of the unpacked rows', good.with(good.length - 17, good.at(-17)! ^ 1)],
    ['a chunk that is longer than the rest of the file', good.with(good.length - 9, 1)],
  ])('when the file is %s, then it is refused', (_name, bytes) => expect(decodePng(bytes)).toBeUndefined());

  test('when the text is not base64, then it is refused', () => expect(decodePngBase64('§§§')).toBeUndefined());

  test('property: when any byte is changed, then decoding does not throw', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: good.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const damaged = good.slice();
        damaged[at] = byte;
        decodePng(damaged);
      }),
    );
  });
});
