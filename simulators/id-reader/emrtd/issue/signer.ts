import { createHash, sign } from 'node:crypto';
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { p256, p384 } from '@noble/curves/nist.js';
import { concat } from '../../../../drivers/bytes.ts';
import {
  DER_NULL,
  derBitString,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  encodeBigInt,
} from '../../../../drivers/id-reader/emrtd/der.ts';
import { type RsaKey, seededRsaKey, signPss } from './rsa.ts';
import { seededScalar } from './seed.ts';

export type Hash = 'sha256' | 'sha384';

/** A signing key with its identifiers in certificates and CMS. A message always has the same signature. */
export interface Signer {
  readonly hash: Hash;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly algorithm: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** id-sha256 and id-sha384 (NIST), without parameters as in RFC 5754 (2). */
export const digestAlgorithm = (hash: Hash): Uint8Array =>
  derSequence(derOid(hash === 'sha256' ? '2.16.840.1.101.3.4.2.1' : '2.16.840.1.101.3.4.2.2'));

export const digest = (hash: Hash, bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(createHash(hash).update(bytes).digest());

const EC_SIGNATURE = { sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3' } as const;

/** ECDSA with nonces after RFC 6979: P-256 with SHA-256, P-384 with SHA-384. */
export function ecSigner(label: string, curve: 'P-256' | 'P-384'): Signer {
  const ecdsa = curve === 'P-256' ? p256 : p384;
  const hash = curve === 'P-256' ? 'sha256' : 'sha384';
  const { n } = ecdsa.Point.CURVE();
  const secret = encodeBigInt(seededScalar(label, n), ecdsa.lengths.secretKey);
  return {
    hash,
    publicKey: ecPublicKeyInfo(ecdsa, ecdsa.getPublicKey(secret, false)),
    algorithm: derSequence(derOid(EC_SIGNATURE[hash])),
    sign: (message) => ecdsa.sign(message, secret, { lowS: false, format: 'der' }),
  };
}

/**
 * SubjectPublicKeyInfo with explicit curve parameters: ICAO 9303-12 (4.1.6.3) forbids the name of the curve, and real certificates obey.
 * `point` uncompressed.
 */
export function ecPublicKeyInfo({ Point }: Pick<ECDSA, 'Point'>, point: Uint8Array): Uint8Array {
  const { p, n, h, a, b, Gx, Gy } = Point.CURVE();
  const size = Math.ceil(p.toString(2).length / 8);
  const field = (value: bigint) => encodeBigInt(value, size);
  const parameters = derSequence(
    derInteger(1),
    derSequence(derOid('1.2.840.10045.1.1'), derInteger(p)),
    derSequence(derOctetString(field(a)), derOctetString(field(b))),
    derOctetString(concat(Uint8Array.of(0x04), field(Gx), field(Gy))),
    derInteger(n),
    derInteger(h),
  );
  return derSequence(derSequence(derOid('1.2.840.10045.2.1'), parameters), derBitString(point));
}

export const rsaPublicKeyInfo = ({ modulus, exponent }: Pick<RsaKey, 'modulus' | 'exponent'>): Uint8Array =>
  derSequence(
    derSequence(derOid('1.2.840.113549.1.1.1'), DER_NULL),
    derBitString(derSequence(derInteger(modulus), derInteger(exponent))),
  );

/** RSA 2048 with SHA-256: PKCS #1 1.5, or PSS. */
export function rsaSigner(label: string, padding: 'pkcs1' | 'pss'): Signer {
  const key = seededRsaKey(label, 2048);
  return {
    hash: 'sha256',
    publicKey: rsaPublicKeyInfo(key),
    algorithm: padding === 'pss' ? PSS : derSequence(derOid('1.2.840.113549.1.1.11'), DER_NULL),
    sign: (message) => (padding === 'pss' ? signPss(key, message) : Uint8Array.from(sign('sha256', message, key.key))),
  };
}

/** RSASSA-PSS-params (RFC 4055, 3.1): SHA-256, MGF1 with SHA-256, salt of 32 bytes. */
const PSS = derSequence(
  derOid('1.2.840.113549.1.1.10'),
  derSequence(
    derContext(0, digestAlgorithm('sha256')),
    derContext(1, derSequence(derOid('1.2.840.113549.1.1.8'), digestAlgorithm('sha256'))),
    derContext(2, derInteger(32)),
  ),
);
