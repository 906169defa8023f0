import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../bytes.ts';
import { type CommandApdu, decodeCommandApdu, decodeResponse, encodeCommand, encodeResponse } from '../apdu/apdu.ts';
import { cbcEncrypt, computeMac, padIso9797, zeroIv } from './cipher.ts';
import {
  incrementCounter,
  protectCommand,
  protectResponse,
  type SmSession,
  startSmSession,
  unprotectCommand,
  unprotectResponse,
} from './secure-messaging.ts';
import { writeTlv } from './tlv.ts';
import vectors from './vectors/icao-9303-11.json' with { type: 'json' };

const D4 = vectors.secureMessaging_D4;
const start: SmSession = {
  cipher: '3des',
  encryptionKey: fromHex(D4.ksEnc),
  macKey: fromHex(D4.ksMac),
  counter: fromHex(D4.sscStart),
};

const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe('the worked example D.4 of ICAO 9303-11', () => {
  it("the terminal's commands and decoded answers equal the example", () => {
    let session = start;
    for (const step of D4.steps) {
      const command = value(decodeCommandApdu(fromHex(step.plain)));
      const sent = protectCommand(session, command);
      expect(toHex(encodeCommand(sent.command))).toBe(step.protectedCmd);
      const answer = value(unprotectResponse(sent.session, command.ins, fromHex(step.protectedRsp)));
      expect(toHex(encodeResponse(answer.response))).toBe(step.plainRsp);
      session = answer.session;
    }
  });

  it("the chip's decoded commands and answers equal the example", () => {
    let session = start;
    for (const step of D4.steps) {
      const opened = unprotectCommand(session, value(decodeCommandApdu(fromHex(step.protectedCmd))));
      const command = value(opened.command);
      expect(toHex(encodeCommand(command))).toBe(step.plain);
      const answer = protectResponse(opened.session, command.ins, value(decodeResponse(fromHex(step.plainRsp))));
      expect(toHex(encodeResponse(answer.response))).toBe(step.protectedRsp);
      session = answer.session;
    }
  });
});

/** Session of two open implementations (gmrtd `pace/pace_test.go`: SELECT, first READ BINARY of EF.CardSecurity). */
describe('an AES-128 session', () => {
  const session: SmSession = {
    cipher: 'aes-128',
    encryptionKey: fromHex('a8e85e938514ec67ae33cda3d43d3c48'),
    macKey: fromHex('27f1adeb705a049a305b0c619b14b9b3'),
    counter: new Uint8Array(16),
  };

  it('a SELECT and a READ BINARY are protected as recorded, and both answers open', () => {
    const select = protectCommand(session, { cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: fromHex('011d') });
    expect(toHex(encodeCommand(select.command))).toBe(
      '0ca4020c1d87110147ee2e3bd440fb596167f2bb6cd6395e8e08a105747484314bcf00',
    );
    const selected = value(unprotectResponse(select.session, 0xa4, fromHex('990290008e085f570baddd1002d29000')));
    expect(selected.response).toEqual({ data: new Uint8Array(), status: 0x9000 });

    const read = protectCommand(selected.session, { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 4 });
    expect(toHex(encodeCommand(read.command))).toBe('0cb000000d9701048e085d283ec183cbb99800');
    const answer = fromHex('871101d688d27a6d16f03619e76dcb59c1f1ec990290008e08b7df9a5982bb17299000');
    expect(value(unprotectResponse(read.session, 0xb0, answer)).response.data).toHaveLength(4);
  });
});

describe('protected APDUs', () => {
  const ciphers = ['3des', 'aes-128', 'aes-192', 'aes-256'] as const;
  const byte = fc.integer({ min: 0, max: 255 });
  const commands = fc.record(
    {
      cla: fc.constantFrom(0x00, 0x10),
      ins: byte,
      p1: byte,
      p2: byte,
      data: fc.uint8Array({ minLength: 1, maxLength: 600 }),
      le: fc.integer({ min: 1, max: 65_536 }),
    },
    { requiredKeys: ['cla', 'ins', 'p1', 'p2'] },
  );

  it('for every cipher, the chip opens any command and the terminal opens any answer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ciphers),
        commands,
        fc.uint8Array({ maxLength: 600 }),
        fc.integer({ min: 0, max: 0xffff }),
        (cipher, command, data, status) => {
          const session = startSmSession(new Uint8Array(32).fill(7), cipher);
          const sent = protectCommand(session, command);
          const wire = value(decodeCommandApdu(encodeCommand(sent.command)));
          const opened = unprotectCommand(session, wire);
          const { extended: _, ...plain } = value(opened.command);
          expect(plain).toEqual(command);
          expect(opened.session).toEqual(sent.session);
          const answer = protectResponse(opened.session, command.ins, { data, status });
          const back = value(unprotectResponse(sent.session, command.ins, encodeResponse(answer.response)));
          expect(back.response).toEqual({ data, status });
          expect(back.session).toEqual(answer.session);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('when any bit of an answer is flipped, then it is refused', () => {
    const session = startSmSession(new Uint8Array(32).fill(7), 'aes-256');
    const data = Uint8Array.from({ length: 40 }, (_, index) => index);
    const bytes = encodeResponse(protectResponse(session, 0xb0, { data, status: 0x9000 }).response);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = bytes.map((one, index) => (index === bit >> 3 ? one ^ (1 << (bit & 7)) : one));
      expect(unprotectResponse(session, 0xb0, changed).ok, `bit ${bit}`).toBe(false);
    }
  });

  it('when an answer is cut short, then it is refused', () => {
    const session = startSmSession(new Uint8Array(32).fill(7), '3des');
    const bytes = encodeResponse(protectResponse(session, 0xb0, { data: new Uint8Array(9), status: 0x9000 }).response);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(unprotectResponse(session, 0xb0, bytes.subarray(0, length)).ok, `${length} bytes`).toBe(false);
    }
  });
});

const REASONS: Readonly<Record<string, string>> = {
  'too short': 'malformed',
  'invalid TLV': 'malformed',
  'missing 8E MAC': 'mac-missing',
  'wrong MAC': 'mac-wrong',
  'protected status 6200 differs from outer 9000': 'status-differs',
  'protected status 1 byte': 'malformed',
  'undecodable tag 85': 'mac-wrong',
  'plain 9000 while SM active (downgrade)': 'downgrade',
};

describe('recorded bad answers', () => {
  it.each(vectors.secureMessagingReject)(
    'when the answer has the fault "$name", then it is refused',
    ({ name, ksEnc, ksMac, ssc, rApdu, alg }) => {
      const session: SmSession = {
        cipher: alg === 'AES' ? 'aes-128' : '3des',
        encryptionKey: fromHex(ksEnc),
        macKey: fromHex(ksMac),
        counter: fromHex(ssc),
      };
      const answer = unprotectResponse(session, 0xb0, fromHex(rApdu));
      expect(answer).toMatchObject({ ok: false, error: { kind: REASONS[name] } });
    },
  );
});

it.each(vectors.sscIncrement)('the counter after $start is $next', ({ start: before, next }) => {
  expect(toHex(incrementCounter(fromHex(before)))).toBe(next);
});

it.each(vectors.kdf.slice(0, 1))(
  'a session has the keys of the shared secret of $ref',
  ({ sharedSecret, ksEnc, ksMac }) => {
    expect(startSmSession(fromHex(sharedSecret), 'aes-128')).toEqual({
      cipher: 'aes-128',
      encryptionKey: fromHex(ksEnc),
      macKey: fromHex(ksMac),
      counter: new Uint8Array(16),
    });
  },
);

function answerOf(...objects: readonly Uint8Array[]): Uint8Array {
  const body = concat(...objects);
  const cc = computeMac('3des', start.macKey, concat(incrementCounter(start.counter), body));
  return concat(body, writeTlv(0x8e, cc), [0x90, 0x00]);
}

function commandOf(ins: number, ...objects: readonly Uint8Array[]): CommandApdu {
  const body = concat(...objects);
  const header = padIso9797(Uint8Array.of(0x0c, ins, 1, 2), 8);
  const cc = computeMac('3des', start.macKey, concat(incrementCounter(start.counter), header, body));
  return { cla: 0x0c, ins, p1: 1, p2: 2, data: concat(body, writeTlv(0x8e, cc)) };
}

const blocks = (plain: Uint8Array): Uint8Array => cbcEncrypt('3des', start.encryptionKey, zeroIv('3des'), plain);
const CRYPTOGRAM = blocks(padIso9797(fromHex('0102'), 8));
const even = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => writeTlv(0x87, ...parts);
const odd = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => writeTlv(0x85, ...parts);
const STATUS = writeTlv(0x99, [0x90, 0x00]);
const malformed = (why: string) => ({ ok: false, error: { code: 'RDR-211', kind: 'malformed', why } });

const OTHER_TAG = malformed('encrypted data under the tag of the other kind of instruction');
const NOT_WHOLE = malformed('encrypted data is not whole blocks');
const FOREIGN = malformed('an object that is not expected here');
const NO_STATUS = malformed('the protected status is missing or not two bytes');

describe('an answer with the right MAC', () => {
  it('when the objects of the answer are valid, then data and status are returned', () => {
    const read = (ins: number, bytes: Uint8Array) => value(unprotectResponse(start, ins, bytes)).response;
    expect(read(0xb0, answerOf(even([1], CRYPTOGRAM), STATUS))).toEqual({ data: fromHex('0102'), status: 0x9000 });
    expect(read(0xb1, answerOf(odd(CRYPTOGRAM), STATUS))).toEqual({ data: fromHex('0102'), status: 0x9000 });
    expect(read(0xb0, answerOf(STATUS))).toEqual({ data: new Uint8Array(), status: 0x9000 });
  });

  it.each([
    ['data of an odd instruction for an even one', 0xb0, [odd(CRYPTOGRAM), STATUS], OTHER_TAG],
    ['data of an even instruction for an odd one', 0xb1, [even([1], CRYPTOGRAM), STATUS], OTHER_TAG],
    ['another padding', 0xb0, [even([2], CRYPTOGRAM), STATUS], malformed('an unknown padding indicator')],
    ['no data behind the padding indicator', 0xb0, [even([1]), STATUS], NOT_WHOLE],
    ['no data at all', 0xb1, [odd(), STATUS], NOT_WHOLE],
    ['half a block', 0xb0, [even([1], CRYPTOGRAM.subarray(4)), STATUS], NOT_WHOLE],
    [
      'data without its end',
      0xb0,
      [even([1], blocks(new Uint8Array(8))), STATUS],
      malformed('encrypted data has no padding'),
    ],
    ['data twice', 0xb0, [even([1], CRYPTOGRAM), even([1], CRYPTOGRAM), STATUS], FOREIGN],
    ['an object of a command', 0xb0, [writeTlv(0x97, [0]), STATUS], FOREIGN],
    ['only an object of a command', 0xb0, [writeTlv(0x97, [0])], FOREIGN],
    ['no status', 0xb0, [even([1], CRYPTOGRAM)], NO_STATUS],
    ['nothing but its MAC', 0xb0, [], NO_STATUS],
    ['half a status', 0xb0, [writeTlv(0x99, [0x90])], NO_STATUS],
    ['more than a status', 0xb0, [writeTlv(0x99, [0x90, 0x00, 0x00])], NO_STATUS],
    [
      'another status',
      0xb0,
      [writeTlv(0x99, [0x62, 0x82])],
      { ok: false, error: { code: 'RDR-215', kind: 'status-differs' } },
    ],
  ])('when a protected answer has %s, then it is refused', (_, ins, objects, error) => {
    expect(unprotectResponse(start, ins, answerOf(...objects))).toEqual(error);
  });
});

describe('unprotectResponse', () => {
  it.each([
    ['too short for a status', '90', malformed('a response has at least the two bytes of its status word')],
    ['no objects', '99029000' + '8e' + '9000', malformed('a length is cut short')],
    ['without a MAC', '990290009000', { ok: false, error: { code: 'RDR-213', kind: 'mac-missing' } }],
    ['with something behind its MAC', '8e080000000000000000990290009000', malformed('data after the MAC')],
    ['with a short MAC', '990290008e07000000000000009000', malformed('a MAC has eight bytes')],
    ['with a long MAC', '990290008e090000000000000000009000', malformed('a MAC has eight bytes')],
    [
      'with a wrong MAC',
      '990290008e0800000000000000009000',
      { ok: false, error: { code: 'RDR-214', kind: 'mac-wrong' } },
    ],
  ])('when a protected answer is %s, then it is refused', (_, hex, error) => {
    expect(unprotectResponse(start, 0xb0, fromHex(hex))).toEqual(error);
  });

  it.each([0x9000, 0x6100, 0x6110, 0x6282, 0x63c1])(
    'when the answer is the bare success %i, then the error is RDR-216',
    (status) => {
      const bare = unprotectResponse(start, 0xb0, encodeResponse({ data: new Uint8Array(), status }));
      expect(bare).toEqual({ ok: false, error: { code: 'RDR-216', kind: 'downgrade' } });
    },
  );

  it.each([0x6400, 0x6882, 0x6982, 0x6988, 0x6a82, 0x6d00, 0x9100])(
    'when the answer is the bare error %i, then the session ends with RDR-217',
    (status) => {
      const bare = unprotectResponse(start, 0xb0, encodeResponse({ data: new Uint8Array(), status }));
      expect(bare).toEqual({ ok: false, error: { code: 'RDR-217', kind: 'session-ended', status } });
    },
  );
});

describe('a command with the right MAC', () => {
  const open = (command: CommandApdu) => unprotectCommand(start, command).command;

  it.each([
    ['00', 256],
    ['01', 1],
    ['ff', 255],
    ['0000', 65_536],
    ['0001', 1],
    ['0100', 256],
    ['0101', 257],
  ])('Le %s is decoded as %i bytes', (hex, le) => {
    expect(open(commandOf(0xb0, writeTlv(0x97, fromHex(hex))))).toEqual({
      ok: true,
      value: { cla: 0, ins: 0xb0, p1: 1, p2: 2, le },
    });
  });

  it.each([
    ['no Le in its object', 0xb0, [writeTlv(0x97)], malformed('Le has one or two bytes')],
    ['a Le of three bytes', 0xb0, [writeTlv(0x97, [0, 0, 1])], malformed('Le has one or two bytes')],
    ['an object of an answer', 0xb0, [STATUS], FOREIGN],
    ['data of an odd instruction', 0xd6, [odd(CRYPTOGRAM)], OTHER_TAG],
  ])('when a protected command has %s, then it is refused', (_, ins, objects, error) => {
    expect(open(commandOf(ins, ...objects))).toEqual(error);
  });

  it('when the command has extended lengths, then it is decoded as extended', () => {
    const command = commandOf(0xb0, writeTlv(0x97, [0]));
    expect(value(open(command))).not.toHaveProperty('extended');
    expect(value(open({ ...command, extended: true }))).toHaveProperty('extended', true);
  });

  it('when any bit of the data or one bit of a header byte is changed, then the command is refused', () => {
    const command = commandOf(0xd6, even([1], CRYPTOGRAM), writeTlv(0x97, [0]));
    const data = command.data!;
    expect(open(command)).toMatchObject({ ok: true, value: { data: fromHex('0102'), le: 256 } });
    for (let bit = 0; bit < data.length * 8; bit += 1) {
      const changed = data.map((one, index) => (index === bit >> 3 ? one ^ (1 << (bit & 7)) : one));
      expect(open({ ...command, data: changed }).ok, `bit ${bit}`).toBe(false);
    }
    for (const field of ['cla', 'ins', 'p1', 'p2'] as const) {
      expect(open({ ...command, [field]: command[field] ^ 0x20 }), field).toEqual({
        ok: false,
        error: { code: 'RDR-214', kind: 'mac-wrong' },
      });
    }
  });

  it('when a protected command has no objects or half an object, then it is refused', () => {
    const { data: _, ...bare } = commandOf(0xb0);
    expect(open(bare)).toEqual({ ok: false, error: { code: 'RDR-213', kind: 'mac-missing' } });
    expect(open({ ...bare, data: fromHex('8e08') })).toEqual(malformed('a length says 8 bytes, 0 are there'));
  });
});

describe('protectCommand', () => {
  const wire = (command: CommandApdu) => toHex(encodeCommand(protectCommand(start, command).command));

  it('when the instruction is odd, then the data have the odd tag', () => {
    const data = fromHex('54020000');
    expect(wire({ cla: 0, ins: 0xb1, p1: 0, p2: 0, data })).toMatch(/^0cb10000148508/);
    expect(wire({ cla: 0, ins: 0xb0, p1: 0, p2: 0, data })).toMatch(/^0cb0000015870901/);
  });

  it('when objects or answer do not fit a short APDU, then the command is extended', () => {
    const data = (length: number) => new Uint8Array(length);
    expect(wire({ cla: 0, ins: 0xd6, p1: 0, p2: 0, data: data(239) })).toMatch(/^0cd60000fe8781f101.*00$/);
    expect(wire({ cla: 0, ins: 0xd6, p1: 0, p2: 0, data: data(240) })).toMatch(/^0cd600000001068781f901.*0000$/);
    expect(wire({ cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 256 })).toMatch(/^0cb000000d970100.*00$/);
    expect(wire({ cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 257 })).toMatch(/^0cb0000000000e97020101.*0000$/);
  });

  it('when the data are empty, then there is no data object', () => {
    const empty = wire({ cla: 0, ins: 0xb0, p1: 0, p2: 0, data: new Uint8Array(), le: 4 });
    expect(empty).toBe(wire({ cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 4 }));
  });
});
