import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineFramer } from './lines.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const hex = (...values: number[]) => Uint8Array.from(values);

function feedAll(chunks: readonly Uint8Array[]) {
  const framer = createLineFramer();
  return [...chunks.flatMap((chunk) => framer.feed(chunk)), ...framer.gap()];
}

const texts = (framed: ReturnType<typeof feedAll>) =>
  framed.flatMap((each) => (each.kind === 'frame' ? [each.body.text] : []));

describe('createLineFramer', () => {
  it('lines end with CR, CR LF, LF or ETX, with or without SOH and STX', () => {
    expect(texts(feedAll([bytes('AB\rCD\r')]))).toEqual(['AB', 'CD']);
    expect(texts(feedAll([bytes('AB\r\nCD\r\n')]))).toEqual(['AB', 'CD']);
    expect(texts(feedAll([bytes('AB\nCD\n')]))).toEqual(['AB', 'CD']);
    expect(texts(feedAll([hex(0x01, 0x02), bytes('AB\rCD'), hex(0x03)]))).toEqual(['AB', 'CD']);
    expect(texts(feedAll([bytes('AB\r'), bytes('\nCD\r'), hex(0x03)]))).toEqual(['AB', 'CD']);
  });

  it('an empty line is passed on', () => {
    expect(feedAll([bytes('\r')])).toEqual([{ kind: 'frame', body: { text: '', ended: true } }]);
    expect(texts(feedAll([bytes('\r\r')]))).toEqual(['', '']);
  });

  it('for any chunks, the lines are the same as in one chunk and byte by byte', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), (chunks) => {
        const whole = Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
        const bytewise = [...whole].map((byte) => hex(byte));
        expect(texts(feedAll(chunks))).toEqual(texts(feedAll([whole])));
        expect(texts(feedAll(bytewise))).toEqual(texts(feedAll([whole])));
      }),
    );
  });

  it('when a line is longer than the bound, then the sizes of its chunks do not change what is kept', () => {
    for (let length = 86; length <= 140; length += 1) {
      const whole = bytes(`${'A'.repeat(length)}\r\r${'B'.repeat(length)}\r`);
      expect(texts(feedAll([whole]))).toEqual(texts(feedAll([...whole].map((byte) => hex(byte)))));
    }
  });

  it('for any noise, each byte is in a line, is framing, or is discarded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (noise) => {
        const out = feedAll([noise]);
        const kept = texts(out).join('').length;
        const dropped = out.reduce((sum, each) => sum + (each.kind === 'discarded' ? each.bytes.length : 0), 0);
        const framing = noise.filter((byte) => [0x01, 0x02, 0x03, 0x0a, 0x0d].includes(byte)).length;
        expect(kept + dropped + framing).toBe(noise.length);
      }),
    );
  });

  it('when the reader falls silent in a line, then this line is passed on as not ended', () => {
    const framer = createLineFramer();
    expect(framer.feed(bytes('ABC'))).toEqual([]);
    expect(framer.gap()).toEqual([{ kind: 'frame', body: { text: 'ABC', ended: false } }]);
    expect(framer.gap()).toEqual([]);
    expect(texts(framer.feed(bytes('D\r')))).toEqual(['D']);
  });

  it('when noise without a line end comes a thousand times, then only its last 88 characters come with the next line', () => {
    const framer = createLineFramer();
    const noise = bytes('X'.repeat(44));
    let discarded = 0;
    for (let round = 0; round < 1_000; round += 1) {
      for (const each of framer.feed(noise)) if (each.kind === 'discarded') discarded += each.bytes.length;
    }
    expect(discarded).toBeGreaterThanOrEqual(44_000 - 2 * 44);
    const [line] = texts(framer.feed(bytes('I<UTO\r')));
    expect(line?.endsWith('XI<UTO')).toBe(true);
    expect(line?.length).toBeLessThanOrEqual(2 * 44 + 5);
  });

  it('when bytes are not text, then they are discarded with a reason', () => {
    const out = feedAll([Uint8Array.of(0x41, 0x00, 0xc3, 0x42, 0x7f, 0x0d)]);
    expect(out).toEqual([
      { kind: 'discarded', bytes: hex(0x00, 0xc3, 0x7f), why: 'not a printable character' },
      { kind: 'frame', body: { text: 'AB', ended: true } },
    ]);
  });
});
