import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../bytes.ts';
import type { Framer, FramerOutput } from '../../framer.ts';
import {
  ACK_BYTE,
  createFramer,
  createSerialFramer,
  createTcpFramer,
  encodeSerialFrame,
  NAK_BYTE,
  type ZvtUnit,
} from './framer.ts';

/** Recorded authorisation of 1,90 (explained in PA00P016_04, chapter 3). */
const CAPTURED = fromHex('10 02 06 01 07 04 00 00 00 00 01 90 10 03 76 57');
const CAPTURED_APDU = '06010704000000000190';
/** The amount 110,00 contains a byte 10 (ecrterm, test_data_encoding.py). */
const DOUBLED = fromHex('10 02 06 01 0A 04 00 00 00 01 10 10 00 49 09 78 10 03 F2 FF');
const DOUBLED_APDU = '06010a04000000011000490978';

function shown(framed: readonly FramerOutput<ZvtUnit>[]): string[] {
  return framed.map((piece) => {
    expect(['frame', 'discarded']).toContain(piece.kind);
    if (piece.kind === 'discarded') return `- ${toHex(piece.bytes)} ${piece.why}`;
    return piece.body.unit === 'apdu' ? toHex(piece.body.apdu) : piece.body.unit;
  });
}

function frames(framed: readonly FramerOutput<ZvtUnit>[]): string[] {
  return shown(framed).filter((line) => !line.startsWith('-'));
}

function bytewise(framer: Framer<ZvtUnit>, bytes: Uint8Array): FramerOutput<ZvtUnit>[] {
  return Array.from(bytes).flatMap((byte) => framer.feed(Uint8Array.of(byte)));
}

const apdus = fc
  .tuple(fc.constantFrom(0x04, 0x06, 0x80, 0x84), fc.nat(255), fc.uint8Array({ maxLength: 300 }))
  .map(([cls, instruction, data]) =>
    concat([cls, instruction], data.length < 0xff ? [data.length] : [0xff, data.length & 0xff, data.length >> 8], data),
  );

describe('serial framing', () => {
  it('when frames were recorded, then they are written and read byte for byte', () => {
    expect(toHex(encodeSerialFrame(fromHex(CAPTURED_APDU)))).toBe(toHex(CAPTURED));
    expect(toHex(encodeSerialFrame(fromHex(DOUBLED_APDU)))).toBe(toHex(DOUBLED));
    expect(shown(createSerialFramer().feed(CAPTURED))).toEqual([CAPTURED_APDU]);
    expect(shown(createSerialFramer().feed(DOUBLED))).toEqual([DOUBLED_APDU]);
  });

  it('when bytes come one by one, then frames are read, also with a doubled DLE between chunks', () => {
    expect(shown(bytewise(createSerialFramer(), concat([0x06], DOUBLED, [0x15])))).toEqual([
      'ack',
      DOUBLED_APDU,
      'nak',
    ]);
  });

  it('when a chunk has two frames and an answer, then all are read', () => {
    expect(shown(createSerialFramer().feed(concat(CAPTURED, [0x06], DOUBLED)))).toEqual([
      CAPTURED_APDU,
      'ack',
      DOUBLED_APDU,
    ]);
  });

  it('when a thousand noise bytes come, then they are discarded and the next frame is read', () => {
    const framer = createSerialFramer();
    const noise = new Uint8Array(1_000).fill(0x55);
    expect(shown(framer.feed(noise))).toEqual([`- ${toHex(noise)} no start of a frame`]);
    expect(shown(framer.feed(CAPTURED))).toEqual([CAPTURED_APDU]);
  });

  it('when a good frame follows a frame with a wrong checksum, then the good frame is read', () => {
    const bad = CAPTURED.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
    expect(shown(createSerialFramer().feed(concat(bad, DOUBLED)))).toEqual([
      `- ${toHex(bad)} checksum wrong`,
      DOUBLED_APDU,
    ]);
  });

  it('when a frame is cut off, then the next frame is read, with or without a silence', () => {
    const cut = CAPTURED.slice(0, 9);
    const framer = createSerialFramer();
    expect(shown(framer.feed(concat(cut, CAPTURED)))).toEqual([`- ${toHex(cut)} cut short`, CAPTURED_APDU]);
    expect(framer.feed(cut)).toEqual([]);
    expect(shown(framer.gap())).toEqual([`- ${toHex(cut)} cut short`]);
    expect(shown(framer.feed(DOUBLED))).toEqual([DOUBLED_APDU]);
  });

  it('when a frame begins in the checksum of a broken frame, then the new frame is read', () => {
    const withoutChecksum = CAPTURED.slice(0, -2);
    expect(frames(createSerialFramer().feed(concat(withoutChecksum, DOUBLED)))).toEqual([DOUBLED_APDU]);
  });

  it('when a frame is broken, then its bytes never count as an answer', () => {
    const withoutStart = CAPTURED.slice(2);
    expect(withoutStart[0]).toBe(0x06);
    const broken = concat(
      [0x10, 0x02],
      withoutStart.map((byte) => (byte === 0x76 ? 0x77 : byte)),
    );
    expect(frames(createSerialFramer().feed(broken))).toEqual([]);
  });

  it('when a silence follows noise, then answers are read again', () => {
    const framer = createSerialFramer();
    expect(frames(framer.feed(fromHex('55 06 15')))).toEqual([]);
    expect(frames(framer.feed(fromHex('06')))).toEqual([]);
    framer.gap();
    expect(frames(framer.feed(fromHex('06')))).toEqual(['ack']);
  });

  it('when a frame follows noise, then answers are read again', () => {
    expect(frames(createSerialFramer().feed(concat([0x55], CAPTURED, ACK_BYTE)))).toEqual([CAPTURED_APDU, 'ack']);
  });

  it('when an answer follows a whole damaged frame, then it is read', () => {
    const bad = CAPTURED.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
    const framer = createSerialFramer();
    expect(shown(framer.feed(concat(bad, ACK_BYTE)))).toEqual([`- ${toHex(bad)} checksum wrong`, 'ack']);
    expect(shown(framer.feed(concat(bad, NAK_BYTE)))).toEqual([`- ${toHex(bad)} checksum wrong`, 'nak']);
  });

  it('when noise precedes a damaged frame, then both are discarded with their own reasons', () => {
    const bad = CAPTURED.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
    expect(shown(createSerialFramer().feed(concat([0x55, 0x55], bad)))).toEqual([
      '- 5555 no start of a frame',
      `- ${toHex(bad)} checksum wrong`,
    ]);
    const framer = createSerialFramer();
    const broken = concat(CAPTURED.slice(0, -2), [0x10, 0x02, 0x06]);
    const framed = [...framer.feed(broken), ...framer.gap()];
    expect(shown(framed)).toEqual([`- ${toHex(CAPTURED.slice(0, -2))} checksum wrong`, '- 100206 cut short']);
  });

  it('when a broken frame is inside a damaged frame, then both are discarded as one', () => {
    const broken = concat(CAPTURED.slice(0, -2), fromHex('10020610aa'));
    expect(shown(createSerialFramer().feed(broken))).toEqual([`- ${toHex(broken)} checksum wrong`]);
  });

  it('when only half of a start comes, then no frame begins there', () => {
    for (const apdu of ['0601020255', '0601021055']) {
      const bad = encodeSerialFrame(fromHex(apdu)).map((byte, i) => (i === 2 ? byte ^ 1 : byte));
      expect(shown(createSerialFramer().feed(concat(bad, ACK_BYTE)))).toEqual([
        `- ${toHex(bad)} checksum wrong`,
        'ack',
      ]);
    }
    expect(shown(createSerialFramer().feed(fromHex('550241')))).toEqual(['- 550241 no start of a frame']);
  });

  it('when an invalid byte follows a 10, then the frame is discarded', () => {
    const broken = '1002060110aa';
    expect(shown(createSerialFramer().feed(fromHex(`${broken}06`)))).toEqual([`- ${broken} checksum wrong`, 'ack']);
  });

  it('when a frame is incomplete, then it is held until a silence', () => {
    const framer = createSerialFramer();
    for (const held of ['10', '10020610', '10020601', '10021003', '1002100312']) {
      expect(framer.feed(fromHex(held))).toEqual([]);
      expect(shown(framer.gap())).toEqual([`- ${held} ${held === '10' ? 'no start of a frame' : 'cut short'}`]);
    }
    expect(shown(framer.feed(fromHex('1006')))).toEqual(['- 1006 no start of a frame']);
  });

  it('when more bytes come than the longest frame has, then they are discarded', () => {
    const framer = createSerialFramer();
    const longest = 2 * (5 + 0xffff) + 6;
    const held = concat([0x10, 0x02], new Uint8Array(longest - 2).fill(0x55));
    expect(framer.feed(held)).toEqual([]);
    const [dropped, ...more] = framer.feed(fromHex('06'));
    expect(dropped).toMatchObject({ kind: 'discarded', why: 'checksum wrong' });
    expect(dropped?.kind === 'discarded' && dropped.bytes.length).toBe(longest + 1);
    expect(more).toEqual([]);
    expect(shown(framer.feed(fromHex('06')))).toEqual(['ack']);
  });

  it('when a frame begins inside a frame that is too long, then it is read', () => {
    for (const feed of [(framer: Framer<ZvtUnit>, bytes: Uint8Array) => framer.feed(bytes), bytewise]) {
      const framer = createSerialFramer();
      const told = feed(framer, concat([0x10, 0x02], new Uint8Array(140_000).fill(0x41), CAPTURED, ACK_BYTE));
      expect(frames(told)).toEqual([CAPTURED_APDU, 'ack']);
      const dropped = told.flatMap((piece) => (piece.kind === 'discarded' ? [piece] : []));
      expect(dropped.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(140_002);
      expect(dropped[0]?.why).toBe('checksum wrong');
    }
  });

  it('when more bytes come, then discarded bytes that were returned do not change', () => {
    const framer = createTcpFramer();
    framer.feed(fromHex('06 0F 05 11 22'));
    const told = framer.gap();
    framer.feed(fromHex('06 0F 05 33 44'));
    expect(shown(told)[0]).toContain('060f051122');
  });

  it('when a frame has the largest length, then it is read', () => {
    const apdu = concat(fromHex('06d3ffffff'), new Uint8Array(0xffff).fill(0x10));
    expect(shown(createSerialFramer().feed(encodeSerialFrame(apdu)))).toEqual([toHex(apdu)]);
  });

  it('when a checksum byte is 10, then it is not doubled', () => {
    const apdu = findApduWithChecksumByte(0x10);
    expect(shown(bytewise(createSerialFramer(), concat(encodeSerialFrame(apdu), CAPTURED)))).toEqual([
      toHex(apdu),
      CAPTURED_APDU,
    ]);
  });

  it('property: when frames are cut into any chunks, then all are read', () => {
    fc.assert(
      fc.property(fc.array(apdus, { maxLength: 4 }), fc.integer({ min: 1, max: 7 }), (list, size) => {
        const framer = createSerialFramer();
        const wire = concat(...list.map(encodeSerialFrame));
        const out: FramerOutput<ZvtUnit>[] = [];
        for (let at = 0; at < wire.length; at += size) out.push(...framer.feed(wire.slice(at, at + size)));
        expect(shown([...out, ...framer.gap()])).toEqual(list.map(toHex));
      }),
    );
  });

  it('property: when any noise is followed by a silence, then nothing is held and the next frame is read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const framer = createSerialFramer();
        const first = [...framer.feed(noise), ...framer.gap()];
        expect(framer.gap()).toEqual([]);
        const dropped = first.reduce((sum, piece) => sum + (piece.kind === 'discarded' ? piece.bytes.length : 0), 0);
        expect(dropped).toBeLessThanOrEqual(noise.length);
        expect(frames(framer.feed(CAPTURED))).toEqual([CAPTURED_APDU]);
      }),
    );
  });
});

function findApduWithChecksumByte(wanted: number): Uint8Array {
  for (let amount = 0; amount < 65_536; amount += 1) {
    const apdu = Uint8Array.of(0x06, 0x01, 0x02, amount & 0xff, amount >> 8);
    if (encodeSerialFrame(apdu).at(-2) === wanted) return apdu;
  }
  throw new Error('no such APDU');
}

describe('TCP framing', () => {
  const ACK = '800000';
  const COMPLETION = '060f00';

  it('when a TCP segment has an acknowledgement and a message, then both are read', () => {
    expect(shown(createTcpFramer().feed(fromHex(ACK + COMPLETION)))).toEqual([ACK, COMPLETION]);
  });

  it('when a message has a length of three bytes and comes byte by byte, then it is read', () => {
    const long = concat(fromHex('06d3ff0201'), new Uint8Array(0x102).fill(0x06));
    expect(shown(bytewise(createTcpFramer(), concat(long, fromHex(ACK))))).toEqual([toHex(long), ACK]);
  });

  it('when a thousand noise bytes come, then the next message is read', () => {
    const framer = createTcpFramer();
    framer.feed(new Uint8Array(1_000).fill(0x55));
    expect(shown(framer.feed(fromHex(ACK)))).toEqual([ACK]);
  });

  it('when noise precedes a message, then it is discarded, and every class of the manual begins a message', () => {
    expect(shown(createTcpFramer().feed(fromHex(`5555${ACK}`)))).toEqual(['- 5555 no start of a frame', ACK]);
    for (const cls of ['04', '05', '06', '08', '0f', '80', '84']) {
      expect(shown(createTcpFramer().feed(fromHex(`${cls}0000`)))).toEqual([`${cls}0000`]);
    }
  });

  it('when a silence follows a whole message, then nothing is discarded', () => {
    const framer = createTcpFramer();
    framer.feed(fromHex(ACK));
    expect(framer.gap()).toEqual([]);
  });

  it('when a message is cut off, then it is not searched: it may contain the bytes of a completion', () => {
    const framer = createTcpFramer();
    const cut = `06d320${COMPLETION}`;
    expect(framer.feed(fromHex(cut))).toEqual([]);
    expect(shown(framer.gap())).toEqual([`- ${cut} cut short`]);
    expect(shown(framer.feed(fromHex(ACK)))).toEqual([ACK]);
  });

  it('when a status information lacks its length byte, then it is read at the silence', () => {
    const bare = '040f2700040000000005000b0000420c101010';
    const framer = createTcpFramer();
    expect(framer.feed(fromHex(bare))).toEqual([]);
    expect(shown(framer.gap())).toEqual([bare]);
  });

  it('when the sums of a day lack the length byte, then they are read byte by byte, even if longer than the length 27', () => {
    const bare = `040f27000400000000260060f0f5f300680071${'00'.repeat(49)}`;
    const framer = createTcpFramer();
    expect(bytewise(framer, fromHex(bare))).toEqual([]);
    expect(shown(framer.gap())).toEqual([bare]);
  });

  it('property: when messages are cut into any chunks, then all are read', () => {
    fc.assert(
      fc.property(fc.array(apdus, { maxLength: 4 }), fc.integer({ min: 1, max: 7 }), (list, size) => {
        const framer = createTcpFramer();
        const wire = concat(...list);
        const out: FramerOutput<ZvtUnit>[] = [];
        for (let at = 0; at < wire.length; at += size) out.push(...framer.feed(wire.slice(at, at + size)));
        expect(shown(out)).toEqual(list.map(toHex));
      }),
    );
  });
});

it('when a framer is created, then it has the chosen framing', () => {
  expect(shown(createFramer('serial').feed(CAPTURED))).toEqual([CAPTURED_APDU]);
  expect(shown(createFramer('tcp').feed(fromHex(CAPTURED_APDU)))).toEqual([CAPTURED_APDU]);
});
