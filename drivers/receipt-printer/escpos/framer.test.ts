import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import type { Framed } from '../../framer.ts';
import { createPrinterFramer, type PrinterMessage } from './framer.ts';

function words(frames: readonly Framed<PrinterMessage>[]): readonly string[] {
  return frames.map((frame) => {
    if (frame.kind === 'discarded') return `discarded ${toHex(frame.bytes)}`;
    const { body } = frame;
    switch (body.kind) {
      case 'asb':
        return `asb ${toHex(body.bytes)}`;
      case 'status':
      case 'queued':
        return `${body.kind} ${body.byte.toString(16).padStart(2, '0')}`;
      case 'identity':
        return `identity ${body.text}`;
      case 'flow':
        return body.ready ? 'xon' : 'xoff';
      default:
        return body.kind;
    }
  });
}

const feed = (text: string): readonly string[] => words(createPrinterFramer().feed(fromHex(text)));

describe('messages', () => {
  // enocperez-spec/POS-Printer-Emulator@b910d1d (ASB), danielmeza/CrossEscPosEmulator@59da2d1 (status, GS r).
  test.each([
    ['10000000', ['asb 10000000']],
    ['38080C00', ['asb 38080c00']],
    ['1400000F', ['asb 1400000f']],
    ['16', ['status 16']],
    ['7E', ['status 7e']],
    ['00', ['queued 00']],
    ['0F', ['queued 0f']],
    ['372500', ['cleared']],
    ['5F544D2D543230 00', ['identity TM-T20']],
    ['13 11', ['xoff', 'xon']],
  ])('%s', (hex, expected) => {
    expect(feed(hex)).toEqual(expected);
  });

  test('flow control inside a block is lifted out of it', () => {
    expect(feed('10 00 13 00 00')).toEqual(['xoff', 'asb 10000000']);
  });

  // gilbertfl/escpos-netprinter sends 00 00 00 00 as ASB: its first byte says nothing.
  test('a block of nothing but zeros is no status block', () => {
    expect(feed('00000000').every((word) => word === 'queued 00')).toBe(true);
  });
});

describe('the five', () => {
  const stream = '38080C00 12 5F544D00 372500 16';
  const expected = ['asb 38080c00', 'status 12', 'identity TM', 'cleared', 'status 16'];

  test('byte by byte', () => {
    const framer = createPrinterFramer();
    expect(Array.from(fromHex(stream)).flatMap((byte) => words(framer.feed(Uint8Array.of(byte))))).toEqual(expected);
  });

  test('two in one chunk', () => {
    expect(feed('10000000 18080000')).toEqual(['asb 10000000', 'asb 18080000']);
  });

  test('noise a thousand times, and then a message', () => {
    const framer = createPrinterFramer();
    let thrown = 0;
    for (let i = 0; i < 1_000; i++) {
      for (const frame of framer.feed(fromHex('FF80C1'))) if (frame.kind === 'discarded') thrown += frame.bytes.length;
    }
    expect(thrown).toBe(3_000);
    expect(words(framer.feed(fromHex('16')))).toEqual(['status 16']);
  });

  test('a damaged block, then a good one', () => {
    expect(feed('10 00 92 38080C00')).toEqual(['discarded 100092', 'asb 38080c00']);
    expect(feed('10 00 16')).toEqual(['discarded 1000', 'status 16']);
    expect(feed('5F 54 FF 16')).toEqual(['discarded 5f54ff', 'status 16']);
  });

  test('cut short: nothing of the rest passes for an answer', () => {
    const framer = createPrinterFramer();
    expect(framer.feed(fromHex('10 00 00'))).toEqual([]);
    expect(words(framer.gap())).toEqual(['discarded 100000']);
    expect(words(framer.feed(fromHex('00')))).toEqual(['queued 00']);
    expect(framer.gap()).toEqual([]);
  });

  test('cut short with a whole message inside', () => {
    const framer = createPrinterFramer();
    expect(framer.feed(fromHex('5F 5F 37'))).toEqual([]);
    expect(words(framer.gap())).toEqual(['discarded 5f5f37']);
    framer.feed(fromHex('5F 32'));
    expect(words(framer.gap())).toEqual(['discarded 5f', 'status 32']);
  });
});

test('after noise a lone low byte is not believed', () => {
  const framer = createPrinterFramer();
  expect(words(framer.feed(fromHex('FF 00 00 0F')))).toEqual(['discarded ff00000f']);
  expect(words(framer.feed(fromHex('00')))).toEqual(['discarded 00']);
  framer.gap();
  expect(words(framer.feed(fromHex('00')))).toEqual(['queued 00']);
});

test('an endless identity is given up', () => {
  const framer = createPrinterFramer();
  const frames = framer.feed(Uint8Array.from([0x5f, ...Array<number>(200).fill(0x41)]));
  expect(frames.length).toBeGreaterThan(0);
});

test('every byte is either part of a message or discarded, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 12 })), (chunks) => {
      const framer = createPrinterFramer();
      const frames = [...chunks.flatMap((chunk) => framer.feed(chunk)), ...framer.gap()];
      const counted = frames.reduce((sum, frame) => sum + lengthOf(frame), 0);
      expect(counted).toBe(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    }),
  );
});

function lengthOf(frame: Framed<PrinterMessage>): number {
  if (frame.kind === 'discarded') return frame.bytes.length;
  switch (frame.body.kind) {
    case 'asb':
      return 4;
    case 'identity':
      return frame.body.text.length + 2;
    case 'cleared':
      return 3;
    default:
      return 1;
  }
}
