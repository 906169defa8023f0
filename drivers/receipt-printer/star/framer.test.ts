import { describe, expect, test } from 'vitest';
import type { FramerOutput } from '../../framer.ts';
import { HEALTHY } from '../job/printer-bits.ts';
import { createStarFramer, firstByteOfBlock, type StarMessage, starBlockLengthOf } from './framer.ts';
import { starBlockOf } from './status.ts';

const GOOD = starBlockOf({ ...HEALTHY, coverOpen: true, offline: true }, 17);
const frames = (found: readonly FramerOutput<StarMessage>[]) =>
  found.flatMap((each) => (each.kind === 'frame' && each.body.kind === 'asb' ? [[...each.body.bytes]] : []));
const thrown = (found: readonly FramerOutput<StarMessage>[]) =>
  found.flatMap((each) => (each.kind === 'discarded' ? [...each.bytes] : []));

// ReceiptPrinterStatus@074867e, `parseStarResponse`: bits 5, 3, 2 and 1 of the first byte.
test.each([
  [7, 0x0f],
  [9, 0x23],
  [15, 0x2f],
])('when a block has %i bytes, then its first byte is %i', (length, first) => {
  expect(firstByteOfBlock(length)).toBe(first);
  expect(starBlockLengthOf(first)).toBe(length);
});

describe('the framer', () => {
  test('when a block comes byte by byte, then it is read', () => {
    const framer = createStarFramer();
    expect(frames([...GOOD].flatMap((byte) => framer.feed(Uint8Array.of(byte))))).toEqual([[...GOOD]]);
  });

  test('when a chunk has two blocks, then both are read', () => {
    expect(frames(createStarFramer().feed(Uint8Array.from([...GOOD, ...GOOD])))).toEqual([[...GOOD], [...GOOD]]);
  });

  test('when noise comes a thousand times, then all is discarded and the next block is read', () => {
    const framer = createStarFramer();
    for (let at = 0; at < 1_000; at++) {
      const found = framer.feed(Uint8Array.of(0xff, 0x80, (at % 8) * 0x10 + 0x90));
      expect(thrown(found)).toHaveLength(3);
    }
    expect(frames(framer.feed(GOOD))).toEqual([[...GOOD]]);
  });

  test('when a good block follows a damaged block, then the good block is read', () => {
    const damaged = GOOD.slice();
    damaged[4] = 0x90;
    const found = createStarFramer().feed(Uint8Array.from([...damaged, ...GOOD]));
    expect(frames(found)).toEqual([[...GOOD]]);
    expect(thrown(found)).toHaveLength(GOOD.length);
  });

  test('when a block is cut off by silence, then it is discarded and the next block is read', () => {
    const framer = createStarFramer();
    expect(framer.feed(GOOD.slice(0, 5))).toEqual([]);
    expect(thrown(framer.gap())).toEqual([...GOOD.slice(0, 5)]);
    expect(framer.gap()).toEqual([]);
    expect(frames(framer.feed(GOOD))).toEqual([[...GOOD]]);
  });

  test('when flow control is inside a block, then the flow control is taken out', () => {
    const found = createStarFramer().feed(Uint8Array.from([...GOOD.slice(0, 4), 0x13, ...GOOD.slice(4), 0x11]));
    expect(frames(found)).toEqual([[...GOOD]]);
    expect(found.filter((each) => each.kind === 'frame' && each.body.kind === 'flow')).toEqual([
      { kind: 'frame', body: { kind: 'flow', ready: false } },
      { kind: 'frame', body: { kind: 'flow', ready: true } },
    ]);
  });

  test('when the second header has wrong fixed bits, then the block is still read', () => {
    const odd = GOOD.slice();
    odd[1] = 0x86;
    expect(frames(createStarFramer().feed(odd))).toEqual([[...odd]]);
  });
});
