import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { bacSeed, deriveKey, mrzInformation, paceSecret } from './kdf.ts';
import vectors from './vectors/icao-9303-11.json' with { type: 'json' };

const D = vectors.bac_D;
const password = vectors.pace_G1_ECDH_GM.password;

describe('keys of a zone', () => {
  it('the BAC keys equal worked examples D.1 and D.2', () => {
    const information = mrzInformation({
      documentNumber: D.documentNumber,
      birthDate: D.dateOfBirth,
      expiryDate: D.dateOfExpiry,
    });
    expect(information).toBe(D.mrzInformation);
    const seed = bacSeed(information);
    expect(toHex(seed)).toBe(D.kSeed);
    expect(toHex(deriveKey(seed, 'encryption', '3des'))).toBe(D.kEnc);
    expect(toHex(deriveKey(seed, 'mac', '3des'))).toBe(D.kMac);
  });

  it('when the document number is long, then the seed covers all of it', () => {
    const information = mrzInformation({ documentNumber: 'D23145890734', birthDate: '340712', expiryDate: '950712' });
    for (const { kSeed } of vectors.bacLongDocumentNumber) expect(toHex(bacSeed(information))).toBe(kSeed);
  });

  it('when the document has no expiry date, then its MRZ information has six fillers', () => {
    expect(mrzInformation({ documentNumber: '12345678', birthDate: '900101', expiryDate: null })).toBe(
      '12345678<8'.concat('9001011', '<<<<<<0'),
    );
  });

  it('the PACE key and its secret equal appendix G', () => {
    const information = mrzInformation({
      documentNumber: password.documentNumber,
      birthDate: password.dateOfBirth,
      expiryDate: password.dateOfExpiry,
    });
    const secret = paceSecret({ kind: 'mrz', information });
    expect(toHex(secret)).toBe(vectors.pace_G1_ECDH_GM.tvKeySeed);
    expect(toHex(deriveKey(secret, 'pace', 'aes-128'))).toBe(vectors.pace_G1_ECDH_GM.tv_K_pi);
    expect(toHex(paceSecret({ kind: 'can', number: '123456' }))).toBe('313233343536');
  });
});

describe('session keys', () => {
  it.each(vectors.kdf)('the session keys equal $ref', ({ sharedSecret, ksEnc, ksMac }) => {
    expect(toHex(deriveKey(fromHex(sharedSecret), 'encryption', 'aes-128'))).toBe(ksEnc);
    expect(toHex(deriveKey(fromHex(sharedSecret), 'mac', 'aes-128'))).toBe(ksMac);
  });

  it('the session keys have the length of their cipher', () => {
    const secret = fromHex('00'.repeat(32));
    expect(deriveKey(secret, 'mac', 'aes-192')).toHaveLength(24);
    expect(deriveKey(secret, 'mac', 'aes-256')).toHaveLength(32);
  });
});
