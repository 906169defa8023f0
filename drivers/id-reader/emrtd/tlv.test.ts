import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { toDefiniteLengths } from './ber.ts';
import { CHIP_AUTHENTICATION_PROTOCOLS, decodeOid, encodeOid, PACE_PROTOCOLS } from './oids.ts';
import { readSingleTlv, readTlv, readTlvs, writeTlv } from './tlv.ts';

describe('readTlv and readTlvs', () => {
  it('any tag and length survive a round trip', () => {
    const tags = fc.constantFrom(0x02, 0x30, 0x5c, 0x5f2e, 0x7f49, 0x7f61, 0x5f8101);
    fc.assert(
      fc.property(tags, fc.uint8Array({ maxLength: 70_000 }), (tag, value) => {
        const raw = writeTlv(tag, value);
        expect(readTlv(raw)).toEqual({ ok: true, value: { tag, value, raw } });
        expect(readSingleTlv(raw, tag)).toEqual({ ok: true, value });
      }),
      { numRuns: 30 },
    );
  });

  it.each(['', '5f', '5f8181', '5f81818101', '30', '3080', '308500000000', '3003aabb', '3081', '30840102'])(
    'when the bytes %s are no TLV object, then readTlv refuses them',
    (hex) => {
      expect(readTlv(fromHex(hex)).ok).toBe(false);
    },
  );

  it('when the length is not minimal, then the object is read', () => {
    expect(readTlv(fromHex('04820001aa'))).toMatchObject({ ok: true, value: { value: Uint8Array.of(0xaa) } });
  });

  it('when bytes are left over, then the list is refused', () => {
    expect(readTlvs(fromHex('0201010401aa'))).toMatchObject({ ok: true, value: [{ tag: 2 }, { tag: 4 }] });
    expect(readTlvs(fromHex('02010104')).ok).toBe(false);
    expect(readSingleTlv(fromHex('0201010401aa'), 2).ok).toBe(false);
  });

  it('for any bytes, nothing throws or reads past the end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const object = readTlv(bytes);
        if (object.ok) expect(object.value.raw.length).toBeLessThanOrEqual(bytes.length);
        readTlvs(bytes);
        toDefiniteLengths(bytes);
      }),
    );
  });
});

describe('toDefiniteLengths', () => {
  it('objects of indefinite length get lengths', () => {
    const result = toDefiniteLengths(fromHex('3080 020101 3080 0401aa 0000 0000'.replaceAll(' ', '')));
    expect(result.ok && toHex(result.value)).toBe('300802010130030401aa');
  });

  it('strings in pieces are joined', () => {
    const result = toDefiniteLengths(fromHex('3080 2480 0402aabb 0401cc 0000 0000'.replaceAll(' ', '')));
    expect(result.ok && toHex(result.value)).toBe('30050403aabbcc');
  });

  it('objects of definite length keep every byte', () => {
    const result = toDefiniteLengths(fromHex('3080308200030201010000'));
    expect(result.ok && toHex(result.value)).toBe('3007308200030201 01'.replace(' ', ''));
  });

  it.each(['3080', '3080020101', '0480aa0000', '24800201010000', '3080'.repeat(40)])(
    'when the bytes %s cannot get definite lengths, then they are refused',
    (hex) => {
      expect(toDefiniteLengths(fromHex(hex)).ok).toBe(false);
    },
  );
});

describe('an object identifier', () => {
  it('the identifiers of all protocols survive a round trip', () => {
    for (const { oid } of [...PACE_PROTOCOLS, ...CHIP_AUTHENTICATION_PROTOCOLS]) {
      expect(decodeOid(encodeOid(oid))).toEqual({ ok: true, value: oid });
    }
  });

  it('the worked examples are encoded as in the standard', () => {
    expect(toHex(encodeOid('0.4.0.127.0.7.2.2.4.2.2'))).toBe('04007f00070202040202');
    expect(toHex(encodeOid('1.2.840.113549'))).toBe('2a864886f70d');
    expect(toHex(encodeOid('2.23.136.1.1.1'))).toBe('678108010101');
    expect(decodeOid(fromHex('883703'))).toEqual({ ok: true, value: '2.999.3' });
  });

  it('when an identifier is cut short, empty or too long, then it is refused', () => {
    expect(decodeOid(fromHex('2a8648')).ok).toBe(true);
    expect(decodeOid(fromHex('2a86')).ok).toBe(false);
    expect(decodeOid(new Uint8Array()).ok).toBe(false);
    expect(decodeOid(new Uint8Array(20).fill(0xff)).ok).toBe(false);
  });
});
