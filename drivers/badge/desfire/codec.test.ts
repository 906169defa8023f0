import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { isBadgeNumber } from '../contract.ts';
import {
  type DesfireCommand,
  decodeDesfire,
  decodeDesfireAnswer,
  decodeNumber,
  encodeDesfire,
  encodeDesfireAnswer,
  encodeNumber,
} from './codec.ts';

/** Bytes of the manuals: wrapped native commands [AN12343, AN12196]. */
const COMMANDS: readonly (readonly [string, DesfireCommand])[] = [
  ['9060000000', { kind: 'get-version' }],
  ['905a000003a0a5f500', { kind: 'select-application', aid: 0xf5a5a0 }],
  ['9071000002000000', { kind: 'authenticate-ev2-first', key: 0 }],
  ['90af000000', { kind: 'additional-frame', data: new Uint8Array() }],
  ['90bd000007010000001000' + '0000', { kind: 'read-data', file: 1, offset: 0, length: 16 }],
  [
    '90bd00000f023412000a0000' + '0102030405060708' + '00',
    { kind: 'read-data', file: 2, offset: 0x1234, length: 10, mac: fromHex('0102030405060708') },
  ],
];

describe('commands of DESFire', () => {
  it.each(COMMANDS)('DESFire command %s is decoded and encoded back', (hex, command) => {
    expect(toHex(encodeDesfire(command))).toBe(hex);
    const decoded = decodeDesfire(fromHex(hex));
    expect(decoded).toEqual({ ok: true, value: command });
  });

  it.each([
    ['0060000000', 0x1c],
    ['9060010000', 0x1c],
    ['9099000000', 0x1c],
    ['90600000010000', 0x7e],
    ['905a00000201020' + '0', 0x7e],
    ['9071000002010100', 0x7e],
    ['90bd0000060102030405' + '0600', 0x7e],
    ['90bd00000801020304050607' + '0800', 0x7e],
    ['90', 0x7e],
  ])('when the command %s is invalid, then decoding fails with the DESFire status %i', (hex, status) => {
    expect(decodeDesfire(fromHex(hex))).toEqual({ ok: false, error: status });
  });

  it('when bytes are random, then decoding never throws, and what is decoded is encoded as the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const decoded = decodeDesfire(bytes);
        if (decoded.ok && bytes.at(-1) === 0) expect(decodeDesfire(encodeDesfire(decoded.value))).toEqual(decoded);
      }),
    );
  });

  it('when an answer is encoded, then it is decoded as the same answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(255), (data, status) => {
        expect(decodeDesfireAnswer(encodeDesfireAnswer({ status, data }))).toEqual({ status, data });
      }),
    );
  });

  it.each(['', '91', '9000', '6d00', '019000'])('when the answer is %s, then it is no answer of DESFire', (hex) => {
    expect(decodeDesfireAnswer(fromHex(hex))).toBeUndefined();
  });
});

describe('the number of a badge', () => {
  it.each(['T-017', '7', 'A', 'ABCDEFGH12345678'])('badge number %s is encoded and decoded back', (number) => {
    expect(isBadgeNumber(number)).toBe(true);
    expect(decodeNumber(encodeNumber(number))).toBe(number);
  });

  it.each(['', '-T', 'T-', 't-1', 'T 1', 'T_1', 'ABCDEFGH123456789', 'Ə1'])(
    'when the text is %j, then it is no badge number',
    (text) => {
      expect(isBadgeNumber(text)).toBe(false);
    },
  );

  it.each([
    ['a letter after the filler', `54000041${'00'.repeat(12)}`],
    ['15 bytes', `54${'00'.repeat(14)}`],
    ['only filler', '00'.repeat(16)],
    ['a control byte', `540a${'00'.repeat(14)}`],
  ])('when the file has %s, then no badge number is decoded', (_, hex) => {
    expect(decodeNumber(fromHex(hex))).toBeUndefined();
  });
});
