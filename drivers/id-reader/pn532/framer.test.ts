import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../bytes.ts';
import type { FramerOutput } from '../../framer.ts';
import {
  ACK_FRAME,
  createPn532Framer,
  ERROR_FRAME,
  encodeFrame,
  FROM_CHIP,
  FROM_HOST,
  NACK_FRAME,
  type Pn532Frame,
} from './framer.ts';

/** UM0701-02 §7.2.2: GetFirmwareVersion, answer of firmware 1.6. */
const ASKED = fromHex('00 00 FF 02 FE D4 02 2A 00');
const ANSWERED = fromHex('00 00 FF 06 FA D5 03 32 01 06 07 E8 00');

function shown(framed: readonly FramerOutput<Pn532Frame>[]): string[] {
  return framed.map((piece) => {
    if (piece.kind === 'discarded') return `- ${toHex(piece.bytes)} ${piece.why}`;
    return piece.body.unit === 'information' ? toHex(piece.body.data) : piece.body.unit;
  });
}

const frames = (framed: readonly FramerOutput<Pn532Frame>[]) => shown(framed).filter((line) => !line.startsWith('-'));

describe('PN532 framing', () => {
  it('the frames of the manual are encoded and decoded', () => {
    expect(toHex(encodeFrame(FROM_HOST, fromHex('02')))).toBe(toHex(ASKED));
    expect(toHex(encodeFrame(FROM_CHIP, fromHex('03 32 01 06 07')))).toBe(toHex(ANSWERED));
    expect(createPn532Framer().feed(ANSWERED)).toEqual([
      { kind: 'frame', body: { unit: 'information', from: FROM_CHIP, data: fromHex('03 32 01 06 07') } },
    ]);
  });

  it('a body over 255 bytes is encoded as an extended frame (§6.2.1.2)', () => {
    const packet = new Uint8Array(264).fill(0xab);
    const frame = encodeFrame(FROM_CHIP, packet);
    expect(toHex(frame.subarray(0, 9))).toBe('0000ffffff0109f6d5');
    expect(frame).toHaveLength(8 + 265 + 2);
    expect(frames(createPn532Framer().feed(frame))).toEqual([toHex(packet)]);
    expect(toHex(encodeFrame(FROM_CHIP, new Uint8Array(254)).subarray(0, 6))).toBe('0000ffff01d5');
    expect(() => encodeFrame(FROM_CHIP, new Uint8Array(265))).toThrow(RangeError);
    expect(() => encodeFrame(FROM_CHIP, new Uint8Array())).toThrow(RangeError);
  });

  it('when frames come byte by byte, then they are read', () => {
    const framer = createPn532Framer();
    const wire = concat(ACK_FRAME, ANSWERED, NACK_FRAME, ERROR_FRAME, encodeFrame(FROM_HOST, new Uint8Array(260)));
    const out = Array.from(wire).flatMap((byte) => framer.feed(Uint8Array.of(byte)));
    expect(shown(out)).toEqual(['ack', '0332010607', 'nack', 'syntax-error', '00'.repeat(260)]);
  });

  it('when several frames come in one chunk, then they are read', () => {
    expect(shown(createPn532Framer().feed(concat(ACK_FRAME, ANSWERED, ASKED)))).toEqual(['ack', '0332010607', '02']);
  });

  it('when a thousand bytes of noise come, then they are discarded and the next frame is read', () => {
    const framer = createPn532Framer();
    const noise = new Uint8Array(1_000).fill(0xa7);
    expect(shown(framer.feed(noise))).toEqual([`- ${toHex(noise)} no start of a frame`]);
    expect(shown(framer.feed(ANSWERED))).toEqual(['0332010607']);
  });

  it.each([
    ['checksum of the body', 11],
    ['checksum of the length', 4],
  ])('when a frame has a bad %s, then the next frame is read', (_, at) => {
    const bad = ANSWERED.map((byte, index) => (index === at ? byte ^ 1 : byte));
    const out = createPn532Framer().feed(concat(bad, ANSWERED));
    expect(frames(out)).toEqual(['0332010607']);
    expect(shown(out)[0]).toContain('checksum wrong');
  });

  it('when a frame is cut short, then the next frame is read, with or without a silence', () => {
    const framer = createPn532Framer();
    expect(frames(framer.feed(concat(ANSWERED.slice(0, 8), ANSWERED, ANSWERED)))).toEqual(['0332010607', '0332010607']);
    expect(framer.feed(ANSWERED.slice(0, 8))).toEqual([]);
    expect(shown(framer.gap())).toEqual([`- ${toHex(ANSWERED.slice(1, 8))} cut short`]);
    expect(shown(framer.feed(ANSWERED))).toEqual(['0332010607']);
  });

  it('when megabytes of noise come in one chunk, then nothing is kept', { timeout: 10_000 }, () => {
    let state = 1;
    const noise = Uint8Array.from({ length: 3_000_000 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
    const framer = createPn532Framer();
    const framed = [...framer.feed(noise), ...framer.gap()];
    expect(framed.length).toBeGreaterThan(0);
    expect(framer.gap()).toEqual([]);
  });

  it('when a length is longer than any frame, then its bytes are not waited for', () => {
    // LCS is right, but no frame has 65,000 bytes.
    expect(frames(createPn532Framer().feed(concat(fromHex('00 FF FF FF FD E8 1B'), ANSWERED)))).toEqual(['0332010607']);
  });

  it('when a broken frame has the bytes of an ACK, then no ACK is reported', () => {
    const withAck = encodeFrame(FROM_CHIP, concat(fromHex('41 00'), ACK_FRAME, fromHex('90 00')));
    const broken = withAck.map((byte, index) => (index === withAck.length - 2 ? byte ^ 1 : byte));
    expect(frames(createPn532Framer().feed(broken))).toEqual([]);
    expect(frames(createPn532Framer().feed(concat(broken, ACK_FRAME)))).toEqual(['ack']);
  });

  it('zeros are decoded as preamble, and a wake-up is named', () => {
    const framer = createPn532Framer();
    expect(shown(framer.feed(concat(new Uint8Array(40), ANSWERED, new Uint8Array(40))))).toEqual(['0332010607']);
    expect(shown(framer.feed(concat(fromHex('55 55 00 00 00'), ASKED)))).toEqual(['- 5555 wake-up, no frame', '02']);
  });

  it('for any frames and any chunk size, all frames are read', () => {
    const packets = fc.uint8Array({ minLength: 1, maxLength: 264 });
    fc.assert(
      fc.property(fc.array(packets, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), (list, size) => {
        const framer = createPn532Framer();
        const wire = concat(...list.map((packet) => encodeFrame(FROM_CHIP, packet)));
        const out: FramerOutput<Pn532Frame>[] = [];
        for (let at = 0; at < wire.length; at += size) out.push(...framer.feed(wire.slice(at, at + size)));
        expect(shown(out)).toEqual(list.map(toHex));
      }),
    );
  });

  it('for any noise, a frame after a silence is read and nothing is kept', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const framer = createPn532Framer();
        framer.feed(noise);
        framer.gap();
        expect(framer.gap()).toEqual([]);
        expect(frames(framer.feed(ANSWERED))).toEqual(['0332010607']);
      }),
    );
  });
});
