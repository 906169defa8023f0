import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat } from '../../bytes.ts';

/** ICAO 9303-11 §9.7 and §9.8. `3des`: two keys in 16 bytes. */
export type CipherName = '3des' | 'aes-128' | 'aes-192' | 'aes-256';

/** Strongest first. */
export const CIPHER_STRENGTH: readonly CipherName[] = ['aes-256', 'aes-192', 'aes-128', '3des'];

interface CipherFacts {
  readonly openssl: string;
  readonly keyBytes: number;
  readonly blockBytes: number;
}

const CIPHERS: Readonly<Record<CipherName, CipherFacts>> = {
  '3des': { openssl: 'des-ede', keyBytes: 16, blockBytes: 8 },
  'aes-128': { openssl: 'aes-128', keyBytes: 16, blockBytes: 16 },
  'aes-192': { openssl: 'aes-192', keyBytes: 24, blockBytes: 16 },
  'aes-256': { openssl: 'aes-256', keyBytes: 32, blockBytes: 16 },
};

/** Every MAC of ICAO 9303-11. */
export const MAC_BYTES = 8;

export const keyBytesOf = (cipher: CipherName): number => CIPHERS[cipher].keyBytes;
export const blockBytesOf = (cipher: CipherName): number => CIPHERS[cipher].blockBytes;

/** Encrypts CBC without padding: `data` must be whole blocks. */
export function cbcEncrypt(cipher: CipherName, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const engine = createCipheriv(`${CIPHERS[cipher].openssl}-cbc`, key, iv).setAutoPadding(false);
  return concat(engine.update(data), engine.final());
}

/** Decrypts CBC without padding: `data` must be whole blocks. */
export function cbcDecrypt(cipher: CipherName, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const engine = createDecipheriv(`${CIPHERS[cipher].openssl}-cbc`, key, iv).setAutoPadding(false);
  return concat(engine.update(data), engine.final());
}

export const encryptBlock = (cipher: CipherName, key: Uint8Array, block: Uint8Array): Uint8Array =>
  cbcEncrypt(cipher, key, zeroIv(cipher), block);

export const zeroIv = (cipher: CipherName): Uint8Array => new Uint8Array(CIPHERS[cipher].blockBytes);

/** Pads by ISO/IEC 9797-1 method 2: `80`, then zeros up to a whole block; always at least one byte. */
export function padIso9797(data: Uint8Array, blockBytes: number): Uint8Array {
  const padded = new Uint8Array((Math.floor(data.length / blockBytes) + 1) * blockBytes);
  padded.set(data);
  padded[data.length] = 0x80;
  return padded;
}

/** Returns `undefined` if no `80` stands before the zeros. */
export function unpadIso9797(data: Uint8Array): Uint8Array | undefined {
  let end = data.length;
  while (end > 0 && data[end - 1] === 0) end -= 1;
  return data[end - 1] === 0x80 ? data.subarray(0, end - 1) : undefined;
}

/**
 * Returns the eight-byte MAC (ICAO 9303-11 §9.8.6.2, .7.2). AES: first half of CMAC, which pads by itself. 3DES: retail MAC over padded
 * data (ISO/IEC 9797-1 MAC algorithm 3: DES, zero IV, whole blocks). OpenSSL 3 has single DES only in its legacy provider, but E-D-E with
 * one key equals DES.
 */
export function computeMac(cipher: CipherName, key: Uint8Array, data: Uint8Array): Uint8Array {
  return cipher === '3des'
    ? retailMac(key, padIso9797(data, 8))
    : computeCmac(cipher, key, data).subarray(0, MAC_BYTES);
}

/** Last step: E(K1), D(K2), E(K1), which is E-D-E itself. */
function retailMac(key: Uint8Array, blocks: Uint8Array): Uint8Array {
  const first = key.subarray(0, 8);
  const single = concat(first, first);
  const head = blocks.subarray(0, -8);
  const chained =
    head.length > 0 ? cbcEncrypt('3des', single, new Uint8Array(8), head).subarray(-8) : new Uint8Array(8);
  return cbcEncrypt('3des', key, chained, blocks.subarray(-8));
}

/** AES-CMAC, 16 bytes (NIST SP 800-38B §6.2; RFC 4493). Node's crypto does not have it. */
export function computeCmac(cipher: Exclude<CipherName, '3des'>, key: Uint8Array, data: Uint8Array): Uint8Array {
  const subkey = doubled(encryptBlock(cipher, key, new Uint8Array(16)));
  const whole = data.length > 0 && data.length % 16 === 0;
  const blocks = whole ? Uint8Array.from(data) : padIso9797(data, 16);
  const mask = whole ? subkey : doubled(subkey);
  for (const [index, byte] of mask.entries()) blocks[blocks.length - 16 + index]! ^= byte;
  return cbcEncrypt(cipher, key, new Uint8Array(16), blocks).subarray(-16);
}

/** Times x in GF(2¹²⁸) (NIST SP 800-38B §6.1). */
function doubled(block: Uint8Array): Uint8Array {
  const twice = block.map((byte, index) => (byte << 1) | ((block[index + 1] ?? 0) >> 7));
  if (block[0]! & 0x80) twice[15]! ^= 0x87;
  return twice;
}
