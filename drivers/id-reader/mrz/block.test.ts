import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, latin1Bytes } from '../../bytes.ts';
import { encodeDesko } from './desko.ts';
import { createDialectFramer, delimitersOf, type OneWayDialect } from './dialect.ts';
import type { Scan } from './scan.ts';
import { encodeThreeM } from './three-m.ts';

/** ICAO 9303-5, -6 and -4, appendices. */
const TD1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
const TD2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];
const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];

const DESKO: OneWayDialect = { name: 'desko', prefix: '4f', suffix: '50' };
const MAKES: readonly {
  readonly dialect: OneWayDialect;
  readonly encode: (lines: readonly string[]) => Uint8Array;
  /** Whether its blocks carry a check that a changed byte breaks. */
  readonly checked: boolean;
}[] = [
  { dialect: { name: '3m', checkByte: 'xor' }, encode: encodeThreeM, checked: true },
  { dialect: { name: '3m' }, encode: encodeThreeM, checked: false },
  { dialect: DESKO, encode: (lines) => encodeDesko(lines, delimitersOf(DESKO)), checked: true },
  {
    dialect: { name: 'desko' },
    encode: (lines) => encodeDesko(lines, delimitersOf({ name: 'desko' })),
    checked: false,
  },
];

/** What the framer makes of the chunks and then silence. */
function scan(dialect: OneWayDialect, ...chunks: readonly Uint8Array[]) {
  const framer = createDialectFramer(dialect);
  const framed = [...chunks.flatMap((chunk) => framer.feed(chunk)), ...framer.gap()];
  return {
    scans: framed.flatMap((each) => (each.kind === 'frame' ? [each.body] : [])),
    discarded: framed.reduce((sum, each) => sum + (each.kind === 'discarded' ? each.bytes.length : 0), 0),
  };
}

const BEGUN: Scan = { kind: 'begun' };
const zone = (lines: readonly string[]): Scan => ({ kind: 'zone', lines });

describe.each(MAKES)('blocks of $dialect', ({ dialect, encode, checked }) => {
  it.each([
    ['TD1', TD1],
    ['TD2', TD2],
    ['TD3', TD3],
  ])('carry a %s zone, byte by byte as in one chunk', (_, lines) => {
    const block = encode(lines);
    expect(scan(dialect, block)).toEqual({ scans: [BEGUN, zone(lines)], discarded: 0 });
    expect(scan(dialect, ...[...block].map((byte) => Uint8Array.of(byte)))).toEqual({
      scans: [BEGUN, zone(lines)],
      discarded: 0,
    });
  });

  it('come two in one chunk', () => {
    expect(scan(dialect, concat(encode(TD1), encode(TD3))).scans).toEqual([BEGUN, zone(TD1), BEGUN, zone(TD3)]);
  });

  it('are found behind a thousand times noise, which is counted and not kept', () => {
    const noise = Array.from({ length: 1_000 }, (_, index) =>
      Uint8Array.of(0x80 | (index % 128), 0x1b, 0x41, index % 2),
    );
    const { scans, discarded } = scan(dialect, ...noise, encode(TD1));
    expect(scans).toEqual([BEGUN, zone(TD1)]);
    expect(discarded).toBe(4_000);
  });

  it('are found after one that broke off, which costs nothing of theirs', () => {
    const broken = encode(TD1).slice(0, 50);
    expect(scan(dialect, concat(broken, encode(TD3))).scans).toEqual([BEGUN, zone(TD3)]);
  });

  it('that are cut short say so, and leave nothing for the next one', () => {
    const framer = createDialectFramer(dialect);
    const block = encode(TD1);
    const first = [...framer.feed(block.slice(0, 60)), ...framer.gap()];
    expect(first.flatMap((each) => (each.kind === 'frame' ? [each.body] : []))).toEqual([
      BEGUN,
      { kind: 'cut-short', lines: [] },
    ]);
    expect(framer.feed(block)).toEqual([BEGUN, zone(TD1)].map((body) => ({ kind: 'frame', body })));
  });

  it('without lines say that nothing could be read', () => {
    expect(scan(dialect, encode([])).scans).toEqual([{ kind: 'no-read' }]);
  });

  it('with lines of no zone are unreadable', () => {
    expect(scan(dialect, encode(['HELLO WORLD'])).scans).toEqual([BEGUN, { kind: 'unreadable' }]);
    expect(scan(dialect, encode(TD1.slice(2))).scans).toEqual([BEGUN, { kind: 'unreadable' }]);
  });

  it('of any noise never throw, keep little, and every document begun is ended once', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.uint8Array(), fc.constantFrom(encode(TD1), encode(TD3)))), (chunks) => {
        const kinds = scan(dialect, ...chunks).scans.map(({ kind }) => kind);
        kinds.forEach((kind, at) => {
          const isEnd = kind === 'zone' || kind === 'cut-short' || kind === 'unreadable';
          expect(kind === 'begun' ? kinds[at + 1] !== 'begun' : !isEnd || kinds[at - 1] === 'begun').toBe(true);
        });
        expect(kinds.at(-1)).not.toBe('begun');
      }),
    );
  });

  it('are read after any noise and silence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        const framer = createDialectFramer(dialect);
        framer.feed(noise);
        framer.gap();
        expect(framer.feed(encode(TD2)).at(-1)).toEqual({ kind: 'frame', body: zone(TD2) });
      }),
    );
  });

  if (checked) {
    it('with a bad check are refused, and the good one behind is read', () => {
      const bad = encode(TD1);
      bad[bad.length - 1] = (bad.at(-1) ?? 0) ^ 0x20;
      expect(scan(dialect, concat(bad, encode(TD3))).scans).toEqual([BEGUN, zone(TD3)]);
      expect(scan(dialect, bad).scans).toEqual([BEGUN, { kind: 'unreadable' }]);
    });
  }
});

describe('3M', () => {
  it('blocks are as the manual has them (RTE6701-OEM VC27U V1.03, 9.1.1.2)', () => {
    const block = String.fromCharCode(...encodeThreeM(TD2));
    // SOH, low and high byte of the length, OU, STX, flag, an absent first line, two lines padded to 44, ETX, check.
    expect(block).toBe(`\x01\x61\x00OU\x02 \r${TD2.map((line) => `${line}________\r`).join('')}\x03${block.at(-1)}`);
    expect(block.length - 3).toBe(0x61);
  });

  it('blocks may lack their length and, where it is not asked for, their check byte', () => {
    const bare = latin1Bytes(`\x01OU\x02\x00${TD1.map((line) => `${line}\r`).join('')}\x03`);
    expect(scan({ name: '3m' }, bare).scans).toEqual([BEGUN, zone(TD1)]);
    expect(scan({ name: '3m', checkByte: 'xor' }, bare).scans).toEqual([BEGUN, { kind: 'cut-short', lines: [] }]);
  });

  it('padding that is no padding stays a filler', () => {
    const lines = TD3.map((line) => line.replaceAll('<', '_'));
    expect(scan({ name: '3m' }, encodeThreeM(lines)).scans).toEqual([BEGUN, zone(TD3)]);
  });
});

describe('DESKO', () => {
  it('blocks are as the description has them (7 000 310 001, 1.4)', () => {
    const block = encodeDesko(TD3, { prefix: Uint8Array.of(0x4f), suffix: Uint8Array.of(0x50) });
    expect(String.fromCharCode(...block)).toBe(`O\x02${TD3[0]}\r${TD3[1]}\r\x03P`);
  });

  it('delimiters that are no hex are a mistake', () => {
    expect(() => createDialectFramer({ name: 'desko', prefix: '4' })).toThrow('not hex');
  });
});
