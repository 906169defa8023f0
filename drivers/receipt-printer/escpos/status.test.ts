import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex } from '../../bytes.ts';
import { blockFromBits, blockWhilePrinting, HEALTHY, type PrinterBits, paperFromBits } from '../job/printer-bits.ts';
import { asbOf, bitsOfAsb, type DleEotQuestion, statusAnswerOf, withStatusAnswer } from './status.ts';

/** Recorded answers: CrossEscPosEmulator@59da2d1, POS-Printer-Emulator@b910d1d, python-escpos@5b94336, node-escpos #288. */
const ANSWERS: readonly (readonly [DleEotQuestion, number, string | null, string])[] = [
  [1, 0x12, null, 'full'],
  // Healthy Epson with the drawer pin high.
  [1, 0x16, null, 'full'],
  [1, 0x1a, 'mechanical-error', 'full'],
  [2, 0x16, 'cover-open', 'full'],
  [2, 0x32, 'paper-out', 'out'],
  [2, 0x76, 'cover-open', 'out'],
  [3, 0x32, 'unrecoverable-error', 'full'],
  [3, 0x52, 'mechanical-error', 'full'],
  [3, 0x1a, 'cutter-error', 'full'],
  [4, 0x12, null, 'full'],
  [4, 0x1e, null, 'low'],
  // Paper end of two makers.
  [4, 0x7e, 'paper-out', 'out'],
  [4, 0x72, 'paper-out', 'out'],
];

test.each(ANSWERS)(
  'when DLE EOT %i is answered with %i, then the block is %s and paper is %s',
  (question, byte, block, paper) => {
    const bits = withStatusAnswer(HEALTHY, question, byte);
    expect(blockFromBits(bits)).toBe(block);
    expect(paperFromBits(bits, true)).toBe(paper);
  },
);

test.each([
  ['10000000', null, 'full'],
  ['14000000', null, 'full'],
  ['1400000F', null, 'full'],
  ['38080C00', 'cover-open', 'out'],
  ['10000300', null, 'low'],
  ['18000C00', 'paper-out', 'out'],
  ['18000F00', 'paper-out', 'out'],
  ['18080000', 'cutter-error', 'full'],
])('when the ASB is %s, then the block is %s and paper is %s', (hex, block, paper) => {
  const bits = bitsOfAsb(fromHex(hex));
  expect(blockFromBits(bits)).toBe(block);
  expect(paperFromBits(bits, true)).toBe(paper);
});

describe('the reported block', () => {
  test('when the cover is open, then cover-open comes before all other blocks', () => {
    const all: PrinterBits = { ...HEALTHY, coverOpen: true, paperEnd: true, cutterError: true, offline: true };
    expect(blockFromBits(all)).toBe('cover-open');
    expect(blockFromBits({ ...all, coverOpen: false })).toBe('paper-out');
    expect(blockFromBits({ ...all, coverOpen: false, paperEnd: false })).toBe('cutter-error');
  });

  test('when the feed button takes the printer offline, then there is no block', () => {
    expect(blockFromBits({ ...HEALTHY, offline: true, feedButton: true })).toBeNull();
  });

  test('when the head is hot, then a new receipt is blocked and the current receipt continues', () => {
    const hot = { ...HEALTHY, offline: true, autoRecoverableError: true };
    expect(blockFromBits(hot)).toBe('mechanical-error');
    expect(blockWhilePrinting(hot)).toBeNull();
    expect(blockWhilePrinting({ ...hot, paperEnd: true })).toBe('paper-out');
  });
});

test('when there is no near-end sensor, then the paper level is not measured', () => {
  expect(paperFromBits({ ...HEALTHY, paperNearEnd: true }, false)).toBe('not-measured');
  expect(paperFromBits({ ...HEALTHY, paperEnd: true }, false)).toBe('out');
});

const anyBits: fc.Arbitrary<PrinterBits> = fc.record({
  offline: fc.boolean(),
  feedButton: fc.boolean(),
  coverOpen: fc.boolean(),
  stoppedByPaperEnd: fc.boolean(),
  recoverableError: fc.boolean(),
  cutterError: fc.boolean(),
  unrecoverableError: fc.boolean(),
  autoRecoverableError: fc.boolean(),
  paperNearEnd: fc.boolean(),
  paperEnd: fc.boolean(),
});

test('property: when all four questions are answered, then all bits are known', () => {
  fc.assert(
    fc.property(anyBits, (bits) => {
      const heard = ([1, 2, 3, 4] as const).reduce(
        (known, question) => withStatusAnswer(known, question, statusAnswerOf(bits, question)),
        HEALTHY,
      );
      expect(heard).toEqual(bits);
      for (const question of [1, 2, 3, 4] as const) expect(statusAnswerOf(bits, question) & 0x93).toBe(0x12);
    }),
  );
});

test('property: when one ASB block comes, then all bits are known, and stoppedByPaperEnd equals paperEnd', () => {
  fc.assert(
    fc.property(anyBits, (bits) => {
      const expected = { ...bits, stoppedByPaperEnd: bits.paperEnd };
      expect(bitsOfAsb(asbOf(bits))).toEqual(expected);
    }),
  );
});
