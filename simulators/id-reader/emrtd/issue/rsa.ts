import { checkPrimeSync, constants, createHash, createPrivateKey, type KeyObject, privateEncrypt } from 'node:crypto';
import { invert } from '@noble/curves/abstract/modular.js';
import { concat } from '../../../../drivers/bytes.ts';
import { toBigInt } from '../../../../drivers/id-reader/apdu/bytes.ts';
import { encodeBigInt } from '../../../../drivers/id-reader/emrtd/der.ts';
import { seededBytes } from './seed.ts';

export interface RsaKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
  readonly bytes: number;
  readonly key: KeyObject;
}

const EXPONENT = 65_537n;

/** A key that depends only on the label. `bits` of the modulus, a multiple of 16. */
export function seededRsaKey(label: string, bits: number): RsaKey {
  const p = seededPrime(`${label} p`, bits / 2);
  const q = seededPrime(`${label} q`, bits / 2);
  const privateExponent = invert(EXPONENT, (p - 1n) * (q - 1n));
  const text = (value: bigint) => Buffer.from(encodeBigInt(value)).toString('base64url');
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: text(p * q),
      e: text(EXPONENT),
      d: text(privateExponent),
      p: text(p),
      q: text(q),
      dp: text(privateExponent % (p - 1n)),
      dq: text(privateExponent % (q - 1n)),
      qi: text(invert(q, p)),
    },
  });
  return { modulus: p * q, exponent: EXPONENT, bytes: bits / 8, key };
}

/** Two top bits set: products have full length. */
function seededPrime(label: string, bits: number): bigint {
  const top = 3n << BigInt(bits - 2);
  let candidate = toBigInt(seededBytes(label, bits / 8)) | top | 1n;
  while (!checkPrimeSync(candidate) || (candidate - 1n) % EXPONENT === 0n) candidate += 2n;
  return candidate;
}

/** RSA without padding, as a chip computes it, of a number below the modulus. */
export const signRawRsa = ({ key, bytes }: RsaKey, message: Uint8Array): Uint8Array =>
  Uint8Array.from(privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encodeBigInt(toBigInt(message), bytes)));

const DIGEST_BYTES = 32;

/** RSASSA-PSS with SHA-256 and a 32-byte salt (RFC 8017, 8.1.1). The salt is derived from the message, so signatures are repeatable. */
export function signPss(key: RsaKey, message: Uint8Array): Uint8Array {
  const sha = (...parts: Uint8Array[]) =>
    Uint8Array.from(
      createHash('sha256')
        .update(concat(...parts))
        .digest(),
    );
  const salt = sha(message, encodeBigInt(key.modulus));
  const hash = sha(new Uint8Array(8), sha(message), salt);
  const block = new Uint8Array(key.bytes - DIGEST_BYTES - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  const counters = Math.ceil(block.length / DIGEST_BYTES);
  const mask = concat(...Array.from({ length: counters }, (_, i) => sha(hash, encodeBigInt(BigInt(i), 4))));
  const masked = block.map((byte, at) => byte ^ (mask[at] ?? 0));
  // The encoded message is one bit shorter than the modulus (9.1.1, step 11).
  masked[0] = (masked[0] ?? 0) & 0x7f;
  return signRawRsa(key, concat(masked, hash, Uint8Array.of(0xbc)));
}
