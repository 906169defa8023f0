import { createHash } from 'node:crypto';
import { concat } from '../../../drivers/bytes.ts';
import { fromBigInt } from '../../../drivers/id-reader/apdu/bytes.ts';
import { STATUS_WORDS } from '../../../drivers/id-reader/apdu/status-word.ts';
import { keyAgreementOfDomain } from '../../../drivers/id-reader/emrtd/agreement.ts';
import { cbcEncrypt, encryptBlock, padIso9797 } from '../../../drivers/id-reader/emrtd/cipher.ts';
import { startSmSession } from '../../../drivers/id-reader/emrtd/secure-messaging.ts';
import type { ActiveAuthenticationKey, ChipKey } from './issue/contents.ts';
import { CURVE_NUMBERS, CURVES } from './issue/curves.ts';
import { signRawRsa } from './issue/rsa.ts';
import { type ChipReply, type RandomBytes, refusalReply, successReply } from './reply.ts';

/**
 * Chip authentication (ICAO 9303-11, 6.2): derives a secret from the chip's static key and the terminal's ephemeral key. A chip with a
 * wrong key derives another secret, and its next answer shows it.
 */
export function answerChipAuthentication(key: ChipKey, ephemeral: Uint8Array, answer: Uint8Array): ChipReply {
  const secret = keyAgreementOfDomain(CURVE_NUMBERS[key.curve])?.shared(key.secret, ephemeral);
  return secret
    ? { ...successReply(answer), session: startSmSession(secret, key.cipher) }
    : refusalReply(STATUS_WORDS.wrongData);
}

/**
 * Chip authentication mapping (ICAO 9303-11, 4.4.3.5): the factor between mapping secret and static key, with which the terminal computes
 * one public key from the other. Encrypted with the new key; the IV is the encrypted block of ones.
 */
export function createMappingProof({ cipher, curve, secret }: ChipKey) {
  return (mappingSecret: bigint, encryptionKey: Uint8Array): Uint8Array => {
    const { Fn } = CURVES[curve].Point;
    const proof = fromBigInt(Fn.mul(Fn.inv(secret), Fn.create(mappingSecret)), Fn.BYTES);
    const iv = encryptBlock(cipher, encryptionKey, new Uint8Array(16).fill(0xff));
    return cbcEncrypt(cipher, encryptionKey, iv, padIso9797(proof, 16));
  };
}

const AA_CHALLENGE_BYTES = 8;

/** Active authentication (ICAO 9303-11, 6.1): a signature over the terminal's eight bytes. */
export function answerActiveAuthentication(
  key: ActiveAuthenticationKey,
  challenge: Uint8Array,
  random: RandomBytes,
): ChipReply {
  if (challenge.length !== AA_CHALLENGE_BYTES) return refusalReply(STATUS_WORDS.wrongLength);
  if (key.kind === 'ecdsa') {
    // Signature in plain format, over SHA-256 (BSI TR-03111, 5.2.1): r, then s.
    return successReply(CURVES['P-256'].sign(challenge, key.secret, { lowS: false, format: 'compact' }));
  }
  return successReply(signRawRsa(key.key, recoverable(key.key.bytes, key.hash, challenge, random)));
}

/** ISO/IEC 9796-2 scheme 1, partial recovery: the chip's M1 is inside, M2 is the challenge. */
function recoverable(bytes: number, hash: 'sha1' | 'sha256', m2: Uint8Array, random: RandomBytes): Uint8Array {
  const trailer = hash === 'sha1' ? [0xbc] : [0x34, 0xcc];
  const digestBytes = hash === 'sha1' ? 20 : 32;
  const m1 = random(bytes - 1 - digestBytes - trailer.length);
  const digest = createHash(hash).update(concat(m1, m2)).digest();
  return concat([0x6a], m1, digest, trailer);
}
