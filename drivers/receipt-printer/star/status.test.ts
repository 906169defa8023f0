import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex } from '../../bytes.ts';
import { HEALTHY, type PrinterBits } from '../job/printer-bits.ts';
import { bitsOfStar, etbCountOf, starBlockOf } from './status.ts';

// Blocks of Star's manual, pages 5-9 to 5-11.
test.each<[string, Partial<PrinterBits>]>([
  ['23 06 00 00 00 00 00 00 00', {}],
  ['23 06 08 00 00 00 00 00 00', { offline: true }],
  ['23 06 28 00 00 00 00 00 00', { offline: true, coverOpen: true }],
  ['23 06 08 08 00 00 00 00 00', { offline: true, cutterError: true }],
  ['23 06 08 20 00 00 00 00 00', { offline: true, unrecoverableError: true }],
  ['23 06 08 04 00 00 00 00 00', { offline: true, recoverableError: true }],
  ['23 06 00 40 00 00 00 00 00', { autoRecoverableError: true }],
  ['23 06 00 00 00 04 00 00 00', { paperNearEnd: true }],
  ['23 06 00 00 00 02 00 00 00', { paperNearEnd: true }],
  ['23 06 08 00 00 0C 00 00 00', { offline: true, paperNearEnd: true, paperEnd: true, stoppedByPaperEnd: true }],
  // The drawer switch has no meaning here.
  ['23 06 04 00 00 00 00 00 00', {}],
])('block %s is decoded as its bits', (bytes, bits) =>
  expect(bitsOfStar(fromHex(bytes))).toEqual({ ...HEALTHY, ...bits }),
);

test('when a block has a counter, then it is read from two groups of bits', () => {
  expect(etbCountOf(fromHex('23 06 00 00 00 00 00 6E 00'))).toBe(31);
  expect(etbCountOf(fromHex('23 06 00 00 00 00 00 22 00'))).toBe(9);
  expect(etbCountOf(fromHex('0F 06 00 00 00 00 00'))).toBeUndefined();
});

test('property: when a block is made from bits and count, then the same are read', () => {
  const names = Object.keys(HEALTHY) as (keyof PrinterBits)[];
  const bits = fc.tuple(...names.map(() => fc.boolean())).map((all) => {
    const made = Object.fromEntries(names.map((name, at) => [name, all[at]!])) as unknown as PrinterBits;
    return { ...made, stoppedByPaperEnd: made.paperEnd };
  });
  fc.assert(
    fc.property(bits, fc.integer({ min: 0, max: 31 }), (given, count) => {
      const block = starBlockOf(given, count);
      expect(bitsOfStar(block)).toEqual(given);
      expect(etbCountOf(block)).toBe(count);
    }),
  );
});
