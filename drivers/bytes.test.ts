import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { concat, concatBytes, fromHex, hexDigits, toHex, toUpperHex } from './bytes.ts';

afterEach(() => vi.unstubAllGlobals());

describe('hex', () => {
  it.each(['in Node', 'in a page'])(
    'when any bytes are written as hex %s, then reading the hex gives the same bytes',
    (where) => {
      if (where === 'in a page') vi.stubGlobal('Buffer', undefined);
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
          expect(toHex(bytes)).toMatch(/^([0-9a-f]{2})*$/);
          expect(fromHex(toHex(bytes))).toEqual(bytes);
          expect(fromHex(toUpperHex(bytes))).toEqual(bytes);
        }),
      );
      expect(toHex(Uint8Array.of(0x00, 0x0a, 0xf0, 0xff).subarray(1))).toBe('0af0ff');
    },
  );

  it('when a text is not pairs of hex digits, then fromHex throws; white space and dashes are allowed', () => {
    expect(fromHex('1b-40 0A\n')).toEqual(Uint8Array.of(0x1b, 0x40, 0x0a));
    for (const wrong of ['1', '1g', '0x1b', '1b,40']) expect(() => fromHex(wrong)).toThrow('not hex');
  });

  it('when a number has fewer hex digits than asked for, then zeros are in front', () =>
    expect([hexDigits(10, 4), hexDigits(0x1ffffn, 4)]).toEqual(['000a', '1ffff']));
});

it('when parts are joined, then their bytes keep their order', () => {
  expect(concat([1], Uint8Array.of(2, 3), [])).toEqual(Uint8Array.of(1, 2, 3));
  expect(concatBytes(Array.from({ length: 200_000 }, () => [7])).length).toBe(200_000);
});
