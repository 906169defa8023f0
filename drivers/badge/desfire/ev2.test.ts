import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toUpperHex } from '../../bytes.ts';
import { diversifiedKey } from './diversify.ts';
import {
  commandMac,
  decryptAnswer,
  decryptChallenge,
  encryptAnswer,
  encryptCardProof,
  encryptChallenge,
  encryptReaderProof,
  incrementCommandCounter,
  startEv2Session,
  verifyCardProof,
  verifyReaderProof,
} from './ev2.ts';

/* AN12196, key 0 of zeros: the same messages as EV2 (AN12343). */
const KEY = new Uint8Array(16);
const RND_A = fromHex('13C5DB8A5930439FC3DEF9A4C675360F');
const RND_B = fromHex('B9E2FC789B64BF237CCCAA20EC7E6E48');
const TI = fromHex('9D00C4DF');

describe('AuthenticateEV2First, worked example of AN12196', () => {
  it('the challenge is decoded as RndB', () => {
    const sealed = fromHex('A04C124213C186F22399D33AC2A30215');
    expect(toUpperHex(decryptChallenge(KEY, sealed)!)).toBe(toUpperHex(RND_B));
    expect(toUpperHex(encryptChallenge(KEY, RND_B))).toBe(toUpperHex(sealed));
  });

  it('the proof is encoded as in the example', () => {
    const proof = '35C3E05A752E0144BAC0DE51C1F22C56B34408A23D8AEA266CAB947EA8E0118D';
    expect(toUpperHex(encryptReaderProof(KEY, RND_A, RND_B))).toBe(proof);
    expect(toUpperHex(verifyReaderProof(KEY, RND_B, fromHex(proof))!)).toBe(toUpperHex(RND_A));
  });

  it('the last answer is decoded as the transaction identifier', () => {
    const welcome = fromHex('3FA64DB5446D1F34CD6EA311167F5E4985B89690C04A05F17FA7AB2F08120663');
    expect(toUpperHex(verifyCardProof(KEY, RND_A, welcome)!)).toBe(toUpperHex(TI));
    expect(toUpperHex(encryptCardProof(KEY, RND_A, TI))).toBe(toUpperHex(welcome));
  });

  it('the session keys are as in the example', () => {
    const session = startEv2Session(KEY, RND_A, RND_B, TI);
    expect(toUpperHex(session.encryption)).toBe('1309C877509E5A215007FF0ED19CA564');
    expect(toUpperHex(session.mac)).toBe('4C6626F5E72EA694202139295C7A7FC7');
  });

  it('when the MAC key of another example is used, then the MAC of GetFileSettings is as in that example', () => {
    const session = {
      ...startEv2Session(KEY, RND_A, RND_B, fromHex('7A21085E')),
      mac: fromHex('8248134A386E86EB7FAF54A52E536CB6'),
    };
    expect(toUpperHex(commandMac(session, 0xf5, fromHex('02')))).toBe('6597A457C8CD442C');
  });
});

describe('the key of one card, worked example of AN10922', () => {
  it('when UID, AID and system name are the input, then the key of the card is as in table 2 of AN10922', () => {
    const master = fromHex('00112233445566778899AABBCCDDEEFF');
    const input = fromHex('04782E21801D80 3042F5 4E585020416275');
    expect(toUpperHex(diversifiedKey(master, input))).toBe('A8DD63A3B89D54B37CA802473FDA9175');
  });

  it.each([15, 32])('when the input has %i bytes, then diversifiedKey throws', (length) => {
    expect(() => diversifiedKey(KEY, new Uint8Array(length))).toThrow(RangeError);
  });

  it.each([16, 31])('when the input has %i bytes, then diversifiedKey returns a key of 16 bytes', (length) => {
    expect(diversifiedKey(KEY, new Uint8Array(length))).toHaveLength(16);
  });
});

describe('secure messaging', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  const session = fc
    .tuple(bytes(16), bytes(16), bytes(16), bytes(4), fc.nat(0xffff))
    .map(([key, a, b, ti, counter]) => ({ ...startEv2Session(key, a, b, ti), counter }));

  it('when any data is sealed, then it is opened as the same data', () => {
    fc.assert(
      fc.property(session, fc.uint8Array({ maxLength: 60 }), (its, data) => {
        expect(decryptAnswer(its, 0, encryptAnswer(its, 0, data))).toEqual(data);
      }),
    );
  });

  it('when one bit of an answer is wrong, then it is not opened', () => {
    fc.assert(
      fc.property(session, fc.uint8Array({ maxLength: 20 }), fc.nat(), (its, data, at) => {
        const sealed = encryptAnswer(its, 0, data);
        sealed[(at >> 3) % sealed.length]! ^= 1 << (at & 7);
        expect(decryptAnswer(its, 0, sealed)).toBeUndefined();
      }),
    );
  });

  it('when an answer is replayed after the next command, then it is not opened', () => {
    fc.assert(
      fc.property(session, bytes(16), (its, data) => {
        expect(decryptAnswer(incrementCommandCounter(its), 0, encryptAnswer(its, 0, data))).toBeUndefined();
      }),
    );
  });

  it('when the keys of card and reader differ, then neither accepts the proof of the other', () => {
    fc.assert(
      fc.property(bytes(16), bytes(16), bytes(16), bytes(16), bytes(4), (one, other, a, b, ti) => {
        fc.pre(toUpperHex(one) !== toUpperHex(other));
        expect(verifyReaderProof(one, b, encryptReaderProof(other, a, b))).toBeUndefined();
        expect(verifyCardProof(one, a, encryptCardProof(other, a, ti))).toBeUndefined();
      }),
    );
  });

  it('when an answer has any length, then opening never throws', () => {
    fc.assert(
      fc.property(session, fc.uint8Array({ maxLength: 70 }), (its, answer) => {
        expect(decryptAnswer(its, 0, answer)).toBeUndefined();
        expect(verifyReaderProof(its.mac, its.encryption, answer)).toBeUndefined();
        expect(verifyCardProof(its.mac, its.encryption, answer)).toBeUndefined();
      }),
    );
  });
});
