import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, latin1Bytes } from '../../bytes.ts';
import { encodeDesko } from './desko.ts';
import { createDialectFramer, delimitersOf, type OneWayDialect } from './dialect.ts';
import type { ZoneScan } from './scan.ts';
import { encodeThreeM } from './three-m.ts';

/** ICAO 9303-5, -6 and -4, appendices. */
const TD1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
const TD2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];
const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];

const DESKO: OneWayDialect = { name: 'desko', prefix: '4f', suffix: '50' };
const MAKES: readonly {
  readonly dialect: OneWayDialect;
  readonly encode: (lines: readonly string[]) => Uint8Array;
  /** Whether a changed byte is found. */
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

function scan(dialect: OneWayDialect, ...chunks: readonly Uint8Array[]) {
  const framer = createDialectFramer(dialect);
  const framed = [...chunks.flatMap((chunk) => framer.feed(chunk)), ...framer.gap()];
  return {
    scans: framed.flatMap((each) => (each.kind === 'frame' ? [each.body] : [])),
    discarded: framed.reduce((sum, each) => sum + (each.kind === 'discarded' ? each.bytes.length : 0), 0),
  };
}

const BEGUN: ZoneScan = { kind: 'begun' };
const zone = (lines: readonly string[]): ZoneScan => ({ kind: 'zone', lines });

describe.each(MAKES)('blocks of $dialect', ({ dialect, encode, checked }) => {
  it.each([
    ['TD1', TD1],
    ['TD2', TD2],
    ['TD3', TD3],
  ])('when a %s zone comes in one chunk or byte by byte, then it is read', (_, lines) => {
    const block = encode(lines);
    expect(scan(dialect, block)).toEqual({ scans: [BEGUN, zone(lines)], discarded: 0 });
    expect(scan(dialect, ...[...block].map((byte) => Uint8Array.of(byte)))).toEqual({
      scans: [BEGUN, zone(lines)],
      discarded: 0,
    });
  });

  it('when two blocks come in one chunk, then both are read', () => {
    expect(scan(dialect, concat(encode(TD1), encode(TD3))).scans).toEqual([BEGUN, zone(TD1), BEGUN, zone(TD3)]);
  });

  it('when noise comes a thousand times, then all its bytes are discarded and the next block is read', () => {
    const noise = Array.from({ length: 1_000 }, (_, index) =>
      Uint8Array.of(0x80 | (index % 128), 0x1b, 0x41, index % 2),
    );
    const { scans, discarded } = scan(dialect, ...noise, encode(TD1));
    expect(scans).toEqual([BEGUN, zone(TD1)]);
    expect(discarded).toBe(4_000);
  });

  it('when a block breaks off, then the next block is read', () => {
    const broken = encode(TD1).slice(0, 50);
    expect(scan(dialect, concat(broken, encode(TD3))).scans).toEqual([BEGUN, zone(TD3)]);
  });

  it('when a block is cut short, then the scan is cut-short and the next block is read', () => {
    const framer = createDialectFramer(dialect);
    const block = encode(TD1);
    const first = [...framer.feed(block.slice(0, 60)), ...framer.gap()];
    expect(first.flatMap((each) => (each.kind === 'frame' ? [each.body] : []))).toEqual([
      BEGUN,
      { kind: 'cut-short', lines: [] },
    ]);
    expect(framer.feed(block)).toEqual([BEGUN, zone(TD1)].map((body) => ({ kind: 'frame', body })));
  });

  it('when a block has no lines, then the scan is no-read', () => {
    expect(scan(dialect, encode([])).scans).toEqual([{ kind: 'no-read' }]);
  });

  it('when the lines are not a zone, then the scan is unreadable', () => {
    expect(scan(dialect, encode(['HELLO WORLD'])).scans).toEqual([BEGUN, { kind: 'unreadable' }]);
    expect(scan(dialect, encode(TD1.slice(2))).scans).toEqual([BEGUN, { kind: 'unreadable' }]);
  });

  it('for any noise, nothing throws and every document begun ends once', () => {
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

  it('when noise and a silence come first, then the block is read', () => {
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
    it('when a check is wrong, then the block is refused and the next one is read', () => {
      const bad = encode(TD1);
      bad[bad.length - 1] = (bad.at(-1) ?? 0) ^ 0x20;
      expect(scan(dialect, concat(bad, encode(TD3))).scans).toEqual([BEGUN, zone(TD3)]);
      expect(scan(dialect, bad).scans).toEqual([BEGUN, { kind: 'unreadable' }]);
    });
  }
});

describe('3M', () => {
  it('a block is encoded as in the manual (RTE6701-OEM VC27U V1.03, 9.1.1.2)', () => {
    const block = String.fromCharCode(...encodeThreeM(TD2));
    // SOH, length, OU, STX, flag, absent first line, two lines padded to 44, ETX, check.
    expect(block).toBe(`\x01\x61\x00OU\x02 \r${TD2.map((line) => `${line}________\r`).join('')}\x03${block.at(-1)}`);
    expect(block.length - 3).toBe(0x61);
  });

  it('when a block has no length and no check byte, then it is read unless the dialect requires an xor check byte', () => {
    const bare = latin1Bytes(`\x01OU\x02\x00${TD1.map((line) => `${line}\r`).join('')}\x03`);
    expect(scan({ name: '3m' }, bare).scans).toEqual([BEGUN, zone(TD1)]);
    expect(scan({ name: '3m', checkByte: 'xor' }, bare).scans).toEqual([BEGUN, { kind: 'cut-short', lines: [] }]);
  });

  it('when the zone writes its fillers as underscores, then they are fillers and not padding', () => {
    const lines = TD3.map((line) => line.replaceAll('<', '_'));
    expect(scan({ name: '3m' }, encodeThreeM(lines)).scans).toEqual([BEGUN, zone(TD3)]);
  });
});

describe('DESKO', () => {
  it('a block is encoded as in the description (7 000 310 001, 1.4)', () => {
    const block = encodeDesko(TD3, { prefix: Uint8Array.of(0x4f), suffix: Uint8Array.of(0x50) });
    expect(String.fromCharCode(...block)).toBe(`O\x02${TD3[0]}\r${TD3[1]}\r\x03P`);
  });

  it('when a delimiter is not hex, then createDialectFramer throws', () => {
    expect(() => createDialectFramer({ name: 'desko', prefix: '4' })).toThrow('not hex');
  });
});
