import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { computeCmac, computeMac, padIso9797, unpadIso9797 } from './cipher.ts';
import vectors from './vectors/icao-9303-11.json' with { type: 'json' };

/** NIST SP 800-38B, appendix D, cut to length. */
const MESSAGE = fromHex(
  '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
);
const KEYS = {
  'aes-128': '2b7e151628aed2a6abf7158809cf4f3c',
  'aes-192': '8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b',
  'aes-256': '603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4',
} as const;

describe('CMAC (NIST SP 800-38B, appendix D.1 to D.3)', () => {
  it.each([
    ['aes-128', 0, 'bb1d6929e95937287fa37d129b756746'],
    ['aes-128', 16, '070a16b46b4d4144f79bdd9dd04a287c'],
    ['aes-128', 40, 'dfa66747de9ae63030ca32611497c827'],
    ['aes-128', 64, '51f0bebf7e3b9d92fc49741779363cfe'],
    ['aes-192', 0, 'd17ddf46adaacde531cac483de7a9367'],
    ['aes-192', 16, '9e99a7bf31e710900662f65e617c5184'],
    ['aes-192', 40, '8a1de5be2eb31aad089a82e6ee908b0e'],
    ['aes-192', 64, 'a1d5df0eed790f794d77589659f39a11'],
    ['aes-256', 0, '028962f61b7bf89efc6b551f4667d983'],
    ['aes-256', 16, '28a7023f452e8f82bd4bf28d8c37c35c'],
    ['aes-256', 40, 'aaf3d8f1de5640c232f5b169b9c911e6'],
    ['aes-256', 64, 'e1992190549f6ed5696a2c056c315410'],
  ] as const)('the CMAC of %s over %i bytes equals the example', (cipher, length, expected) => {
    expect(toHex(computeCmac(cipher, fromHex(KEYS[cipher]), MESSAGE.subarray(0, length)))).toBe(expected);
  });
});

it('the retail MAC equals worked example D.3', () => {
  const D = vectors.bac_D;
  expect(toHex(computeMac('3des', fromHex(D.kMac), fromHex(D.eIfd)))).toBe(D.mIfd);
});

describe('padding method 2', () => {
  it('pad adds at least one byte, and unpad removes the added bytes', () => {
    for (let length = 0; length < 40; length += 1) {
      const data = new Uint8Array(length).fill(0x11);
      const padded = padIso9797(data, 16);
      expect(padded.length % 16).toBe(0);
      expect(padded.length).toBeGreaterThan(length);
      expect(unpadIso9797(padded)).toEqual(data);
    }
  });

  it('when the padding is missing, then unpad returns undefined', () => {
    expect(unpadIso9797(fromHex('1122334455667788'))).toBeUndefined();
    expect(unpadIso9797(new Uint8Array(8))).toBeUndefined();
    expect(unpadIso9797(new Uint8Array())).toBeUndefined();
  });
});
