import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { decodeCommand, decodeResponse, encodeCommand, encodeResponse } from '../apdu/apdu.ts';
import {
  incremented,
  protectCommand,
  protectResponse,
  type SmSession,
  startSession,
  unprotectCommand,
  unprotectResponse,
} from './secure-messaging.ts';
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
  it("is what the terminal's side says and understands", () => {
    let session = start;
    for (const step of D4.steps) {
      const command = value(decodeCommand(fromHex(step.plain)));
      const sent = protectCommand(session, command);
      expect(toHex(encodeCommand(sent.command))).toBe(step.protectedCmd);
      const answer = value(unprotectResponse(sent.session, command.ins, fromHex(step.protectedRsp)));
      expect(toHex(encodeResponse(answer.response))).toBe(step.plainRsp);
      session = answer.session;
    }
  });

  it("is what the chip's side understands and says", () => {
    let session = start;
    for (const step of D4.steps) {
      const opened = unprotectCommand(session, value(decodeCommand(fromHex(step.protectedCmd))));
      const command = value(opened.command);
      expect(toHex(encodeCommand(command))).toBe(step.plain);
      const answer = protectResponse(opened.session, command.ins, value(decodeResponse(fromHex(step.plainRsp))));
      expect(toHex(encodeResponse(answer.response))).toBe(step.protectedRsp);
      session = answer.session;
    }
  });
});

/**
 * The start of an AES-128 session as two open implementations hold it (gmrtd `pace/pace_test.go`, the SELECT and first READ
 * BINARY of EF.CardSecurity): what pads the header, the counter and the objects shows in every MAC.
 */
describe('the same with AES-128', () => {
  const session: SmSession = {
    cipher: 'aes-128',
    encryptionKey: fromHex('a8e85e938514ec67ae33cda3d43d3c48'),
    macKey: fromHex('27f1adeb705a049a305b0c619b14b9b3'),
    counter: new Uint8Array(16),
  };

  it('protects a selection and a reading, and opens both answers', () => {
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

describe('whatever the terminal protects', () => {
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
    { requiredKeys: ['cla', 'ins', 'p1', 'p2', 'data'] },
  );

  it('the chip opens, and the other way round, for every cipher', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ciphers),
        commands,
        fc.uint8Array({ maxLength: 600 }),
        fc.integer({ min: 0, max: 0xffff }),
        (cipher, command, data, status) => {
          const session = startSession(new Uint8Array(32).fill(7), cipher);
          const sent = protectCommand(session, command);
          const wire = value(decodeCommand(encodeCommand(sent.command)));
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

  it('is refused after any change of a bit', () => {
    const session = startSession(new Uint8Array(32).fill(7), 'aes-256');
    const data = Uint8Array.from({ length: 40 }, (_, index) => index);
    const bytes = encodeResponse(protectResponse(session, 0xb0, { data, status: 0x9000 }).response);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = bytes.map((one, index) => (index === bit >> 3 ? one ^ (1 << (bit & 7)) : one));
      expect(unprotectResponse(session, 0xb0, changed).ok, `bit ${bit}`).toBe(false);
    }
  });

  it('is refused cut short anywhere', () => {
    const session = startSession(new Uint8Array(32).fill(7), '3des');
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

describe('an answer that is not believed', () => {
  it.each(vectors.secureMessagingReject)('$name', ({ name, ksEnc, ksMac, ssc, rApdu, alg }) => {
    const session: SmSession = {
      cipher: alg === 'AES' ? 'aes-128' : '3des',
      encryptionKey: fromHex(ksEnc),
      macKey: fromHex(ksMac),
      counter: fromHex(ssc),
    };
    const answer = unprotectResponse(session, 0xb0, fromHex(rApdu));
    expect(answer).toMatchObject({ ok: false, error: { kind: REASONS[name] } });
  });
});

it.each(vectors.sscIncrement)('the counter after $start is $next', ({ start: before, next }) => {
  expect(toHex(incremented(fromHex(before)))).toBe(next);
});
