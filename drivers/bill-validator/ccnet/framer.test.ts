import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../bytes.ts';
import type { FramerOutput } from '../../framer.ts';
import { createCcnetFramer, encodeFrame } from './framer.ts';

/** Seen on real lines by an ESP32 sketch and a collection of protocol facts. */
const POLL = fromHex('02 03 06 33 DA 81');
const ACK = fromHex('02 03 06 00 C2 82');
const ENABLE = fromHex('02 03 0C 34 00 00 7C 00 00 00 66 C1');
/** Frame with the checksum of another frame. The sketch and the collection both print this mistake. */
const STALE = fromHex('02 03 07 80 03 9E 10');

const shown = (framed: readonly FramerOutput[]): string[] =>
  framed.map((piece) => (piece.kind === 'frame' ? toHex(piece.body) : `- ${toHex(piece.bytes)} ${piece.why}`));

describe('CCNET framing', () => {
  it('when frames are from real lines, then they are encoded and decoded byte for byte', () => {
    for (const frame of [POLL, ACK, ENABLE]) {
      const data = frame.slice(3, -2);
      expect(toHex(encodeFrame(data))).toBe(toHex(frame));
      expect(shown(createCcnetFramer().feed(frame))).toEqual([toHex(data)]);
    }
  });

  it('when the checksum is stale, then the frame is discarded', () => {
    expect(shown(createCcnetFramer().feed(STALE))).toEqual(['- 02030780039e10 checksum wrong']);
  });

  it('when frames come byte by byte, then each is read', () => {
    const framer = createCcnetFramer();
    const framed = [...concat(POLL, ENABLE)].flatMap((byte) => framer.feed(Uint8Array.of(byte)));
    expect(shown(framed)).toEqual(['33', '3400007c000000']);
  });

  it('when a chunk has two frames, then both are read', () => {
    expect(shown(createCcnetFramer().feed(concat(POLL, ACK)))).toEqual(['33', '00']);
  });

  it('when a thousand noise bytes come one by one, then each is discarded and the next frame is read', () => {
    const framer = createCcnetFramer();
    for (let turn = 0; turn < 1_000; turn += 1) {
      expect(shown(framer.feed(Uint8Array.of(0x55)))).toEqual(['- 55 no start of a frame']);
    }
    expect(shown(framer.feed(POLL))).toEqual(['33']);
  });

  it('when 3 MB of noise come in one chunk, then the framer processes all of it in time', { timeout: 10_000 }, () => {
    let state = 1;
    const noise = Uint8Array.from({ length: 3_000_000 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
    const framer = createCcnetFramer();
    const framed = [...framer.feed(noise), ...framer.gap()];
    expect(framed.length).toBeGreaterThan(0);
    expect(framer.gap()).toEqual([]);
  });

  it('when a good frame follows a bad frame, then the good frame is read', () => {
    expect(shown(createCcnetFramer().feed(concat(STALE, POLL)))).toEqual(['- 02030780039e10 checksum wrong', '33']);
  });

  it('when the claimed length of a frame is wrong, then the frame inside is read', () => {
    const claim = fromHex('02 03 0C 34 00');
    expect(shown(createCcnetFramer().feed(concat(claim, POLL, [0x00])))).toEqual([
      '- 02030c3400 checksum wrong',
      '33',
      '- 00 no start of a frame',
    ]);
  });

  it('when the line is silent after a cut-off frame, then that frame is discarded and the frame inside is read', () => {
    const framer = createCcnetFramer();
    expect(framer.feed(fromHex('02 03 7D'))).toEqual([]);
    expect(shown(framer.feed(POLL))).toEqual([]);
    expect(shown(framer.gap())).toEqual(['- 02037d cut short', '33']);
    expect(framer.gap()).toEqual([]);
  });

  it('when start and length come in separate chunks, then the frame is read', () => {
    const framer = createCcnetFramer();
    expect(framer.feed(POLL.subarray(0, 1))).toEqual([]);
    expect(framer.feed(POLL.subarray(1, 2))).toEqual([]);
    expect(shown(framer.feed(POLL.subarray(2)))).toEqual(['33']);
  });

  it('when the address or length is invalid, then no frame begins there', () => {
    expect(shown(createCcnetFramer().feed(fromHex('02 01 06 33 DA 81')))[0]).toMatch(/no start/);
    for (const length of ['01', '05', 'fb', 'ff'])
      expect(shown(createCcnetFramer().feed(concat(fromHex(`02 03 ${length}`), POLL)))).toEqual([
        `- 0203${length} no start of a frame`,
        '33',
      ]);
  });

  it('when a frame is long, then its length follows the command, and an extended length that is too small or too large is refused', () => {
    const data = Uint8Array.from({ length: 300 }, (_, index) => index & 0xff);
    const frame = encodeFrame(data);
    expect(toHex(frame.subarray(0, 6))).toBe('02030000' + '0133');
    expect(shown(createCcnetFramer().feed(frame))).toEqual([toHex(data)]);
    for (const length of ['00fa', '0401']) {
      const claim = fromHex(`02 03 00 50 ${length}`);
      expect(shown(createCcnetFramer().feed(concat(claim, POLL)))).toEqual([
        `- ${toHex(claim)} no start of a frame`,
        '33',
      ]);
    }
    expect(() => encodeFrame(new Uint8Array())).toThrow('at least one byte');
    expect(() => encodeFrame(new Uint8Array(2_000))).toThrow('do not fit');
  });

  it('property: when a stream is cut into frames, then every byte is in a frame or discarded', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.uint8Array({ minLength: 1, maxLength: 300 }).map(encodeFrame),
      fc.constant(fromHex('02 03 00 50 03 ff')),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), (parts, size) => {
        const stream = concat(...parts);
        const framer = createCcnetFramer();
        const framed: FramerOutput[] = [];
        for (let at = 0; at < stream.length; at += size) framed.push(...framer.feed(stream.subarray(at, at + size)));
        framed.push(...framer.gap());
        const bytes = framed.map((piece) => (piece.kind === 'frame' ? encodeFrame(piece.body) : piece.bytes));
        expect(toHex(concat(...bytes))).toBe(toHex(stream));
      }),
    );
  });
});
