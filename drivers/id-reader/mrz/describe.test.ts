import { describe, expect, it } from 'vitest';
import { createMrzDecoder } from './describe.ts';
import type { MrzDialect } from './dialect.ts';
import { encodeElyctis } from './elyctis.ts';
import { encodeThreeM } from './three-m.ts';

/** ICAO 9303-5, appendix. */
const TD1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const sent = (lines: readonly string[]) => bytes(lines.map((line) => `${line}\r`).join(''));

function meanings(...chunks: readonly Uint8Array[]) {
  const decode = createMrzDecoder();
  return chunks.flatMap((chunk) => decode({ direction: 'in', bytes: chunk })).map(({ meaning }) => meaning);
}

describe('createMrzDecoder for plain lines', () => {
  it('each line is described, the last line with the result of the zone', () => {
    expect(meanings(...[...sent(TD1)].map((byte) => Uint8Array.of(byte)))).toEqual([
      'line of 30 characters',
      'line of 30 characters',
      'line of 30 characters, TD1 zone whole, every check holds',
    ]);
  });

  it('when a check is wrong, then the text names it and has no data of the holder', () => {
    const forged = [TD1[0]?.replace('890', '891') ?? '', ...TD1.slice(1)];
    expect(meanings(sent(forged)).at(-1)).toBe(
      'line of 30 characters, TD1 zone whole, wrong: documentNumber, composite',
    );
    expect(meanings(sent(TD1)).join(' ')).not.toContain('ERIKSSON');
  });

  it('each line keeps its raw bytes', () => {
    const [line] = createMrzDecoder()({ direction: 'in', bytes: bytes('AB_C\r') });
    expect(line).toEqual({
      direction: 'in',
      bytes: bytes('AB_C\r'),
      meaning: 'line of 4 characters',
      discarded: false,
    });
  });

  it('noise is discarded, a lone CR of the reader means no read, and a CR of the driver is a question', () => {
    const decode = createMrzDecoder();
    expect(decode({ direction: 'in', bytes: Uint8Array.of(0xff) })).toEqual([
      { direction: 'in', bytes: Uint8Array.of(0xff), meaning: 'not a printable character', discarded: true },
    ]);
    expect(decode({ direction: 'in', bytes: bytes('\r') })[0]?.meaning).toBe('no read');
    expect(decode({ direction: 'out', bytes: bytes('\r') })[0]?.meaning).toBe('are you there? (a lone CR)');
    expect(decode({ direction: 'out', bytes: bytes('I\0\0') })[0]?.meaning).toBe('3 bytes for the reader');
  });
});

describe('createMrzDecoder for blocks and messages', () => {
  const meaningsOf = (dialect: MrzDialect, direction: 'in' | 'out', ...chunks: readonly Uint8Array[]) => {
    const decode = createMrzDecoder(dialect);
    return chunks.flatMap((chunk) => decode({ direction, bytes: chunk }));
  };

  it('each block is one line with its bytes, and noise is separate', () => {
    const block = encodeThreeM(TD1);
    const noise = Uint8Array.of(0x80, 0x41);
    expect(meaningsOf({ name: '3m', checkByte: 'xor' }, 'in', noise, block, encodeThreeM([]))).toEqual([
      { direction: 'in', bytes: Uint8Array.of(0x80), meaning: 'outside a block', discarded: true },
      { direction: 'in', bytes: Uint8Array.of(0x41), meaning: 'outside a block', discarded: true },
      { direction: 'in', bytes: block, meaning: 'block, TD1 zone whole, every check holds', discarded: false },
      { direction: 'in', bytes: encodeThreeM([]), meaning: 'block without lines: no read', discarded: false },
    ]);
  });

  it('Elyctis messages are decoded as questions in one direction and answers in the other', () => {
    const inquiry = encodeElyctis({ kind: 'zone', lines: [] });
    const on = encodeElyctis({ kind: 'continuous', on: true });
    const words = (direction: 'in' | 'out', ...chunks: readonly Uint8Array[]) =>
      meaningsOf({ name: 'elyctis' }, direction, ...chunks).map(({ meaning }) => meaning);
    expect(words('out', inquiry, on)).toEqual(['what is in the slot?', 'send by yourself: on']);
    expect(words('in', inquiry, on, encodeElyctis({ kind: 'zone', lines: TD1 }))).toEqual([
      'no document',
      'sends by itself: on',
      'message, TD1 zone whole, every check holds',
    ]);
  });
});
