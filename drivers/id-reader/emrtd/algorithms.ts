import { constants, createHash, type KeyObject, verify } from 'node:crypto';
import { err, ok, type Result } from '../../result.ts';
import { toBigInt } from '../apdu/bytes.ts';
import { decodeOid } from './oids.ts';
import { findTlv, readTlvs, type Tlv } from './tlv.ts';
import type { ChipTrouble } from './trouble.ts';

const HASH_NAMES = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;

export type HashName = (typeof HASH_NAMES)[number];

/** RFC 3279 §2.1, RFC 5754 §2. */
const HASHES: Readonly<Record<string, HashName>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** `hash` undefined: a separate field names the hash. */
interface SignatureScheme {
  readonly kind: 'rsa' | 'pss' | 'ecdsa' | 'ecdsa-plain';
  readonly hash: HashName | undefined;
}

const RSA = '1.2.840.113549.1.1';

/** Returns the OID of ECDSA as plain r ‖ s with this hash (BSI TR-03111 §5.2.1). */
export const oidOfPlainEcdsa = (hash: HashName): string => `0.4.0.127.0.7.1.1.4.1.${HASH_NAMES.indexOf(hash) + 1}`;

/** RFC 4055 §3 and §5, RFC 5758 §3.2. */
const SCHEMES: Readonly<Record<string, SignatureScheme>> = {
  [`${RSA}.1`]: { kind: 'rsa', hash: undefined },
  [`${RSA}.5`]: { kind: 'rsa', hash: 'sha1' },
  [`${RSA}.14`]: { kind: 'rsa', hash: 'sha224' },
  [`${RSA}.11`]: { kind: 'rsa', hash: 'sha256' },
  [`${RSA}.12`]: { kind: 'rsa', hash: 'sha384' },
  [`${RSA}.13`]: { kind: 'rsa', hash: 'sha512' },
  [`${RSA}.10`]: { kind: 'pss', hash: undefined },
  '1.2.840.10045.2.1': { kind: 'ecdsa', hash: undefined },
  '1.2.840.10045.4.1': { kind: 'ecdsa', hash: 'sha1' },
  '1.2.840.10045.4.3.1': { kind: 'ecdsa', hash: 'sha224' },
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', hash: 'sha512' },
  ...Object.fromEntries(HASH_NAMES.map((hash) => [oidOfPlainEcdsa(hash), { kind: 'ecdsa-plain', hash }])),
};

export interface Algorithm {
  readonly oid: string;
  readonly parameters: Tlv | undefined;
}

/** Reads the content of an AlgorithmIdentifier. `undefined`: malformed. */
export function readAlgorithm(content: Uint8Array): Algorithm | undefined {
  const parts = readTlvs(content);
  if (!parts.ok) return undefined;
  const [name, parameters] = parts.value;
  const oid = name?.tag === 0x06 ? decodeOid(name.value) : undefined;
  return oid?.ok ? { oid: oid.value, parameters } : undefined;
}

export const findHashByOid = (oid: string): HashName | undefined => HASHES[oid];

/** Returns the hash of a signature algorithm. `undefined`: the OID names no hash. */
export const findSignatureHash = (oid: string): HashName | undefined => SCHEMES[oid]?.hash;

export const digest = (hash: HashName, data: Uint8Array): Uint8Array =>
  Uint8Array.from(createHash(hash).update(data).digest());

/** Returns whether `signature` over `data` was made with `key`. `beside`: hash for schemes that name no hash. */
export function checkChipSignature(
  { oid, parameters }: Algorithm,
  beside: HashName | undefined,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): Result<boolean, ChipTrouble> {
  const scheme = SCHEMES[oid];
  if (!scheme) return unsupported(oid);
  const fits = scheme.kind === 'ecdsa' || scheme.kind === 'ecdsa-plain' ? ['ec'] : ['rsa', 'rsa-pss'];
  if (!fits.includes(key.asymmetricKeyType ?? '')) return ok(false);
  if (scheme.kind === 'pss') return verifiesPss(parameters, key, data, signature);
  const hash = scheme.hash ?? beside;
  if (!hash) return unsupported(oid);
  if (scheme.kind === 'rsa') return ok(holds(() => verify(hash, data, key, signature)));
  const dsaEncoding = scheme.kind === 'ecdsa' ? 'der' : 'ieee-p1363';
  return ok(holds(() => verify(hash, data, { key, dsaEncoding }, signature)));
}

function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

/** RSASSA-PSS-params (RFC 4055 §3.1): hash [0], mask [1] with the same hash, salt length [2]. */
function verifiesPss(
  parameters: Tlv | undefined,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): Result<boolean, ChipTrouble> {
  const named = `${RSA}.10`;
  const fields = readTlvs(parameters?.value ?? new Uint8Array());
  if (!fields.ok) return unsupported(named);
  const hash = hashIn(findTlv(fields.value, 0xa0));
  const mask = findTlv(fields.value, 0xa1);
  const maskAlgorithm = mask ? wrappedAlgorithm(mask) : undefined;
  const maskHash = hashIn(maskAlgorithm?.parameters?.raw);
  const salt = findTlv(fields.value, 0xa2);
  const saltObject = salt ? readTlvs(salt) : undefined;
  const saltLength = saltObject?.ok && saltObject.value[0] ? Number(toBigInt(saltObject.value[0].value)) : 20;
  if (!hash || maskHash !== hash) return unsupported(named);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return ok(holds(() => verify(hash, data, { key, padding, saltLength }, signature)));
}

/** Default: SHA-1 (RFC 4055 §3.1). */
function hashIn(wrapped: Uint8Array | undefined): HashName | undefined {
  if (!wrapped) return 'sha1';
  const algorithm = wrappedAlgorithm(wrapped);
  return algorithm && findHashByOid(algorithm.oid);
}

function wrappedAlgorithm(wrapped: Uint8Array): Algorithm | undefined {
  const objects = readTlvs(wrapped);
  return objects.ok && objects.value[0] ? readAlgorithm(objects.value[0].value) : undefined;
}

const unsupported = (algorithm: string): Result<never, ChipTrouble> =>
  err({ code: 'RDR-248', kind: 'algorithm-unsupported', algorithm });
