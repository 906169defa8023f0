import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, latin1Bytes } from '../../bytes.ts';
import { createElyctisFramer, type ElyctisMessage, encodeElyctis } from './elyctis.ts';

const TD1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
const ZONE: ElyctisMessage = { kind: 'zone', lines: TD1 };
const ON: ElyctisMessage = { kind: 'continuous', on: true };

function feed(...chunks: readonly Uint8Array[]) {
  const framer = createElyctisFramer();
  const framed = [...chunks.flatMap((chunk) => framer.feed(chunk)), ...framer.gap()];
  return {
    messages: framed.flatMap((each) => (each.kind === 'frame' ? [each.body] : [])),
    discarded: framed.reduce((sum, each) => sum + (each.kind === 'discarded' ? each.bytes.length : 0), 0),
  };
}

describe('the Elyctis command set v1.7', () => {
  it.each<[string, ElyctisMessage, readonly number[]]>([
    ['inquire, and the answer of an empty slot', { kind: 'zone', lines: [] }, [0x49, 0, 0]],
    ['inquire 1 line', { kind: 'one-line', lines: [] }, [0x4c, 0, 0]],
    ['continuous reading on', ON, [0x43, 0, 1, 1]],
    ['continuous reading off', { kind: 'continuous', on: false }, [0x43, 0, 1, 0]],
    [
      'an answer, high byte of its length first',
      { kind: 'zone', lines: ['AB', 'C'] },
      [0x49, 0, 5, 65, 66, 13, 67, 13],
    ],
  ])('%s is encoded as in the command set and decoded back', (_, message, bytes) => {
    expect([...encodeElyctis(message)]).toEqual(bytes);
    expect(feed(Uint8Array.from(bytes))).toEqual({ messages: [message], discarded: 0 });
  });

  it('any zone survives a round trip', () => {
    const line = fc.stringMatching(/^[A-Z0-9<]{1,44}$/);
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 2, maxLength: 3 }),
        fc.constantFrom('zone', 'one-line'),
        (lines, kind) => {
          const message = { kind, lines } as ElyctisMessage;
          expect(feed(encodeElyctis(message))).toEqual({ messages: [message], discarded: 0 });
        },
      ),
    );
  });

  it('when lines are separated by LF, CR LF or nothing, then the zone is read', () => {
    for (const between of ['\n', '\r\n', '']) {
      const data = latin1Bytes(TD1.join(between));
      expect(feed(Uint8Array.from([0x49, 0, data.length, ...data])).messages).toEqual([ZONE]);
    }
  });
});

describe('Elyctis framer', () => {
  it('when a message comes byte by byte, then it is read', () => {
    expect(feed(...[...encodeElyctis(ZONE)].map((byte) => Uint8Array.of(byte)))).toEqual({
      messages: [ZONE],
      discarded: 0,
    });
  });

  it('when two messages come in one chunk, then both are read', () => {
    expect(feed(concat(encodeElyctis(ON), encodeElyctis(ZONE))).messages).toEqual([ON, ZONE]);
  });

  it('when noise comes a thousand times, then all its bytes are discarded and the next message is read', () => {
    const noise = Array.from({ length: 1_000 }, (_, index) => Uint8Array.of(0x80 | (index % 128), 0x49, 0x43, 0x3c));
    expect(feed(...noise, encodeElyctis(ZONE))).toEqual({ messages: [ZONE], discarded: 4_000 });
  });

  it('when a message has a lost or wrong byte, then the next message is read', () => {
    const spoilt = encodeElyctis(ZONE).map((byte, index) => (index === 40 ? 0x80 : byte));
    expect(feed(concat(spoilt, encodeElyctis(ZONE))).messages).toEqual([ZONE]);
    const short = encodeElyctis(ZONE).filter((_, index) => index !== 40);
    const framer = createElyctisFramer();
    framer.feed(short);
    framer.gap();
    expect(framer.feed(encodeElyctis(ON))).toEqual([{ kind: 'frame', body: ON }]);
  });

  it('when a message is cut short, then silence discards it and the next message is read', () => {
    const framer = createElyctisFramer();
    expect(framer.feed(encodeElyctis(ZONE).slice(0, 20))).toEqual([]);
    expect(framer.partial()).toBe(true);
    expect(framer.gap().every(({ kind }) => kind === 'discarded')).toBe(true);
    expect(framer.partial()).toBe(false);
    expect(framer.feed(encodeElyctis(ZONE))).toEqual([{ kind: 'frame', body: ZONE }]);
  });

  it('for any noise, nothing throws and the next message is read', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (chunks) => {
        const framer = createElyctisFramer();
        const framed = [...chunks.flatMap((chunk) => framer.feed(chunk)), ...framer.gap()];
        const dropped = framed.reduce((sum, each) => sum + (each.kind === 'discarded' ? each.bytes.length : 0), 0);
        expect(dropped).toBeLessThanOrEqual(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
        expect(framer.feed(encodeElyctis(ON)).at(-1)).toEqual({ kind: 'frame', body: ON });
      }),
    );
  });
});
