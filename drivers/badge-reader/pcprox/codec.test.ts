import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../bytes.ts';
import {
  answersOf,
  badgeOf,
  decodeCommand,
  encodeCommand,
  encodeInfo,
  isKeyboardHalted,
  withKeyboardHalted,
} from './codec.ts';

describe('pcProx reports', () => {
  /** Codes and layouts of the open pcprox project, protocol.md. */
  it.each([
    ['cardData', 0, '8f00000000000000'],
    ['cardBits', 0, '8e00000000000000'],
    ['deviceInfo', 0, '8a00000000000000'],
    ['page0', 0, '8000000000000000'],
    ['finish', 7, '9007000000000000'],
  ] as const)('%s', (command, parameter, hex) => {
    expect(encodeCommand(command, parameter)).toEqual(fromHex(hex));
    expect(decodeCommand(fromHex(hex))).toEqual({ command, parameter });
  });

  it('stop the typing with the highest bit of the last byte of page 0, and change nothing else', () => {
    const page = fromHex('0000111a1a002803');
    expect(isKeyboardHalted(page)).toBe(false);
    expect(withKeyboardHalted(page)).toEqual(fromHex('0000111a1a002883'));
    expect(isKeyboardHalted(withKeyboardHalted(page))).toBe(true);
  });

  it('give the firmware as 7.3.0', () => {
    expect(encodeInfo({ firmware: '7.3.0', deviceType: 0x1234 })).toEqual(fromHex('0000300700341200'));
  });

  /** H10301, 26 bits, parity off: card 1234 (04D2), facility 56 (38), the lowest byte first. */
  it('give a badge as one number', () => {
    expect(badgeOf(fromHex('d204380000000000'), fromHex('1818000000000000'))).toEqual({ bits: 24, hex: '3804d2' });
  });

  it.each([
    ['0000000000000000', '1818000000000000'],
    ['d204380000000000', '0000000000000000'],
    ['d204380000000000', '1819000000000000'],
    ['d204380000000000', 'ffff000000000000'],
  ])('%s with %s are no badge', (data, count) => expect(badgeOf(fromHex(data), fromHex(count))).toBeNull());

  it('go round for every number of bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), (bits, number) => {
        const value = number & (2n ** BigInt(bits) - 1n);
        fc.pre(value > 0n);
        const badge = { bits, hex: value.toString(16).padStart(2 * Math.ceil(bits / 8), '0') };
        const { data, count } = answersOf(badge);
        expect(badgeOf(data, count)).toEqual(badge);
      }),
    );
  });
});
