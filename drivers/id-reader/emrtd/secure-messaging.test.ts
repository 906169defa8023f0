import { describe, expect, it } from 'vitest';
import { decodeCommand, decodeResponse, encodeCommand, encodeResponse } from '../apdu/apdu.ts';
import { fromHex, toHex } from '../apdu/bytes.ts';
import {
  incremented,
  protectCommand,
  protectResponse,
  type SmSession,
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
