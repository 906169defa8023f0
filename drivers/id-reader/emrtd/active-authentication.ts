import { constants, createPublicKey, type KeyObject, publicDecrypt } from 'node:crypto';
import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { areSameBytes, fromBigInt, toBigInt } from '../apdu/bytes.ts';
import { STATUS_WORDS } from '../apdu/status-word.ts';
import type { RandomBytes } from './agreement.ts';
import { checkChipSignature, digest, findSignatureHash, type HashName, oidOfPlainEcdsa } from './algorithms.ts';
import type { ChipCard } from './card.ts';
import type { ChipTrouble } from './trouble.ts';

const CHALLENGE_BYTES = 8;
/** Longest signature in a protected short answer. */
const SHORT_SIGNATURE_BYTES = 220;
/** RSA 8192, the longest known signature. */
const MAX_SIGNATURE_BYTES = 1_024;

/**
 * Active authentication (ICAO 9303-11 §6.1): the chip signs eight random bytes with the private key of DG15's public key. `publicKey`:
 * SubjectPublicKeyInfo of DG15. `ecdsaAlgorithm`: OID in DG14's ActiveAuthenticationInfo.
 *
 * Accepted hashes for ECDSA: the hash in DG14, or the longest hash within the curve's length (ICAO 9303-11 §6.1.2.3). Some chips name no
 * hash or a wrong one; gmrtd and JMRTD also go by the curve.
 */
export async function authenticateActively(
  card: ChipCard,
  publicKey: Uint8Array,
  ecdsaAlgorithm: string | undefined,
  random: RandomBytes,
): Promise<Result<void, ChipTrouble>> {
  const key = readKey(publicKey);
  if (!key) return err({ code: 'RDR-232', kind: 'file-malformed', file: 'DG15', why: 'no public key' });
  const answerBytes = longestSignature(key);
  if (answerBytes === undefined || answerBytes > MAX_SIGNATURE_BYTES) return unsupported(key.asymmetricKeyType);
  const challenge = random(CHALLENGE_BYTES);
  const isRsa = key.asymmetricKeyType === 'rsa';
  const long = isRsa && answerBytes > SHORT_SIGNATURE_BYTES && card.channel.maxResponseBytes > 258;
  const answer = await card.send('INTERNAL AUTHENTICATE', {
    cla: 0,
    ins: 0x88,
    p1: 0,
    p2: 0,
    data: challenge,
    le: answerBytes,
    ...(long ? { extended: true } : {}),
  });
  if (!answer.ok) return answer;
  if (answer.value.status !== STATUS_WORDS.success) return notGenuine();
  const signature = answer.value.data;
  if (!isRsa) return checkEcdsa(key, ecdsaAlgorithm, challenge, signature);
  const holds = signature.length === answerBytes && signsByRecovery(key, signature, challenge);
  return holds ? ok(undefined) : notGenuine();
}

function readKey(spki: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

/** RSA: length of the modulus. ECDSA: any short answer. */
function longestSignature(key: KeyObject): number | undefined {
  const { modulusLength } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') return modulusLength && Math.ceil(modulusLength / 8);
  return key.asymmetricKeyType === 'ec' ? ANY_SHORT_ANSWER_BYTES : undefined;
}

/** Le 00. Two 521-bit numbers take 139 bytes in DER. */
const ANY_SHORT_ANSWER_BYTES = 256;

/** Plain r ‖ s (ICAO 9303-11 §6.1.2.3, BSI TR-03111 §5.2.1), or DER (X9.62), as on Portuguese cards. */
function checkEcdsa(
  key: KeyObject,
  algorithm: string | undefined,
  challenge: Uint8Array,
  signature: Uint8Array,
): Result<void, ChipTrouble> {
  for (const hash of possibleHashes(key, algorithm)) {
    for (const oid of [oidOfPlainEcdsa(hash), EC_PUBLIC_KEY]) {
      const verified = checkChipSignature({ oid, parameters: undefined }, hash, key, challenge, signature);
      if (!verified.ok) return verified;
      if (verified.value) return ok(undefined);
    }
  }
  return notGenuine();
}

function possibleHashes(key: KeyObject, algorithm: string | undefined): ReadonlySet<HashName> {
  const named = algorithm === undefined ? undefined : findSignatureHash(algorithm);
  return new Set([...(named ? [named] : []), hashOfCurve(key)]);
}

function hashOfCurve(key: KeyObject): HashName {
  const bits = Number(/(\d{3})/.exec(key.asymmetricKeyDetails?.namedCurve ?? '')?.[1] ?? 521);
  if (bits >= 512) return 'sha512';
  if (bits >= 384) return 'sha384';
  return bits >= 256 ? 'sha256' : 'sha224';
}

const EC_PUBLIC_KEY = '1.2.840.10045.2.1';

/** ISO/IEC 9796-2 §8.1.2: `BC` is SHA-1, `xx CC` a hash of ISO/IEC 10118-3. */
const TRAILERS: Readonly<Record<number, HashName>> = {
  51: 'sha1',
  52: 'sha256',
  53: 'sha512',
  54: 'sha384',
  56: 'sha224',
};

/** ISO/IEC 9796-2 scheme 1 with message recovery (ICAO 9303-11 §6.1.2.2). M2: the challenge. */
function signsByRecovery(key: KeyObject, signature: Uint8Array, challenge: Uint8Array): boolean {
  const block = recovered(key, signature);
  if (!block || (block[0]! & 0xc0) !== 0x40) return false;
  const last = block[block.length - 1];
  const trailerBytes = last === 0xbc ? 1 : 2;
  const hash = last === 0xbc ? 'sha1' : last === 0xcc ? TRAILERS[block[block.length - 2]!] : undefined;
  if (!hash) return false;
  // The header ends with nibble A, after padding nibbles B.
  const start = block.findIndex((byte) => (byte & 0x0f) === 0x0a) + 1;
  const hashBytes = digest(hash, new Uint8Array()).length;
  const end = block.length - trailerBytes - hashBytes;
  if (start === 0 || start > end) return false;
  const expected = digest(hash, concat(block.subarray(start, end), challenge));
  return areSameBytes(block.subarray(end, end + hashBytes), expected);
}

/** Of s^e mod n and its negative, one ends with nibble C (ISO/IEC 9796-2 §B.4). */
function recovered(key: KeyObject, signature: Uint8Array): Uint8Array | undefined {
  try {
    const block = Uint8Array.from(publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature));
    if ((block[block.length - 1]! & 0x0f) === 0x0c) return block;
    const modulus = toBigInt(Uint8Array.from(Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url')));
    return fromBigInt(modulus - toBigInt(block), block.length);
  } catch {
    return undefined;
  }
}

const notGenuine = (): Result<never, ChipTrouble> =>
  err({ code: 'RDR-247', kind: 'chip-not-genuine', by: 'active-authentication' });
const unsupported = (algorithm = 'unknown key'): Result<never, ChipTrouble> =>
  err({ code: 'RDR-248', kind: 'algorithm-unsupported', algorithm });
