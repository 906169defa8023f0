import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import type { FramerOutput } from '../../framer.ts';
import { createPrinterFramer, type EscposPrinterMessage } from './framer.ts';

function words(frames: readonly FramerOutput<EscposPrinterMessage>[]): readonly string[] {
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
  // Recorded messages: enocperez-spec/POS-Printer-Emulator@b910d1d (ASB), danielmeza/CrossEscPosEmulator@59da2d1 (status, GS r).
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
  ])('when bytes are %s, then they are read as their messages', (hex, expected) => {
    expect(feed(hex)).toEqual(expected);
  });

  test('when flow control is inside a block, then the flow control is taken out', () => {
    expect(feed('10 00 13 00 00')).toEqual(['xoff', 'asb 10000000']);
  });

  // gilbertfl/escpos-netprinter sends 00 00 00 00 as ASB, without the fixed bits.
  test('when a block has only zeros, then it is not a status block', () => {
    expect(feed('00000000').every((word) => word === 'queued 00')).toBe(true);
  });
});

describe('streams', () => {
  const stream = '38080C00 12 5F544D00 372500 16';
  const expected = ['asb 38080c00', 'status 12', 'identity TM', 'cleared', 'status 16'];

  test('when messages come byte by byte, then each is read', () => {
    const framer = createPrinterFramer();
    expect(Array.from(fromHex(stream)).flatMap((byte) => words(framer.feed(Uint8Array.of(byte))))).toEqual(expected);
  });

  test('when a chunk has two messages, then both are read', () => {
    expect(feed('10000000 18080000')).toEqual(['asb 10000000', 'asb 18080000']);
  });

  test('when noise comes a thousand times, then all is discarded and the next message is read', () => {
    const framer = createPrinterFramer();
    let thrown = 0;
    for (let i = 0; i < 1_000; i++) {
      for (const frame of framer.feed(fromHex('FF80C1'))) if (frame.kind === 'discarded') thrown += frame.bytes.length;
    }
    expect(thrown).toBe(3_000);
    expect(words(framer.feed(fromHex('16')))).toEqual(['status 16']);
  });

  test('when a good message follows a damaged message, then the good message is read', () => {
    expect(feed('10 00 92 38080C00')).toEqual(['discarded 100092', 'asb 38080c00']);
    expect(feed('10 00 16')).toEqual(['discarded 1000', 'status 16']);
    expect(feed('5F 54 FF 16')).toEqual(['discarded 5f54ff', 'status 16']);
  });

  test('when a block is cut off by silence, then its bytes are discarded, and a later byte is read as an answer', () => {
    const framer = createPrinterFramer();
    expect(framer.feed(fromHex('10 00 00'))).toEqual([]);
    expect(words(framer.gap())).toEqual(['discarded 100000']);
    expect(words(framer.feed(fromHex('00')))).toEqual(['queued 00']);
    expect(framer.gap()).toEqual([]);
  });

  test('when a cut-off message has another message inside, then only a message with fixed bits is read', () => {
    const framer = createPrinterFramer();
    expect(framer.feed(fromHex('5F 5F 37'))).toEqual([]);
    expect(words(framer.gap())).toEqual(['discarded 5f5f37']);
    framer.feed(fromHex('5F 32'));
    expect(words(framer.gap())).toEqual(['discarded 5f', 'status 32']);
  });
});

test('when bytes from 00 to 0F follow noise, then they are discarded until the line is silent', () => {
  const framer = createPrinterFramer();
  expect(words(framer.feed(fromHex('FF 00 00 0F')))).toEqual(['discarded ff00000f']);
  expect(words(framer.feed(fromHex('00')))).toEqual(['discarded 00']);
  framer.gap();
  expect(words(framer.feed(fromHex('00')))).toEqual(['queued 00']);
});

test.each([
  [80, `identity ${'A'.repeat(80)}`],
  [81, `discarded 5f${'41'.repeat(81)}00`],
])(
  'when an identity has %i letters, then up to 80 are read, and a longer one is discarded with its end',
  (length, expected) => {
    expect(feed(`5F${'41'.repeat(length)}00`)).toEqual([expected]);
  },
);

test('when an identity does not end, then it is discarded after its longest length', () => {
  const framer = createPrinterFramer();
  expect(framer.feed(Uint8Array.from([0x5f, ...Array<number>(80).fill(0x41)]))).toEqual([]);
  expect(words(framer.feed(Uint8Array.of(0x41)))).toEqual([`discarded 5f${'41'.repeat(81)}`]);
});

test('property: when a stream is cut anywhere, then every byte is in a message or discarded', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 12 })), (chunks) => {
      const framer = createPrinterFramer();
      const frames = [...chunks.flatMap((chunk) => framer.feed(chunk)), ...framer.gap()];
      const counted = frames.reduce((sum, frame) => sum + lengthOf(frame), 0);
      expect(counted).toBe(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    }),
  );
});

function lengthOf(frame: FramerOutput<EscposPrinterMessage>): number {
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
