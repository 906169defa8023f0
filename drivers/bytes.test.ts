import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { concat, concatBytes, fromHex, hexDigits, toHex, toUpperHex } from './bytes.ts';

afterEach(() => vi.unstubAllGlobals());

describe('hex', () => {
  it.each(['in Node', 'in a page'])('goes round for any bytes %s', (where) => {
    if (where === 'in a page') vi.stubGlobal('Buffer', undefined);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(toHex(bytes)).toMatch(/^([0-9a-f]{2})*$/);
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromHex(toUpperHex(bytes))).toEqual(bytes);
      }),
    );
    expect(toHex(Uint8Array.of(0x00, 0x0a, 0xf0, 0xff).subarray(1))).toBe('0af0ff');
  });

  it('may have white space and dashes between its bytes, and nothing else', () => {
    expect(fromHex('1b-40 0A\n')).toEqual(Uint8Array.of(0x1b, 0x40, 0x0a));
    for (const wrong of ['1', '1g', '0x1b', '1b,40']) expect(() => fromHex(wrong)).toThrow('not hex');
  });

  it('of a number has zeros in front', () =>
    expect([hexDigits(10, 4), hexDigits(0x1ffffn, 4)]).toEqual(['000a', '1ffff']));
});

it('bytes are joined in their order', () => {
  expect(concat([1], Uint8Array.of(2, 3), [])).toEqual(Uint8Array.of(1, 2, 3));
  expect(concatBytes(Array.from({ length: 200_000 }, () => [7])).length).toBe(200_000);
});
