import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScanFramer } from './scan.ts';

/** ICAO 9303-5 and 9303-4, appendices. */
const TD1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const sent = (lines: readonly string[]) => lines.map((line) => `${line}\r`).join('');

function scan(...chunks: readonly (string | Uint8Array)[]) {
  const framer = createScanFramer();
  const framed = chunks.flatMap((chunk) => framer.feed(typeof chunk === 'string' ? bytes(chunk) : chunk));
  const after = framer.gap();
  return {
    scans: [...framed, ...after].flatMap((each) => (each.kind === 'frame' ? [each.body] : [])),
    discarded: [...framed, ...after].filter((each) => each.kind === 'discarded').length,
  };
}

const kinds = (...chunks: readonly (string | Uint8Array)[]) => scan(...chunks).scans.map(({ kind }) => kind);
const zone = (lines: readonly string[]) => ({ kind: 'zone', lines });
const BEGUN = { kind: 'begun' };

describe('a complete document', () => {
  it('when the last line ends, then the zone is reported before any silence', () => {
    const framer = createScanFramer();
    const framed = framer.feed(bytes(sent(TD1)));
    expect(framed).toEqual([
      { kind: 'frame', body: BEGUN },
      { kind: 'frame', body: zone(TD1) },
    ]);
    expect(framer.gap()).toEqual([]);
  });

  it('when a zone comes byte by byte, then it is read', () => {
    expect(scan(...sent(TD1)).scans).toEqual([BEGUN, zone(TD1)]);
    expect(scan(...sent(TD3)).scans).toEqual([BEGUN, zone(TD3)]);
  });

  it('when two zones come in one chunk, then both are read', () => {
    expect(scan(sent(TD1) + sent(TD3)).scans).toEqual([BEGUN, zone(TD1), BEGUN, zone(TD3)]);
  });

  it('when the first letter is misread and no noise comes before, then the zone is passed on', () => {
    const misread = [TD1[0]?.replace('I', '1') ?? '', ...TD1.slice(1)];
    expect(scan(sent(misread)).scans).toEqual([BEGUN, zone(misread)]);
  });

  it('when the last CR is missing, then the zone is read', () => {
    expect(scan(sent(TD1).slice(0, -1)).scans).toEqual([BEGUN, zone(TD1)]);
  });

  it('when fillers are underscores or spaces, then the zone is read', () => {
    expect(scan(sent(TD1).replaceAll('<', '_')).scans).toEqual([BEGUN, zone(TD1)]);
    expect(scan(sent(TD1).replaceAll('<', ' ')).scans.at(-1)).toEqual(zone(TD1));
  });

  it('when a zone comes in a 3M block, then it is read', () => {
    const wrapped = `\x01OU\x02\r${sent(TD3)}\x03Z`;
    expect(scan(wrapped).scans).toEqual([BEGUN, zone(TD3)]);
    expect(scan(`\x01OU\x02${sent(TD1)}\x03Z`).scans).toEqual([BEGUN, zone(TD1)]);
  });
});

describe('noise', () => {
  it('when noise comes before a zone, then the zone is read', () => {
    const noise = Uint8Array.of(0xff, 0x00, 0x58, 0x39, 0x80);
    const { scans, discarded } = scan(noise, sent(TD1));
    expect(scans).toEqual([BEGUN, zone(TD1)]);
    expect(discarded).toBeGreaterThan(0);
  });

  it('when noise comes a thousand times, then it is discarded and the next zone is read', () => {
    const noise = Array.from({ length: 1_000 }, (_, index) => Uint8Array.of(0x80 | (index % 128), 0x1b, index % 32));
    const { scans, discarded } = scan(...noise.map((chunk) => chunk.filter((byte) => byte !== 0x0d)), sent(TD1));
    expect(scans).toEqual([BEGUN, zone(TD1)]);
    expect(discarded).toBeGreaterThanOrEqual(900);
  });

  it('when only noise comes, then there is no document', () => {
    expect(kinds(Uint8Array.of(0xff, 0x41, 0x0d, 0x00))).toEqual([]);
    expect(kinds('A\r')).toEqual([]);
    expect(kinds(Uint8Array.of(0xff, 0x0d))).toEqual([]);
  });

  it('for any noise, nothing throws and every document begun ends once', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.uint8Array(),
            fc.constantFrom(...TD1, ...TD3).map((t) => bytes(`${t}\r`)),
          ),
        ),
        (chunks) => {
          const found = kinds(...chunks);
          found.forEach((kind, at) => {
            const isEnd = kind === 'zone' || kind === 'cut-short' || kind === 'unreadable';
            expect(kind === 'begun' ? found[at + 1] !== 'begun' : !isEnd || found[at - 1] === 'begun').toBe(true);
          });
          expect(found.at(-1)).not.toBe('begun');
        },
      ),
    );
  });

  it('when noise and a silence come first, then the next zone is read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const framer = createScanFramer();
        framer.feed(noise);
        framer.gap();
        expect(framer.feed(bytes(sent(TD1))).at(-1)).toEqual({ kind: 'frame', body: zone(TD1) });
      }),
    );
  });
});

describe('an incomplete document', () => {
  it('when the line falls silent inside a zone, then the scan is cut-short', () => {
    for (const length of [5, 20, 29, 30, 31, 45, 62, 75]) {
      expect(kinds(sent(TD1).slice(0, length)), String(length)).toEqual(['begun', 'cut-short']);
    }
    expect(kinds(sent(TD3).slice(0, 60))).toEqual(['begun', 'cut-short']);
  });

  it('when a line lacks a character, then the zone is unreadable', () => {
    const short = [TD1[0]?.slice(1) ?? '', ...TD1.slice(1)];
    expect(kinds(sent(short))).toEqual(['begun', 'unreadable']);
    expect(kinds('HELLO WORLD\r')).toEqual(['begun', 'unreadable']);
  });

  it('when a good zone follows a bad zone without a silence, then the good zone is read', () => {
    const short = [TD1[0]?.slice(1) ?? '', ...TD1.slice(1)];
    const { scans, discarded } = scan(sent(short) + sent(TD1));
    expect(scans).toEqual([BEGUN, zone(TD1)]);
    expect(discarded).toBe(3);
  });

  it('when a zone is cut short, then the next zone is read', () => {
    const framer = createScanFramer();
    framer.feed(bytes(sent(TD1).slice(0, 40)));
    framer.gap();
    expect(framer.feed(bytes(sent(TD1))).at(-1)).toEqual({ kind: 'frame', body: zone(TD1) });
  });
});

describe('a lone CR', () => {
  it('when the reader sends a lone CR, then the scan is no-read', () => {
    expect(kinds('\r')).toEqual(['no-read']);
    expect(kinds('\r\n')).toEqual(['no-read']);
  });
});
